import { ACCENT_OF_MARK, COMMAND_OF_LETTER } from '../tex/texAccents';

/** Returns the TeX math command of a character, if any: `\times` for `×`, `^2` for `²`. */
export type TexCommand = (character: string) => string | undefined;

/** BibTeX counts even escaped braces, so they are written by name. */
const SPECIAL: ReadonlyMap<string, string> = new Map([
  ['&', '\\&'],
  ['%', '\\%'],
  ['$', '\\$'],
  ['#', '\\#'],
  ['_', '\\_'],
  ['{', '{\\textbraceleft}'],
  ['}', '{\\textbraceright}'],
  ['\\', '{\\textbackslash}'],
  ['~', '{\\textasciitilde}'],
  ['^', '{\\textasciicircum}'],
]);

/** Characters that some font encodings of LaTeX lack. */
const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['<', '{\\textless}'],
  ['>', '{\\textgreater}'],
  ['|', '{\\textbar}'],
  ['\u00a0', '~'],
  ['−', '{$-$}'],
  ['–', '--'],
  ['—', '---'],
  ['‘', '`'],
  ['’', "'"],
  ['“', '``'],
  ['”', "''"],
  ['…', '{\\ldots}'],
  ['°', '{$^\\circ$}'],
]);

/** Closes a word with a hyphen, as in `"pre-"`. */
const CLOSING_QUOTE = /(?<=\p{Pd})"(?![\p{L}\p{N}])/gu;
/** At the start, or after white space, an opening bracket, a dash or another quote. */
const OPENING_QUOTE = /(?<=(?:^|[\s\p{Ps}\p{Pi}\p{Pd}])['`]?)"/gu;
/** Between a single and a double quote of the same kind. TeX would read the three marks as double and single. */
const ADJACENT_QUOTES = /(?<=[`‘])(?=“)|(?<=['’])(?=”)/u;

/**
 * Replaces straight quotation marks by “ and ”. The command for the straight mark, `\textquotedbl`, is an error in the
 * default encoding OT1.
 * @param before text before this part of a title
 */
export function curlyQuotes(text: string, before = ''): string {
  if (!text.includes('"')) return text;
  return `${before}${text}`
    .replace(CLOSING_QUOTE, '”')
    .replace(OPENING_QUOTE, '“')
    .replaceAll('"', '”')
    .slice(before.length);
}

/**
 * Converts plain text to LaTeX with balanced braces for any engine. Keeps characters without a TeX form.
 * @param command `undefined` keeps every character that is not special
 */
export function escapeLatex(text: string, command: TexCommand | undefined): string {
  return curlyQuotes(text.normalize('NFC'))
    .split(ADJACENT_QUOTES)
    .map((part) => Array.from(part, (character) => latexCharacter(character, command)).join(''))
    .join('{}');
}

function latexCharacter(character: string, command: TexCommand | undefined): string {
  if (/^[A-Za-z0-9 ]$/.test(character)) return character;
  const special = SPECIAL.get(character);
  if (special !== undefined || command === undefined) return special ?? character;
  const written = SYMBOLS.get(character) ?? accentCommand(character);
  if (written !== undefined) return written;
  const maths = command(character);
  return maths === undefined ? character : `{$${maths}$}`;
}

/** `é` as `{\'{e}}`, `ễ` as `{\~{\^{e}}}`, `ß` as `{\ss}`. */
function accentCommand(character: string): string | undefined {
  const [base = '', ...marks] = Array.from(character.normalize('NFD'));
  const letter = COMMAND_OF_LETTER.get(base);
  if (letter !== undefined && marks.length === 0) return `{\\${letter}}`;
  let written = letter === undefined ? base : `\\${letter}`;
  for (const mark of marks) {
    const accent = ACCENT_OF_MARK.get(mark);
    if (accent === undefined) return undefined;
    written = `\\${accent}{${written}}`;
  }
  return marks.length > 0 && /^[A-Za-z]$|^\\/.test(letter ?? base) ? `{${written}}` : undefined;
}
