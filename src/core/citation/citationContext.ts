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

/** Open citation command with its options and the keys typed so far: `\cite[see][p. 3]{a, b`. */
const OPEN_LATEX =
  /\\[A-Za-z]*(?:cite|Cite|nocite|footcite|textcite|parencite|autocite)[A-Za-z]*\*?(?:\s?\[[^\]]*\]){0,4}\s?\{([^{}\\]*)$/;
/** Open Pandoc bracket that contains a citation: `[see @a; -@b`. */
const OPEN_PANDOC = /\[([^[\]]*(?:^|[\s;[-])@[^[\]]*|@[^[\]]*)$/;
/** In-text citation with only `@` typed. */
const BARE_AT = /(?:^|[\s([{;,-])@$/;
/** Position for another citation: after a separator and an optional prefix such as `see`. */
const PANDOC_SEPARATED = /(?:^|;)(?:\s|(?:[^@;]*\s))?-?$/;
const OPEN_TYPST = /(#?)cite\(\s*<$/;
const OPEN_TYPST_CALL = /(#?)cite\(\s*$/;

/**
 * Returns the text that cites papers at the cursor. In an open citation this is only the keys and missing
 * separators, elsewhere a whole citation.
 * @param keys citation keys, at least one
 * @param latexCommand such as `\citep`
 */
export function citationText(
  syntax: Exclude<CitationSyntax, 'link'>,
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
      const open = OPEN_PANDOC.exec(before)?.[1];
      const marked = keys.map((key) => `@${key}`);
      if (open === undefined)
        return BARE_AT.test(before) ? marked.join('; ').slice(1) : `[${marked.join('; ')}]`;
      if (open.endsWith('@')) return marked.join('; ').slice(1);
      return listed(marked, '; ', open, after, /^\s*[^\s;\]]/, PANDOC_SEPARATED);
    }
    case 'typst': {
      const call = OPEN_TYPST.exec(before) ?? OPEN_TYPST_CALL.exec(before);
      if (call) {
        // `cite` takes one label. In code, which has no `#`, calls are joined by `+`.
        const labels = keys.join(call[1] === '#' ? '>) #cite(<' : '>) + cite(<');
        return OPEN_TYPST.test(before) ? `${labels}${after.startsWith('>') ? '' : '>'}` : `<${labels}>`;
      }
      const marked = keys.map((key) => `@${key}`).join(' ');
      return BARE_AT.test(before) ? marked.slice(1) : marked;
    }
  }
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
 * @param before text of the line up to the cursor
 */
export function typedKey(syntax: CitationSyntax, before: string): TypedKey | undefined {
  switch (syntax) {
    case 'latex': {
      const open = OPEN_LATEX.exec(before)?.[1];
      return open === undefined ? undefined : { word: open.slice(open.lastIndexOf(',') + 1).trimStart() };
    }
    case 'pandoc':
      return typed(PANDOC_KEY.exec(before)?.[1]);
    case 'typst':
      return typed((TYPST_KEY.exec(before) ?? TYPST_LABEL.exec(before))?.[1]);
    case 'link':
      return undefined;
  }
}

const typed = (word: string | undefined): TypedKey | undefined => (word === undefined ? undefined : { word });
