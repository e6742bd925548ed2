/** Stand-ins for braces that the author escaped, so that they outlive the removal of TeX's own. */
const BRACES: ReadonlyMap<string, string> = new Map([
  ['{', '\ue000'],
  ['}', '\ue001'],
]);

/** Commands that stand for words or signs and are not in a table of symbols. */
const WORDS: ReadonlyMap<string, string> = new Map([
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
  ['textbackslash', '\\'],
  ['quad', ' '],
  ['qquad', ' '],
  ['ldots', '…'],
  ['dots', '…'],
  ['cdots', '⋯'],
  ['mid', '|'],
  ['lvert', '|'],
  ['rvert', '|'],
  ['Vert', '‖'],
  ['colon', ':'],
]);

/** Switches and spacing that show nothing. */
const SILENT = new Set(
  (
    'left right big Big bigg Bigg bigl bigr Bigl Bigr middle displaystyle textstyle scriptstyle limits nolimits it em ' +
    'bf cal Bbb sc tt rm sf sl itshape bfseries scshape ttfamily small large footnotesize tiny normalsize noindent centering ' +
    'xspace protect boldmath unboldmath nonumber allowbreak linebreak newline par'
  ).split(' '),
);

/** Commands whose argument is shown, with and without the backslash that a page may have dropped. */
export const SHOWN =
  /(?:\\|(?<![A-Za-z\\]))(?:text(?:bf|it|sc|tt|rm|sf|sl|md|up|normal|color\{[^{}]*\})?|emph|math(?:bf|rm|cal|bb|sf|it|tt|frak|scr|bin|rel|op)|boldsymbol|bm|pmb|operatorname|underline|mbox|hbox|ensuremath|uline|url|path)\*?\s?\{([^{}]*)\}/g;

/** Commands that go, argument and all; a colour goes alone when it is one. */
export const DROPPED =
  /~?\\(?:cite[a-z]*|ref|eqref|label|vspace|hspace)\*?(?:\[[^\]{}]*\])?\{[^{}]*\}|\\color\{(?:black|white|red|blue|green|teal|orange|purple|cyan|magenta|gr[ae]y)\}/g;

/** Braces that are meant as braces, out of the way of those that are TeX's. */
export function withBracesAside(text: string): string {
  return text.replace(/\\([{}])/g, (_, brace: string) => BRACES.get(brace) ?? brace);
}

/** What a command of that name shows, without its backslash; undefined for a macro that nobody can know. */
export function commandText(name: string, symbol: TexSymbol): string | undefined {
  if (SILENT.has(name)) return '';
  return WORDS.get(name) ?? symbol(`\\${name}`);
}

/** Escaped characters and spaces as what they show. */
export function withoutEscapes(text: string): string {
  return text
    .replace(/\\(?=\d)/g, '$') // A page that read `\$5 … \$` as maths took the dollars and left the backslash.
    .replace(/\\\|/g, '‖')
    .replace(/\\([%$&#_"'`])/g, '$1')
    .replace(/\\[\s,;:\\]/g, ' ')
    .replace(/\\[!/@-]?/g, '');
}

/** The Unicode text of one TeX command (`\leq`) or of one raised or lowered character (`^2`, `_i`), if it has any. */
export type TexSymbol = (tex: string) => string | undefined;
/** A superscript or subscript: as Unicode where every character has such a form, else with its sign and no braces. */
export function scriptText(sign: string, script: string, symbol: TexSymbol): string {
  const inner = script.trim().replace(/^\\?(?:top|⊤|intercal)$/, 'T');
  if (sign === '^' && /^(?:∘|°|circ)$/.test(inner)) return '°';
  const shown = Array.from(inner, (character) => symbol(sign + character));
  if (shown.length > 0 && shown.every((character) => character !== undefined)) return shown.join('');
  if (sign === '^' && /^[*+'′†‡]+$/.test(inner)) return inner;
  const plain = shown.length === 1 || /^[\p{L}\p{N},]*$|^\([^()]*\)$/u.test(inner);
  return `${sign}${plain ? inner : `(${inner})`}`;
}
