export interface SafeMarkdownOptions {
  /** Keeps images with an https address. Otherwise images become links. */
  readonly images: boolean;
  /** Text of a link that replaces an image without a description. */
  readonly imageLabel: string;
}

/** Word joiner: invisible, and cannot start an HTML tag, image or link. */
const JOINER = '\u2060';

/** Start of an image: `![description](`. The bounded length keeps the time linear. */
const IMAGE = /!\[([^[\]\n]{0,500})\]\(/g;
/** An image mark that does not belong to an image with an https address. */
const OTHER_IMAGE = /!(?=\[)(?!\[[^[\]\n]{0,500}\]\(https:\/\/)/gi;
/**
 * Target of a link or reference definition with another scheme, or with an escape that can hide one. In a block quote,
 * the marks `>` of a continued line precede the target.
 */
const OTHER_SCHEME = /(\]\(|\]:)([\s>]*)(?!https?:\/\/|mailto:|[#\s>\u2060])(?=<|[^\s()<>/?]{0,200}[:&\\])/gi;

/**
 * Beginning of a block with a language, such as ```python, ~~~ python or ::: python. The marks of lists, quotes and
 * footnotes can precede it. Backticks are found anywhere in a line; a line with other backticks is inline code.
 * Tildes and colons after other text stay, because they are spaces and signs in formulas: `$x>0,~~~\forall y$`.
 */
const LANGUAGE =
  /((?:(?<!`)`{3,}(?=[^`\n]*$)(?<=^[^`\n]*`+)|^(?:[ \t>*+.):~\d-]|\[\^[^\]\n]{1,200}\]:)*(?:~{3,}|:{3,}))[^\S\n]*)(\S+)/gm;

/** Languages that no extension draws as a diagram. */
const LANGUAGES: ReadonlySet<string> = new Set(
  (
    'text plaintext txt console output log diff algorithm pseudocode latex tex bibtex markdown md html xml css ' +
    'json jsonl yaml yml toml ini csv sql c cpp c++ cuda csharp cs objc java kotlin scala go rust swift dart zig ' +
    'python py pycon javascript js jsx typescript ts tsx ruby rb php perl lua r julia matlab haskell hs ocaml ml ' +
    'fsharp lisp scheme racket clojure elixir erlang prolog lean coq agda isabelle fortran verilog vhdl assembly ' +
    'asm llvm wasm bash sh shell zsh powershell dockerfile makefile cmake'
  ).split(' '),
);

/**
 * Makes Markdown from the network safe for VS Code's preview. The preview renders HTML and loads images over
 * https by default, so a text could report that it is being read. The result has no HTML tags, comments or
 * autolinks in angle brackets, and links only to http, https and mailto. A word joiner disables a mark, also
 * in code and formulas: the result must not depend on parsing Markdown exactly as the preview does. Blocks have
 * only languages of LANGUAGES, because extensions draw blocks of others: a Mermaid diagram loads images.
 */
export function safeMarkdown(markdown: string, { images, imageLabel }: SafeMarkdownOptions): string {
  const inert = stripControls(markdown).replace(/<(?=[a-z/!?])/gi, `<${JOINER}`);
  const asLinks = (text: string): string =>
    text
      .replace(IMAGE, (_, label: string) => `[${label.trim() === '' ? imageLabel : label}](`)
      .replace(/!(?=\[)/g, `!${JOINER}`);
  const shown = images ? inert.replace(OTHER_IMAGE, `!${JOINER}`) : asLinks(inert);
  return shown
    .replace(OTHER_SCHEME, `$1$2${JOINER}`)
    .replace(LANGUAGE, (_, mark: string, language: string) => mark + inertLanguage(language));
}

/**
 * Returns a language unchanged if it is harmless, otherwise with a word joiner between its characters: the
 * preview searches for `mermaid` also within the first word after the mark, and decodes entities in it.
 */
function inertLanguage(language: string): string {
  if (LANGUAGES.has(language.toLowerCase())) return language;
  return language.replace(/(?<=[^\u2060])(?=[^\u2060])/gu, JOINER);
}

/** Replaces control characters except tab and line feed, and bidirectional formatting characters. */
function stripControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, ' ');
}
