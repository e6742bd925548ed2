/** A text as written and as an output shows it. */
export interface Shown {
  readonly raw: string;
  readonly text: string;
}

/** Returns the leftovers of one kind. */
type Finder = (shown: Shown) => readonly string[];

/**
 * TeX commands that must not be shown as words. Excludes the author's macros (`\method`), which intentionally
 * keep their name, and words of mathematics such as `\log` and `\max`.
 */
const COMMANDS = new Set(
  (
    'textbf textit textsc texttt textrm textsf textsl textup textmd textnormal text emph mathbf mathrm mathcal mathbb ' +
    'mathsf mathit mathtt mathfrak mathscr mathbbm mathds boldsymbol bm operatorname underline overline mbox hbox ' +
    'ensuremath frac dfrac tfrac nicefrac sqrt left right big Big bigg Bigg begin end item itemize enumerate url href ' +
    'cite citep citet citealp ref eqref label footnote hat tilde widetilde widehat bar vec dot leq geq neq times cdot ' +
    'rightarrow leftarrow xrightarrow xleftarrow longrightarrow mapsto textsuperscript textsubscript textcolor color ' +
    'underbrace overbrace substack binom displaystyle mathop stackrel xspace eps varepsilon ' +
    'vspace hspace phantom noindent newline par quad qquad ldots dots cdots'
  ).split(' '),
);

const TAG =
  /<\/?(?:a|b|i|p|u|em|br|li|ul|ol|tt|sub|sup|div|span|code|strong|italic|bold|h\d)(?:\s[^<>]*)?\/?>/giu;
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|amp|lt|gt|quot|apos|nbsp|[a-z]{3,8});/giu;

/** Possible leftovers in a displayed text, with their finders. */
export const LEFTOVERS: ReadonlyMap<string, Finder> = new Map<string, Finder>([
  ['backslash', ({ text }) => withContext(text, /\\/g)],
  ['brace of TeX', bracesOfTex],
  ['dollar around maths', ({ text }) => withContext(text, /\$(?!\s)[^$\d\s][^$]{0,80}\$|\$[^$\s]{1,20}\$/g)],
  ['HTML tag', ({ text }) => withContext(text, TAG)],
  ['entity', ({ text }) => withContext(text, ENTITY)],
  ['lost percent sign', lostPercent],
  ['double space', ({ text }) => withContext(text, / {2}/g)],
  ['U+FFFD', ({ raw, text }) => (raw.includes('\ufffd') ? [] : withContext(text, /\ufffd/g))],
  ['zero-width character', ({ text }) => withContext(text, /[\u200b\u2060\ufeff\u00ad]/g)],
  ['TeX command as a word', commandWords],
]);

/** Returns the matches of a pattern with some surrounding text. */
function withContext(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ({ 0: found, index }) =>
    text.slice(Math.max(0, index - 25), index + found.length + 25),
  );
}

/**
 * Returns braces in a text with TeX, except those written as `\\{`. Lists and JSON in plain texts keep their
 * braces.
 */
function bracesOfTex({ raw, text }: Shown): string[] {
  if (!/\\[A-Za-z]|\$/.test(raw)) return [];
  const meant = raw.match(/\\[{}]|\\[lr]brace/g)?.length ?? 0;
  return withContext(text, /[{}]/g).slice(meant);
}

/** Ignores percent signs of links, where `%20` may be decoded. */
function lostPercent({ raw, text }: Shown): string[] {
  const count = (one: string): number => one.replace(/https?:\S+/g, '').split('%').length - 1;
  const lost = count(raw) - count(text);
  return lost > 0 ? [`${lost} of: ${withContext(raw, /%/g).slice(0, 3).join(' … ')}`] : [];
}

/** Returns command names of the raw text that the shown text has as words more often than the raw text. */
function commandWords({ raw, text }: Shown): string[] {
  const found: string[] = [];
  for (const name of new Set(Array.from(raw.matchAll(/\\([A-Za-z]+)/g), (match) => match[1] ?? ''))) {
    if (!COMMANDS.has(name)) continue;
    const shown = withContext(text, new RegExp(`(?<![A-Za-z])${name}(?![a-z])`, 'g'));
    const written = withContext(raw, new RegExp(`(?<![A-Za-z\\\\])${name}(?![a-z])`, 'g'));
    found.push(...shown.slice(written.length));
  }
  return found;
}

/** Whether a command may occur in a BibTeX title: accents, letters, signs, and commands for math. */
export type KnownCommand = (name: string) => boolean;

/**
 * Returns what must not occur in a BibTeX field: special characters that LaTeX interprets, and unknown
 * commands.
 */
export function bibtexLeftovers(field: string, known: KnownCommand): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const prose = field.replace(/\{?\$(?:\\.|[^$\\])*\$\}?/g, ' ');
  found.set('special character', withContext(prose, /(?<!\\)[&%#_$^]/g));
  found.set('percent sign in maths', withContext(field, /\$(?:\\[^%]|[^$\\%])*(?<!\\)%[^$]*\$/g));
  found.set(
    'command not allowed',
    Array.from(field.matchAll(/\\([A-Za-z]+)/g), (match) => match[1] ?? '').filter((name) => !known(name)),
  );
  found.set('braces do not balance', isBalanced(field) ? [] : [field]);
  return found;
}

function isBalanced(tex: string): boolean {
  let depth = 0;
  for (const character of tex) {
    if (character === '{') depth += 1;
    if (character === '}' && --depth < 0) return false;
  }
  return depth === 0;
}
