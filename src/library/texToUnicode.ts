import { replacements, subsuperscripts } from 'unicodeit/ts_dist/js/data';
import type { MathPart } from '../core/tex/math';
import { formulaToText, texToParts, texToText } from '../core/tex/texToText';
import { bibtexEntry, bibtexFile } from '../core/citation/bibtex';
import type { KeysOfPapers } from '../core/citation/citationKey';
import type { LatexSymbols } from '../core/citation/latexTitle';
import type { Paper } from '../core/paper/paper';

/**
 * Replaces wrong characters of unicodeit's table. Its `\langle` is a Chinese and Japanese bracket as wide as
 * two letters, its `\lbrack` a parenthesis. Its `\blacklozenge` is a private-use character that no font shows.
 */
const CORRECTIONS: readonly (readonly [command: string, character: string])[] = [
  ['\\langle', '⟨'],
  ['\\rangle', '⟩'],
  ['\\llbracket', '⟦'],
  ['\\rrbracket', '⟧'],
  ['\\lbrack', '['],
  ['\\rbrack', ']'],
  ['\\square', '□'],
  ['\\blacklozenge', '⧫'],
  ['\\smallsetminus', '∖'],
];

let symbols: ReadonlyMap<string, string> | undefined;

/** Converts the TeX in a title or abstract to readable Unicode. */
export function readable(raw: string): string {
  return texToText(raw, texSymbol);
}

/** Splits at the formulas, which stay TeX. Converts the text between them to Unicode. */
export function readableWithFormulas(raw: string): readonly MathPart[] {
  return texToParts(raw, texSymbol);
}

/** Converts a formula without delimiters to Unicode. */
export function formulaText(tex: string): string {
  return formulaToText(tex, texSymbol);
}

/** Replaces unicodeit's `replace`, which takes milliseconds and matches prefixes (`\log` as `\l`). */
function texSymbol(tex: string): string | undefined {
  symbols ??= new Map([
    ...[...replacements, ...subsuperscripts].map(([from = '', to = '']) => [from, to] as const),
    ...CORRECTIONS,
  ]);
  return symbols.get(tex);
}

/** Commands that need no package. unicodeit's table also has names that no engine supports. */
const STANDARD = (
  'times to leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow uparrow downarrow mapsto sim approx simeq ' +
  'cong equiv propto leq geq neq ll gg pm mp cdot div ast star circ bullet oplus otimes infty in notin ni subset ' +
  'supset subseteq supseteq cap cup emptyset forall exists neg wedge vee nabla partial ell Re Im aleph sum prod int ' +
  'surd perp parallel top bot dagger ddagger prime langle rangle lceil rceil lfloor rfloor alpha beta gamma delta ' +
  'epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho sigma varsigma tau ' +
  'upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'
).split(' ');
export type BibReader = 'latex' | 'typst';

const SYMBOLS: Readonly<Record<BibReader, LatexSymbols>> = {
  latex: { command: texCommand, parts: readableWithFormulas },
  // Typst prints commands of formulas and LaTeX's quotation marks literally.
  typst: { parts: readableWithFormulas },
};
let commands: ReadonlyMap<string, string> | undefined;

/** Returns a paper's BibTeX entry. @param key citation key; by default the paper's own */
export function bibtex(paper: Paper, key?: string, reader: BibReader = 'latex'): string {
  return bibtexEntry(paper, SYMBOLS[reader], key);
}

/**
 * Returns a .bib file with these papers, each with a unique key.
 * @param kept keys from before
 */
export function bibtexOf(papers: Iterable<Paper>, kept?: KeysOfPapers): string {
  return bibtexFile(papers, SYMBOLS.latex, kept);
}

function texCommand(character: string): string | undefined {
  commands ??= readBackwards();
  return commands.get(character);
}

function readBackwards(): ReadonlyMap<string, string> {
  const characters = new Map([
    ...replacements.map(([command = '', character = '']) => [command, character] as const),
    ...CORRECTIONS,
  ]);
  const backwards = new Map<string, string>();
  for (const [script = '', character = ''] of subsuperscripts) backwards.set(character, script);
  for (const name of STANDARD) {
    const character = characters.get(`\\${name}`);
    if (character !== undefined && !backwards.has(character)) backwards.set(character, `\\${name}`);
  }
  return backwards;
}
