import { replacements, subsuperscripts } from 'unicodeit/ts_dist/js/data';
import type { MathPart } from '../core/tex/math';
import { readableFormula, readableParts, readableText } from '../core/tex/texToText';
import { bibtexEntry, bibtexFile } from '../core/citation/bibtex';
import type { LatexSymbols } from '../core/citation/latexTitle';
import type { Paper } from '../core/paper/paper';

let symbols: ReadonlyMap<string, string> | undefined;

/** A title or an abstract as a person reads it, its left-over TeX as Unicode. */
export function readable(raw: string): string {
  return readableText(raw, texSymbol);
}

/** The same text cut at its formulas: words as a person reads them, formulas as written. */
export function readableWithFormulas(raw: string): readonly MathPart[] {
  return readableParts(raw, texSymbol);
}

/** A formula, without its delimiters, as a person reads it. */
export function formulaText(tex: string): string {
  return readableFormula(tex, texSymbol);
}

/**
 * Looked up in unicodeit's table: its `replace` tries all 4,000 entries on each call, which takes milliseconds, and
 * matches the start of a longer command (`\log` as `\l`).
 */
function texSymbol(tex: string): string | undefined {
  symbols ??= new Map([...replacements, ...subsuperscripts].map(([from = '', to = '']) => [from, to]));
  return symbols.get(tex);
}

/** What LaTeX sets without a package; unicodeit's table has many names beside these that no engine knows. */
const STANDARD = (
  'times to leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow uparrow downarrow mapsto sim approx simeq ' +
  'cong equiv propto leq geq neq ll gg pm mp cdot div ast star circ bullet oplus otimes infty in notin ni subset ' +
  'supset subseteq supseteq cap cup emptyset forall exists neg wedge vee nabla partial ell Re Im aleph sum prod int ' +
  'surd perp parallel top bot dagger ddagger prime langle rangle lceil rceil lfloor rfloor alpha beta gamma delta ' +
  'epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho sigma varsigma tau ' +
  'upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'
).split(' ');
const LATEX: LatexSymbols = { command: texCommand, parts: readableWithFormulas };
let commands: ReadonlyMap<string, string> | undefined;

/** A paper as a BibTeX entry, under its own citation key unless another one is given. */
export function bibtex(paper: Paper, key?: string): string {
  return bibtexEntry(paper, LATEX, key);
}

/** Papers as the text of a .bib file, each under a key of its own. */
export function bibtexOf(papers: Iterable<Paper>): string {
  return bibtexFile(papers, LATEX);
}

/** unicodeit's table, read backwards. */
function texCommand(character: string): string | undefined {
  commands ??= readBackwards();
  return commands.get(character);
}

function readBackwards(): ReadonlyMap<string, string> {
  const characters = new Map(replacements.map(([command = '', character = '']) => [command, character]));
  const backwards = new Map<string, string>();
  for (const [script = '', character = ''] of subsuperscripts) backwards.set(character, script);
  for (const name of STANDARD) {
    const character = characters.get(`\\${name}`);
    if (character !== undefined && !backwards.has(character)) backwards.set(character, `\\${name}`);
  }
  return backwards;
}
