export interface SafeMarkdownOptions {
  /** Keeps images with an https address. Otherwise images become links. */
  readonly images: boolean;
  /** Text of the link for an image without a description. */
  readonly imageLabel: string;
}

/** Word joiner: invisible, and cannot start an HTML tag, image or link. */
const JOINER = '\u2060';

/** The bounded length keeps the time linear. */
const IMAGE = /!\[([^[\]\n]{0,500})\]\(/g;
/** Image mark before anything but an image with an https address. */
const OTHER_IMAGE = /!(?=\[)(?!\[[^[\]\n]{0,500}\]\(https:\/\/)/gi;
/**
 * Target of a link or definition with another scheme, or with an escape that can hide one. In a block quote, marks `>`
 * of a continued line precede the target.
 */
const OTHER_SCHEME = /(\]\(|\]:)([\s>]*)(?!https?:\/\/|mailto:|[#\s>\u2060])(?=<|[^\s()<>/?]{0,200}[:&\\])/gi;

/**
 * Beginning of a block with a language: ```python, ~~~ python or ::: python, after marks of lists, quotes and
 * footnotes. Backticks can be anywhere in a line without later backticks, which make inline code. Tildes and colons
 * after other text stay, because formulas contain them: `$x>0,~~~\forall y$`.
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
 * Makes Markdown from the network safe for VS Code's preview, which renders HTML and loads images over https by
 * default: a text could report that it is being read. The result has no HTML tags, comments or autolinks in angle
 * brackets, and links only to http, https and mailto. A word joiner disables a mark, also in code and formulas: the
 * result must not depend on parsing Markdown exactly as the preview does. Blocks keep only languages of LANGUAGES,
 * because extensions draw others: a Mermaid diagram loads images.
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
 * Puts a word joiner between the characters of unknown languages: the preview finds `mermaid` anywhere in the first
 * word after the mark, and decodes entities in it.
 */
function inertLanguage(language: string): string {
  if (LANGUAGES.has(language.toLowerCase())) return language;
  return language.replace(/(?<=[^\u2060])(?=[^\u2060])/gu, JOINER);
}

/** Keeps tab and line feed. Also replaces bidirectional formatting characters. */
function stripControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, ' ');
}
