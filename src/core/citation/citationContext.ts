import { citationBehindCall, completedTypstKey, typstCitation, type CursorEdit } from './typstCitation';

export type CitationSyntax = 'latex' | 'pandoc' | 'typst' | 'link';

/** Language ids of VS Code and of the common extensions for these languages. */
const SYNTAX_OF_LANGUAGE: ReadonlyMap<string, CitationSyntax> = new Map([
  ...['latex', 'tex', 'latex-expl3', 'rsweave', 'rnoweb', 'pweave', 'doctex'].map(
    (id) => [id, 'latex'] as const,
  ),
  ...['markdown', 'rmd', 'quarto', 'markdown-math', 'pandoc', 'qmd', 'mdx'].map(
    (id) => [id, 'pandoc'] as const,
  ),
  ...['typst', 'typ'].map((id) => [id, 'typst'] as const),
]);

/** Returns the citation syntax of a language, `link` (a link with the title) for others. */
export function citationSyntax(languageId: string): CitationSyntax {
  return SYNTAX_OF_LANGUAGE.get(languageId.toLowerCase()) ?? 'link';
}

export interface CursorText {
  readonly before: string;
  readonly after: string;
}

/**
 * Open citation command with its options and the keys typed so far: `\cite[see][p. 3]{a, b`. Commands of biblatex for
 * several citations have an argument for each: `\autocites[1]{a}[2]{b`.
 */
