import type { CitationSyntax } from './citationContext';

/** Offsets are UTF-16 code units. */
export interface KeyInLine {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** `\citep[see][p. 3]{a, b}`. */
const LATEX_CITATION = /\\[A-Za-z]*cite[A-Za-z]*\*?(?:\s?\[[^\]]*\]){0,4}\s?\{([^{}\\]*)\}?/gi;
/** `@key` or `@{key}`. After a word, `@` belongs to an e-mail address. */
const AT_KEY = /(?<![\p{L}\p{N}_.@/\\])@\{?([\p{L}\p{N}_]+(?:[:.#$%&+?<>~/-]+[\p{L}\p{N}_]+)*)/gu;
/** Key of Markdown with signs that end a key without braces: `@{o'neil2016}`. */
const BRACED_KEY = /(?<![\p{L}\p{N}_.@/\\])@\{([^{}\s]+)\}/gu;
const TYPST_LABEL = /cite\(\s*<([^<>\s]+)>/g;
/** `cite(label("a/b"))`, for keys that `<key>` cannot contain. */
const TYPST_LABEL_CALL = /cite\(\s*label\(\s*"([^"\\\s]+)"/g;
const BIB_ENTRY = /@[ \t]*[A-Za-z]+[ \t]*[{(][ \t]*([^\s,{}()=#%"]+)/g;

/**
 * Finds the citation key at a position of a line.
 * @param syntax of the document's language, or `bibtex` for the key of an entry
 * @param offset UTF-16 offset in the line; the end of a key counts
 */
export function citationKeyAt(
  syntax: CitationSyntax | 'bibtex',
  line: string,
  offset: number,
): KeyInLine | undefined {
  for (const key of keysIn(syntax, line)) if (key.start <= offset && offset <= key.end) return key;
  return undefined;
}

/** Finds the key in a line of a LaTeX citation that began in another line. */
export function listedKeyAt(line: string, offset: number): KeyInLine | undefined {
  for (const { 0: key, index: start } of line.matchAll(/[^\s,{}%\\]+/g)) {
    const end = start + key.length;
    if (start <= offset && offset <= end) return { key, start, end };
  }
  return undefined;
}

/** Returns whether a line has a citation key anywhere. */
export function hasCitationKey(syntax: CitationSyntax | 'bibtex', line: string): boolean {
  return keysIn(syntax, line).next().done !== true;
}

function* keysIn(syntax: CitationSyntax | 'bibtex', line: string): Generator<KeyInLine, void> {
  if (syntax === 'latex') yield* latexKeys(line);
  if (syntax === 'pandoc') yield* groups(line, BRACED_KEY);
  if (syntax === 'pandoc' || syntax === 'typst') yield* groups(line, AT_KEY);
  if (syntax === 'typst') yield* groups(line, TYPST_LABEL);
  if (syntax === 'typst') yield* groups(line, TYPST_LABEL_CALL);
  if (syntax === 'bibtex') yield* groups(line, BIB_ENTRY);
}

/** Only delimiters may follow the only group of the pattern. */
function* groups(line: string, pattern: RegExp): Iterable<KeyInLine> {
  for (const match of line.matchAll(pattern)) {
    const [whole, key = ''] = match;
    const start = match.index + whole.lastIndexOf(key);
    yield { key, start, end: start + key.length };
  }
}

function* latexKeys(line: string): Iterable<KeyInLine> {
  for (const list of groups(line, LATEX_CITATION)) {
    for (const match of list.key.matchAll(/[^,]+/g)) {
      const key = match[0].trim();
      const start = list.start + match.index + match[0].indexOf(key);
      if (key !== '') yield { key, start, end: start + key.length };
    }
  }
}
