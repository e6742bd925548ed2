/** Placeholders for escaped braces, because TeX's own braces are removed. */
const BRACES: ReadonlyMap<string, string> = new Map([
  ['{', '\ue000'],
  ['}', '\ue001'],
]);

/** Words and symbols that the symbol table lacks. */
const COMMAND_TEXTS: ReadonlyMap<string, string> = new Map([
  ['eg', 'e.g.'],
  ['ie', 'i.e.'],
  ['etc', 'etc.'],
  ['etal', 'et al.'],
  ['vs', 'vs.'],
  ['wrt', 'w.r.t.'],
  ['deg', '°'],
  ['degree', '°'],
  ['textdegree', '°'],
  ['textendash', '–'],
  ['textemdash', '—'],
  ['textquotesingle', "'"],
  ['textasciitilde', '~'],
  ['textbackslash', '\ue002'],
  ['textgreater', '>'],
  ['textless', '<'],
  ['textbar', '|'],
  ['textasciicircum', '^'],
  ['textpm', '±'],
  ['texttimes', '×'],
  ['textmu', 'µ'],
  ['textbullet', '•'],
  ['textregistered', '®'],
  ['texttrademark', '™'],
  ['textquoteleft', '‘'],
  ['textquoteright', '’'],
  ['textquotedblleft', '“'],
  ['textquotedblright', '”'],
  ['quad', ' '],
  ['qquad', ' '],
  ['ldots', '…'],
  ['dots', '…'],
  ['cdots', '⋯'],
  ['mid', '|'],
  ['lvert', '|'],
  ['rvert', '|'],
  ['Vert', '‖'],
  ['lVert', '‖'],
  ['rVert', '‖'],
  ['dag', '†'],
  ['ddag', '‡'],
  ['textdagger', '†'],
  ['textcopyright', '©'],
  ['textellipsis', '…'],
  ['textyen', '¥'],
  ['textsterling', '£'],
  ['textsection', '§'],
  ['textunderscore', '_'],
  ['textbraceleft', '\ue000'],
  ['textbraceright', '\ue001'],
  ['cmark', '✓'],
  ['xmark', '✗'],
  ['bmod', ' mod '],
  ['colon', ':'],
  ['eps', 'ε'],
  ['veps', 'ε'],
  ['lbrace', '\ue000'],
  ['rbrace', '\ue001'],
  ['backslash', '\ue002'],
  ['item', ' • '],
]);

/** Commands without visible output. */
const IGNORED_COMMANDS = new Set(
  (
    'left right big Big bigg Bigg bigl bigr Bigl Bigr middle displaystyle textstyle scriptstyle limits nolimits it em ' +
    'bf cal Bbb sc tt rm sf sl itshape bfseries scshape ttfamily small large footnotesize tiny normalsize noindent centering ' +
    'xspace protect boldmath url href path unboldmath nonumber allowbreak linebreak newline par hfill vfill hfil break ' +
    'footnotemark smallskip medskip bigskip clearpage newpage pagebreak raggedright relax ignorespaces unskip null ' +
    'underbrace overbrace'
  ).split(' '),
);

const TEXT_FONT = 'text(?:bf|it|sc|tt|rm|sf|sl|md|up|normal)';
const MATH_FONT = 'math(?:bbmss|bbm|bb|bf|rm|cal|sf|it|tt|frak|scr|ds)';

/** Commands whose argument is shown. Some pages drop the backslash. */
export const SHOWN = new RegExp(
  `(?:\\\\|(?<![A-Za-z\\\\]))(?:${TEXT_FONT}|text|textcolor(?:\\[[a-zA-Z]+\\])?\\{[^{}]*\\}|emph|${MATH_FONT}|math(?:bin|rel|op|ring)|boldsymbol|bm|pmb|` +
    'operatorname|underline|mbox|hbox|ensuremath|uline|smash|url|path)\\*?\\s?\\{([^{}]*)\\}',
  'g',
);

/** Font command before one letter without braces: `\mathbf V`, `\mathop:`. */
export const BARE_FONT = new RegExp(
  `\\\\(?:${MATH_FONT}|math(?:op|rel|bin)|boldsymbol|bm|${TEXT_FONT})(?![A-Za-z])\\s?(?=[\\p{L}\\p{N}:=+<>~-])`,
  'gu',
);

