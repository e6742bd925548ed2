import { ACCENT_OF_MARK, COMMAND_OF_LETTER } from '../tex/texAccents';

/** Returns the TeX math command of a character (`\times` for `×`, `^2` for `²`), if any. */
export type TexCommand = (character: string) => string | undefined;

/** Characters that are special in LaTeX. Braces are written by name: BibTeX counts even escaped ones. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
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

/** Converts plain text to LaTeX with balanced braces for any engine. Keeps characters without a TeX form. */
export function escapeLatex(text: string, command: TexCommand): string {
  return Array.from(text.normalize('NFC'), (character) => latexCharacter(character, command)).join('');
}

function latexCharacter(character: string, command: TexCommand): string {
  if (/^[A-Za-z0-9 ]$/.test(character)) return character;
  const written = ESCAPES.get(character) ?? accentCommand(character);
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
