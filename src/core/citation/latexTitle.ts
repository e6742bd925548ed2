import { splitMath, type MathPart } from '../tex/math';
import { combineAccents } from '../tex/texAccents';
import { curlyQuotes, escapeLatex, type TexCommand } from './latexEscape';

export interface LatexSymbols {
  /** Without it, only special characters are escaped, and formulas become readable text. */
  readonly command?: TexCommand;
  /** Splits a raw title into readable words and raw formulas. */
  readonly parts: (raw: string) => readonly MathPart[];
}

/** Allowed in a formula. Others could do more than typeset math, or are the user's macros. */
const ALLOWED = new Set(
  (
    'alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho ' +
    'sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ' +
    'ell hbar imath jmath wp Re Im aleph infty partial nabla forall exists neg emptyset prime angle triangle top bot ' +
    'sum prod coprod int oint bigcup bigcap bigoplus bigotimes bigvee bigwedge ' +
    'pm mp times div ast star circ bullet cdot cap cup setminus wedge vee oplus ominus otimes odot dagger ddagger amalg ' +
    'leq le geq ge neq ne ll gg sim simeq approx cong equiv propto prec succ preceq succeq subset supset subseteq ' +
    'supseteq in ni notin mid parallel perp vdash dashv models lesssim gtrsim ' +
    'to gets leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow uparrow downarrow mapsto ' +
    'longleftarrow longrightarrow Longrightarrow iff implies hookrightarrow ' +
    'ldots cdots vdots ddots dots colon quad qquad lbrace rbrace langle rangle lceil rceil lfloor rfloor vert Vert ' +
    'lvert rvert lVert rVert left right big Big bigg Bigg bigl bigr Bigl Bigr middle limits nolimits displaystyle ' +
    'textstyle scriptstyle backslash surd ' +
    'frac dfrac tfrac sqrt binom overline underline hat widehat tilde widetilde bar vec dot ddot check breve acute ' +
    'grave mathring overset underset stackrel ' +
    'mathbb mathbf mathcal mathfrak mathit mathrm mathscr mathsf mathtt boldsymbol bm operatorname text textrm textbf ' +
    'textit textsf texttt textsc mbox ' +
    'arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max ' +
    'min Pr sec sin sinh sup tan tanh'
  ).split(' '),
);

/** Escaped characters and math spaces. BibTeX counts even escaped braces, so they are written by name. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ...Array.from(',;:! |%&#_$', (sign) => [sign, `\\${sign}`] as const),
  ['{', '\\lbrace '],
  ['}', '\\rbrace '],
]);

const MATH_TOKEN = /\\([A-Za-z]+)|\\([^])|([^])/gu;
/** Text command whose argument needs more than plain words. */
const WORDS_IN_MATH =
  /\\(?:text[a-z]*|mbox)(?![A-Za-z])(?!\s?\{[\w .,:;()+/-]*\})|\\(?:text[a-z]*|mbox)\s?\{[^{}]*_/;
const CUT_OFF =
  /[\^_]\s*(?:$|[\^_}])|\\(?:frac|[dt]frac|sqrt|binom|left|right|hat|bar|tilde|vec|math[a-z]+)\s*(?:$|\})/;