/** Font command whose braces a page dropped: `\emph{approximate}`. */
const GLUED_FONT = new RegExp(`^(?:emph|ensuremath|operatorname|boldsymbol|${MATH_FONT}|${TEXT_FONT})(.*)$`);

/** Commands removed with their argument; `\color` only with a known color. */
export const DROPPED =
  /\\includegraphics\*?\s?(?:\[[^[\]{}]*\])?\{[^{}]*\}|\\orcidlink\s?\{[^{}]*\}|\\fa[A-Z][A-Za-z]+\*?(?:\{\})?\s?|\\(?:looseness|[hv]skip)\s?=?\s?-?[\d.]+\s?(?:pt|em|ex|cm|mm)?|~?\\(?:[Cc]ite[a-z]*|(?:foot|text|paren|auto)cite|ref|eqref|label|[vh]space|[vh]?phantom)\*?(?:\[[^[\]{}]*\]){0,2}\{[^{}]*\}|\\color\s?\{?(?:black|white|red|blue|green|teal|orange|purple|cyan|magenta|gr[ae]y)(?:\}|\b)/g;

/** Replaces escaped braces by placeholders. */
export function protectBraces(text: string): string {
  return text.replace(/\\([{}])/g, (_, brace: string) => BRACES.get(brace) ?? brace);
}

/** Replaces the placeholders of escaped braces and backslashes by their characters. */
export function protectEscapes(text: string): string {
  return text
    .replace(/\ue000/g, '{')
    .replace(/\ue001/g, '}')
    .replace(/\ue002/g, '\\');
}

/** Command joined to a capital because a page dropped the space: `\rightarrow R`. */
const GLUED_COMMAND = /^(rightarrow|leftarrow|times|cdot|leq|geq|in|log|ln|max|min)([A-Z])$/;

/** Returns the text of a command without its backslash; `undefined` for an author's macro. */
export function commandText(name: string, symbol: TexSymbol): string | undefined {
  if (IGNORED_COMMANDS.has(name)) return '';
  const known = COMMAND_TEXTS.get(name) ?? symbol(`\\${name}`) ?? GLUED_FONT.exec(name)?.[1];
  const [, glued, letter = ''] = known === undefined ? (GLUED_COMMAND.exec(name) ?? []) : [];
  return glued === undefined ? known : `${symbol(`\\${glued}`) ?? `${glued} `}${letter}`;
}

/** Converts escaped characters and spaces. */
export function unescapeTex(text: string): string {
  return text
    .replace(/\\(?=\d)/g, '$') // A page that read `\$5 … \$` as math removed the dollars and kept the backslash.
    .replace(/\\\|/g, '‖')
    .replace(/\\([%$&#_"'`])/g, '$1')
    .replace(/\\[\s,;:\\]/g, ' ')
    .replace(/\\[!/@-]?/g, '');
}

/** Excludes the table's phonetic arrows for a raised or lowered `<` and `>`. */
function scriptOf(tex: string, symbol: TexSymbol): string | undefined {
  return /[<>]$/.test(tex) ? undefined : symbol(tex);
}

/** Returns the Unicode text of a command (`\leq`) or a one-character script (`^2`, `_i`), if any. */
export type TexSymbol = (tex: string) => string | undefined;
/**
 * Converts a script to Unicode if every character has such a form. Otherwise keeps its sign, with parentheses around
 * anything but letters and digits: `ℓ_(2,1)`, `C^(k²)`.
 */
export function scriptText(sign: string, script: string, symbol: TexSymbol): string {
  const inner = script.trim().replace(/^\\?(?:top|⊤|intercal)$/, 'T');
  if (sign === '^' && /^(?:∘|°|circ)$/.test(inner)) return '°';
  const shown = Array.from(inner, (character) => scriptOf(sign + character, symbol));
  if (shown.length > 0 && shown.every((character) => character !== undefined)) return shown.join('');
  if (sign === '^' && /^[*+'′†‡]+$/.test(inner)) return inner;
  const plain = shown.length === 1 || /^[\p{Ll}\p{Lu}\p{Lo}\p{Nd}]*$|^\([^()]*\)$/u.test(inner);
  return `${sign}${plain ? inner : `(${inner})`}`;
}
