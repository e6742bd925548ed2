import { ACCENT_OF_MARK, COMMAND_OF_LETTER } from '../tex/texAccents';

/** The TeX maths of a character (`×` gives `\times`, `²` gives `^2`), if it has one. */
export type TexCommand = (character: string) => string | undefined;

/** Characters that LaTeX reads as something else. Braces as names: BibTeX counts even those that are escaped. */
const WRITTEN: ReadonlyMap<string, string> = new Map([
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
  ['<', '{\\textless}'],
  ['>', '{\\textgreater}'],
  ['|', '{\\textbar}'],
  ['"', '{\\textquotedbl}'],
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

/** Plain text as LaTeX that any engine sets the same; its braces always balance. A character without TeX form stays. */
export function latexText(text: string, command: TexCommand): string {
  return Array.from(text.normalize('NFC'), (character) => latexCharacter(character, command)).join('');
}

function latexCharacter(character: string, command: TexCommand): string {
  if (/^[A-Za-z0-9 ]$/.test(character)) return character;
  const written = WRITTEN.get(character) ?? accented(character);
  if (written !== undefined) return written;
  const maths = command(character);
  return maths === undefined ? character : `{$${maths}$}`;
}

/** `é` as `{\'{e}}`, `ễ` as `{\~{\^{e}}}`, `ß` as `{\ss}`. */
function accented(character: string): string | undefined {
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