const PROSE_TOKEN =
  /\\(textsc|textbf|textit|texttt|textsf|textrm|emph)\s?\{([^{}\\~]*)\}|\\([&%$#_])|\{([^{}\\~]*)\}|([^\\{}~]+)/y;

/**
 * Formats a title for BibTeX. Keeps formulas that contain only math. Puts words with significant capitals in braces, so
 * that no style lowercases them.
 * @param raw the title as written, if it contains formulas
 */
export function latexTitle(title: string, raw: string | undefined, symbols: LatexSymbols): string {
  const { command, parts } = symbols;
  if (raw === undefined || command === undefined) return protectedText(title, command);
  return (
    joinParts(splitMath(raw), command, latexProse) ??
    joinParts(parts(raw), command, protectedText) ??
    protectedText(title, command)
  );
}

function joinParts(
  parts: readonly MathPart[],
  command: TexCommand,
  prose: (text: string, command: TexCommand, before: string) => string | undefined,
): string | undefined {
  const written = parts.map(({ kind, value }, index) => {
    if (kind === 'text') return prose(value, command, parts[index - 1]?.value ?? '');
    const maths = latexMath(value, command);
    return maths && `{$${maths}$}`;
  });
  return written.every((part) => part !== undefined) ? written.join('') : undefined;
}

/** Returns whether a formula in BibTeX may contain the command. */
export function isMathCommand(name: string): boolean {
  return ALLOWED.has(name);
}

/** Returns `undefined` for a formula that contains more than math. */
export function latexMath(tex: string, command: TexCommand): string | undefined {
  if (/\^\^|[\u0000-\u001f\u007f-\u009f]/.test(tex) || WORDS_IN_MATH.test(tex) || CUT_OFF.test(tex))
    return undefined;
  let written = '';
  let depth = 0;
  for (const [, name, sign, character = ''] of tex.trim().matchAll(MATH_TOKEN)) {
    if (name !== undefined) {
      if (!ALLOWED.has(name)) return undefined;
      written += `\\${name}`;
    } else if (sign !== undefined) {
      const escaped = SIGNS.get(sign);
      if (escaped === undefined) return undefined;
      written += escaped;
    } else {
      if (character === '{') depth += 1;
      if ((character === '}' && --depth < 0) || /[$&\p{C}]/u.test(character)) return undefined;
      written += mathCharacter(character, command);
    }
  }
  return depth === 0 && written !== '' ? written : undefined;
}

function mathCharacter(character: string, command: TexCommand): string {
  if (/[%#]/.test(character)) return `\\${character}`;
  const known = /[ -~]/.test(character) ? undefined : command(character);
  return known === undefined ? character : `{${known}}`;
}

/** Converts text commands, accents and escapes; `undefined` for any other TeX. */
function latexProse(raw: string, command: TexCommand, before: string): string | undefined {
  const text = curlyQuotes(combineAccents(raw), before);
  let written = '';
  PROSE_TOKEN.lastIndex = 0;
  while (PROSE_TOKEN.lastIndex < text.length) {
    const match = PROSE_TOKEN.exec(text);
    if (!match) return undefined;
    const [, font, words = '', sign, group, plain = ''] = match;
    if (font !== undefined) written += `\\${font}{${protectedText(words, command)}}`;
    else if (sign !== undefined) written += `\\${sign}`;
    else if (group !== undefined) written += `{${escapeLatex(group, command)}}`;
    else written += protectedText(plain, command);
  }
  return written;
}

/** Includes punctuation between letters and digits, as in `T2I-ReID`, and the end of `C++` and `C#`. */
const WORD = /[\p{L}\p{N}]+(?:[^\s\p{L}\p{N}]+[\p{L}\p{N}]+)*[+#]*/gu;

function protectedText(whole: string, command: TexCommand | undefined, before = ''): string {
  const text = curlyQuotes(whole, before);
  let shown = '';
  let done = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const plain = escapeLatex(word, command);
    shown += escapeLatex(text.slice(done, index), command) + (isCaseSensitive(word) ? `{${plain}}` : plain);
    done = index + word.length;
  }
  return shown + escapeLatex(text.slice(done), command);
}

/** Returns whether lowercasing would change the meaning: `BERT`, `mT5`, `Llama-2`, `C++`. */
function isCaseSensitive(word: string): boolean {
  return (
    /[\p{L}\p{N}]\p{Lu}/u.test(word) ||
    (/\p{Lu}/u.test(word) && /[\p{N}+#]/u.test(word)) ||
    /^[B-HJ-Z]$/.test(word)
  );
}
