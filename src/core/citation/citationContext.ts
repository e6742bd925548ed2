import { citationBehindCall, completedTypstKey, typstCitation, type CursorEdit } from './typstCitation';

export type CitationSyntax = 'latex' | 'pandoc' | 'typst' | 'link';

/** Language ids of VS Code and of common extensions. */
const SYNTAX_OF_LANGUAGE: ReadonlyMap<string, CitationSyntax> = new Map([
  ...['latex', 'tex', 'latex-expl3', 'rsweave', 'rnoweb', 'pweave', 'doctex'].map(
    (id) => [id, 'latex'] as const,
  ),
  ...['markdown', 'rmd', 'quarto', 'markdown-math', 'pandoc', 'qmd', 'mdx'].map(
    (id) => [id, 'pandoc'] as const,
  ),
  ...['typst', 'typ'].map((id) => [id, 'typst'] as const),
]);

/** Returns `link`, a link with the title, for languages without citations. */
export function citationSyntax(languageId: string): CitationSyntax {
  return SYNTAX_OF_LANGUAGE.get(languageId.toLowerCase()) ?? 'link';
}

export interface CursorText {
  readonly before: string;
  readonly after: string;
}

/**
 * Open command with its options and the keys typed so far: `\cite[see][p. 3]{a, b`. Commands of biblatex for several
 * citations repeat both: `\autocites[1]{a}[2]{b`.
 */
const OPEN_LATEX =
  /\\[A-Za-z]*[Cc]ite[A-Za-z]*\*?(?:(?<=s\*?)(?:\s?\([^()]*\)){0,2}(?:(?:\s?\[[^\]]*\]){0,2}\s?\{[^{}\\]*\}){1,20})?(?:\s?\[[^\]]*\]){0,4}\s?\{([^{}\\]*)$/;
/** May be in another line. */
const CLOSED_LATEX = /^[^{}\\]*\}/;
/** Open bracket that contains a citation: `[see @a; -@b`. */
const OPEN_PANDOC = /\[([^[\]]*(?:^|[\s;[-])@[^[\]]*|@[^[\]]*)$/;
const CLOSED_PANDOC = /^[^[\]]*\]/;
/** Before the first citation of a bracket, after an optional prefix such as `see`. */
const BEFORE_FIRST_PANDOC = /\[((?:[^[\]]*\s)?-?)$/;
/** First citation and the rest of its bracket. Before `(`, the bracket is a link. */
const FIRST_PANDOC = /^-?@[^[\]]*\](?!\()/;
/** In-text citation with only `@` typed. */
const BARE_AT = /(?:^|[\s([{;,-])@$/;
/** Position for another citation, after an optional prefix. */
const PANDOC_SEPARATED = /(?:^|;)(?:\s|(?:[^@;]*\s))?-?$/;

/**
 * Keys that Pandoc reads without braces: letters, digits and `_`, and single signs between them. Source:
 * `simpleCiteIdentifier` in Pandoc's Citations.hs.
 */
const BARE_PANDOC_KEY = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&+?<>~/-](?=[\p{L}\p{N}_])|[:/](?=\/))*$/u;

/** Length of the text on each side of a cursor, in UTF-16 code units. */
const WINDOW_CHARS = 4_000;

/** In the order of the document. */
export interface LinesAround {
  readonly above: readonly string[];
  readonly below: readonly string[];
}

/**
 * Adds the lines around a cursor if a citation spans them: a delimiter closes it, and no line in it is blank. Otherwise
 * returns the line, as always for Typst, whose citations have one key.
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

const LATEX_COMMENT = /(?<!\\)%/;

function withoutComment(line: string): string {
  const start = line.search(LATEX_COMMENT);
  return start < 0 ? line : line.slice(0, start);
}

const isBlank = (line: string): boolean => line.trim() === '';

/**
 * Returns the text that cites papers at the cursor. In an open citation, returns only keys and missing separators.
 * @param keys at least one
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

/** Beginning of a key before a cursor, and the rest after the cursor. */
const BEGUN: Readonly<Record<'pandoc' | 'typst', readonly (readonly [begun: RegExp, rest: RegExp])[]>> = {
  // Without `<` and `>`, which usually belong to HTML tags.
  pandoc: [
    [
      /(?<![\p{L}\p{N}_.@/\\])@(?:[\p{L}\p{N}_]|[:.#$%&+?~/-](?=[\p{L}\p{N}_]|$)|[:/](?=\/|$))*$/u,
      /^(?:[\p{L}\p{N}_]|[:.#$%&+?~/-](?=[\p{L}\p{N}_])|[:/](?=\/))+/u,
    ],
    [/(?<![\p{L}\p{N}_.@/\\])@\{[^{}\s]*$/u, /^[^{}\s]*\}/],
  ],
  typst: [[/(?<![\p{L}\p{N}_])@[\p{L}\p{N}_.:-]*$/u, /^(?:[.:-]*[\p{L}\p{N}_])+/u]],
};
/** Locator and suffix. */
const PANDOC_SUFFIX = /^[^;[\]{}\n]*(?=[;\]])/;
const TYPST_SUPPLEMENT = /^\[[^[\]\n]*\]/;

/** Returns the rest of the key under the cursor, with its locator: other keys follow both. */
function restOfKey(syntax: Exclude<CitationSyntax, 'link'>, { before, after }: CursorText): string {
  if (syntax === 'latex')
    return /[^\s,]$/.test(OPEN_LATEX.exec(before)?.[1] ?? '') ? (/^[^\s,{}%\\]+/.exec(after)?.[0] ?? '') : '';
  const within = BEGUN[syntax].find(([begun]) => begun.test(before));
  const rest = within?.[1].exec(after)?.[0] ?? '';
  // A sign alone is a missing key.
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

function pandocKey(key: string): string {
  return BARE_PANDOC_KEY.test(key) ? key : `{${key}}`;
}

/** Adds a separator before the keys unless there is one, and one after them if a key follows. */
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

/** Returns `undefined` for an invalid setting. */
export function parseLatexCommand(setting: unknown): string | undefined {
  const name = typeof setting === 'string' ? /^\\?([A-Za-z]{1,40}\*?)$/.exec(setting.trim())?.[1] : undefined;
  return name === undefined ? undefined : `\\${name}`;
}

export interface TypedKey {
  /** May also be words of a title. */
  readonly word: string;
}

const PANDOC_KEY = /\[(?:[^[\]]*[\s;[-])?@([^\s@;,[\]]*)$/;
const TYPST_KEY = /(?:^|[\s([{;,-])@([^\s@,;()[\]]*)$/;
const TYPST_LABEL = /#?cite\(\s*<([^<>\s]*)$/;

/**
 * Returns the partly typed key before the cursor; `undefined` outside a citation. In Markdown only brackets count,
 * because `@` also starts a user name.
 * @param before as `spanningText` returns it
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
 * Completes a partly typed key.
 * @param cursor text before the typed part, and after the cursor
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
  // The text replaces the typed part with its opening brace, and therefore the closing brace. Any other brace closes
  // something else, such as a footnote.
  const isBraced = word.startsWith('{') && cursor.after.startsWith('}');
  return { ...inserted(pandocKey(key)), replacedAfter: isBraced ? 1 : 0 };
}

const inserted = (text: string): CursorEdit => ({ text, replacedBefore: 0, replacedAfter: 0 });

const typed = (word: string | undefined): TypedKey | undefined => (word === undefined ? undefined : { word });