const OPEN_LATEX =
  /\\[A-Za-z]*[Cc]ite[A-Za-z]*\*?(?:(?<=s\*?)(?:\s?\([^()]*\)){0,2}(?:(?:\s?\[[^\]]*\]){0,2}\s?\{[^{}\\]*\}){1,20})?(?:\s?\[[^\]]*\]){0,4}\s?\{([^{}\\]*)$/;
/** The end of an open citation, which may be in another line. */
const CLOSED_LATEX = /^[^{}\\]*\}/;
/** Open Pandoc bracket that contains a citation: `[see @a; -@b`. */
const OPEN_PANDOC = /\[([^[\]]*(?:^|[\s;[-])@[^[\]]*|@[^[\]]*)$/;
const CLOSED_PANDOC = /^[^[\]]*\]/;
/** Cursor before the first citation of a Pandoc bracket, after an optional prefix such as `see`. */
const BEFORE_FIRST_PANDOC = /\[((?:[^[\]]*\s)?-?)$/;
/** The first citation and the end of its bracket. With an address after the bracket, it would be a link. */
const FIRST_PANDOC = /^-?@[^[\]]*\](?!\()/;
/** In-text citation with only `@` typed. */
const BARE_AT = /(?:^|[\s([{;,-])@$/;
/** Position for another citation: after a separator and an optional prefix such as `see`. */
const PANDOC_SEPARATED = /(?:^|;)(?:\s|(?:[^@;]*\s))?-?$/;

/**
 * Keys that Pandoc reads without braces: letters, digits and `_`, and single signs between them. The key ends at any
 * other character (`simpleCiteIdentifier` in Pandoc's Citations.hs).
 */
const BARE_PANDOC_KEY = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&+?<>~/-](?=[\p{L}\p{N}_])|[:/](?=\/))*$/u;

/** UTF-16 code units that are read on each side of a cursor. */
const WINDOW_CHARS = 4_000;

/** The lines above and below the line of a cursor, in the order of the document. */
export interface LinesAround {
  readonly above: readonly string[];
  readonly below: readonly string[];
}

/**
 * Adds the lines around a cursor's line to its text if a citation spans them, as in lists of keys with a line for each key.
 * Such a citation ends with a closing delimiter, and contains no blank line. Returns the text of the line otherwise, and for
 * Typst, whose citations have one key.
 */
export function spanningText(syntax: CitationSyntax, line: CursorText, around: LinesAround): CursorText {
  if (syntax !== 'latex' && syntax !== 'pandoc') return line;
  const isLatex = syntax === 'latex';
  if (isLatex && LATEX_COMMENT.test(line.before)) return line;
  const plain = (text: string): string => (isLatex ? withoutComment(text) : text);
  const above = around.above.slice(around.above.findLastIndex(isBlank) + 1);
  const blank = around.below.findIndex(isBlank);
  const below = blank < 0 ? around.below : around.below.slice(0, blank);
  const before = [...above.map(plain), line.before].join('\n').slice(-WINDOW_CHARS);
  const after = [line.after, ...below].map(plain).join('\n').slice(0, WINDOW_CHARS);
  const open = isLatex ? OPEN_LATEX : OPEN_PANDOC;
  const closed = isLatex ? CLOSED_LATEX : CLOSED_PANDOC;
  return open.test(before) && closed.test(after) ? { before, after } : line;
}

/** The percent sign that begins a comment in LaTeX. */
const LATEX_COMMENT = /(?<!\\)%/;

function withoutComment(line: string): string {
  const start = line.search(LATEX_COMMENT);
  return start < 0 ? line : line.slice(0, start);
}

const isBlank = (line: string): boolean => line.trim() === '';

/**
 * Returns the text that cites papers at the cursor. In an open citation this is only the keys and missing
 * separators, elsewhere a whole citation.
 * @param keys citation keys, at least one
 * @param latexCommand such as `\citep`
 */
export function citationEdit(
  syntax: Exclude<CitationSyntax, 'link'>,
  cursor: CursorText,
  keys: readonly string[],
  latexCommand?: string,
): CursorEdit {
  const behind = syntax === 'typst' ? citationBehindCall(cursor.before, cursor.after, keys) : undefined;
  if (behind) return behind;
  const rest = restOfKey(syntax, cursor);
  const before = cursor.before + rest;
  const after = cursor.after.slice(rest.length);
  const edit =
    syntax === 'typst'
      ? typstCitation(before, after, keys)
      : inserted(citationText(syntax, { before, after }, keys, latexCommand));
  return { ...edit, text: rest + edit.text, replacedAfter: rest.length + edit.replacedAfter };
}

/** Beginning of a key before a cursor, the rest of the key behind it, and what belongs to the key behind that. */
const BEGUN: Readonly<Record<'pandoc' | 'typst', readonly (readonly [begun: RegExp, rest: RegExp])[]>> = {
  // Without `<` and `>`, which rather begin or end a tag of HTML.
  pandoc: [
    [
      /(?<![\p{L}\p{N}_.@/\\])@(?:[\p{L}\p{N}_]|[:.#$%&+?~/-](?=[\p{L}\p{N}_]|$)|[:/](?=\/|$))*$/u,
      /^(?:[\p{L}\p{N}_]|[:.#$%&+?~/-](?=[\p{L}\p{N}_])|[:/](?=\/))+/u,
    ],
    [/(?<![\p{L}\p{N}_.@/\\])@\{[^{}\s]*$/u, /^[^{}\s]*\}/],
  ],
  typst: [[/(?<![\p{L}\p{N}_])@[\p{L}\p{N}_.:-]*$/u, /^(?:[.:-]*[\p{L}\p{N}_])+/u]],
};
/** Locator and suffix of a citation in a Pandoc bracket. */
const PANDOC_SUFFIX = /^[^;[\]{}\n]*(?=[;\]])/;
/** Supplement of a reference in Typst. */
const TYPST_SUPPLEMENT = /^\[[^[\]\n]*\]/;

/**
 * Returns the rest of the key that a cursor is within, with its locator, because other keys go behind it; empty
 * elsewhere.
 */
function restOfKey(syntax: Exclude<CitationSyntax, 'link'>, { before, after }: CursorText): string {
  if (syntax === 'latex')
    return /[^\s,]$/.test(OPEN_LATEX.exec(before)?.[1] ?? '') ? (/^[^\s,{}%\\]+/.exec(after)?.[0] ?? '') : '';
  const within = BEGUN[syntax].find(([begun]) => begun.test(before));
  const rest = within?.[1].exec(after)?.[0] ?? '';
  // A sign alone is a key that is missing.
  if (!within || /@\{?$/.test(before + rest)) return rest;
  const behind = after.slice(rest.length);
  if (syntax === 'typst') return rest + (TYPST_SUPPLEMENT.exec(behind)?.[0] ?? '');
  return rest + (OPEN_PANDOC.test(before) ? (PANDOC_SUFFIX.exec(behind)?.[0] ?? '') : '');
}

function citationText(
  syntax: 'latex' | 'pandoc',
  { before, after }: CursorText,
  keys: readonly string[],
  latexCommand = '\\cite',
): string {
  switch (syntax) {
    case 'latex': {
      const open = OPEN_LATEX.exec(before)?.[1];
      if (open === undefined) return `${latexCommand}{${keys.join(',')}}`;
      return listed(keys, ',', open, after, /^\s*[^\s,}%]/);
    }
    case 'pandoc': {
      const first = FIRST_PANDOC.test(after) ? BEFORE_FIRST_PANDOC.exec(before)?.[1] : undefined;
      const open = OPEN_PANDOC.exec(before)?.[1] ?? first;
      const marked = keys.map((key) => `@${pandocKey(key)}`);
      if (open === undefined)
        return BARE_AT.test(before) ? marked.join('; ').slice(1) : `[${marked.join('; ')}]`;
      if (open.endsWith('@')) return marked.join('; ').slice(1);
      return listed(marked, '; ', open, after, /^\s*[^\s;\]]/, PANDOC_SEPARATED);
    }
  }
}

/** Returns a key as it follows `@` in Pandoc: in braces if it needs them. */
function pandocKey(key: string): string {
  return BARE_PANDOC_KEY.test(key) ? key : `{${key}}`;
}

/** Adds keys to a list: a separator before them unless there is one, and one after them if a key follows. */
function listed(
  keys: readonly string[],
  separator: string,
  open: string,
  after: string,
  another: RegExp,
  separated = /(?:^|,)\s*$/,
): string {
  const inFront = separated.test(open) ? '' : separator;
  const behind = another.test(after) && inFront === '' ? separator : '';
  return `${inFront}${keys.join(separator)}${behind}`;
}

/** Validates the LaTeX command from the setting; `undefined` if it is invalid. */
export function parseLatexCommand(setting: unknown): string | undefined {
  const name = typeof setting === 'string' ? /^\\?([A-Za-z]{1,40}\*?)$/.exec(setting.trim())?.[1] : undefined;
  return name === undefined ? undefined : `\\${name}`;
}

export interface TypedKey {
  /** Typed text, which can also be words of a title. */
  readonly word: string;
}

/** Open Pandoc bracket, up to the partly typed key. */
const PANDOC_KEY = /\[(?:[^[\]]*[\s;[-])?@([^\s@;,[\]]*)$/;
const TYPST_KEY = /(?:^|[\s([{;,-])@([^\s@,;()[\]]*)$/;
const TYPST_LABEL = /#?cite\(\s*<([^<>\s]*)$/;

/**
 * Returns the partly typed key before the cursor; `undefined` outside a citation. In Markdown only brackets
 * count, because `@` also starts a user name.
 * @param before text up to the cursor, as `spanningText` returns it
 */
export function typedKey(syntax: CitationSyntax, before: string): TypedKey | undefined {
  switch (syntax) {
    case 'latex': {
      const open = OPEN_LATEX.exec(before)?.[1];
      return open === undefined ? undefined : { word: (open.split(/[,\n]/).at(-1) ?? '').trimStart() };
    }
    case 'pandoc':
      return typed(PANDOC_KEY.exec(before)?.[1]);
    case 'typst':
      return typed((TYPST_KEY.exec(before) ?? TYPST_LABEL.exec(before))?.[1]);
    case 'link':
      return undefined;
  }
}

/**
 * Returns the text that completes a partly typed key.
 * @param cursor text before the typed part of the key, and after the cursor
 * @param word the typed part
 */
export function completedKey(
  syntax: CitationSyntax,
  cursor: CursorText,
  key: string,
  word: string,
): CursorEdit {
  if (syntax === 'typst') return completedTypstKey(cursor.before, cursor.after, key);
  if (syntax !== 'pandoc') return inserted(key);
  // The text replaces the typed part with its opening brace, so also the closing one. Any other brace ends something else, such
  // as a footnote of LaTeX.
  const isBraced = word.startsWith('{') && cursor.after.startsWith('}');
  return { ...inserted(pandocKey(key)), replacedAfter: isBraced ? 1 : 0 };
}

const inserted = (text: string): CursorEdit => ({ text, replacedBefore: 0, replacedAfter: 0 });

const typed = (word: string | undefined): TypedKey | undefined => (word === undefined ? undefined : { word });
