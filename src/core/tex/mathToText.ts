import { commandText, DROPPED, SHOWN, withBracesAside, withoutEscapes } from './texCommands';
import { scriptText, type TexSymbol } from './texCommands';

/** Combining mark for each accent of maths. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ['hat', '\u0302'],
  ['widehat', '\u0302'],
  ['tilde', '\u0303'],
  ['widetilde', '\u0303'],
  ['bar', '\u0304'],
  ['overline', '\u0304'],
  ['vec', '\u20d7'],
  ['dot', '\u0307'],
  ['ddot', '\u0308'],
  ['check', '\u030c'],
  ['breve', '\u0306'],
]);

const FRACTION = /\\(?:[dtc]?frac|nicefrac|sfrac)\s?(?:\{([^{}]*)\}|(\w))\s?(?:\{([^{}]*)\}|(\w))/g;
const ROOT = /\\sqrt\s?(?:\{([^{}]*)\}|(\w))/g;
const MARKED =
  /\\(hat|widehat|tilde|widetilde|bar|overline|vec|dot|ddot|check|breve)\s?(?:\{([^{}]*)\}|([^\s{}\\]))/gu;
const SCRIPT = /([\^_])\s?\{([^{}]*)\}/g;

/** A font for the one letter that follows. */
const BARE_FONT =
  /\\(?:math(?:bf|rm|cal|bb|sf|it|tt|frak|scr)|boldsymbol|bm|text(?:bf|it|rm|sf|tt|sc))\s?(?=[\p{L}\p{N}])/gu;

/** Commands that the rules above read together with their arguments. */
const WITH_ARGUMENT =
  /^(?:[dtc]?frac|nicefrac|sfrac|sqrt|text.*|emph|math.*|boldsymbol|bm|pmb|operatorname|underline|mbox|hbox|ensuremath|cite.*|ref|eqref|label|color)$/;

/** Most levels of braces that are read from inside out. */
const DEEPEST = 6;

/** The inside of maths as text that a person reads: `\frac{1}{2}` as 1/2, `x^2` as x², names where no sign exists. */
export function readableMaths(tex: string, symbol: TexSymbol): string {
  let plain = withBracesAside(tex)
    .replace(/\\\\|(?<!\\)[~&]/g, ' ')
    .replace(/\\([A-Za-z]+)\*?/g, (whole, name: string, at: number, all: string) => {
      if (WITH_ARGUMENT.test(name) || MARKS.has(name)) return whole;
      const shown = commandText(name, symbol);
      return shown ?? apart(name, all.charAt(at - 1), all.charAt(at + whole.length));
    })
    .replace(BARE_FONT, '')
    .replace(/([\^_])([^\s{}()\\])/gu, (_, sign: string, script: string) => scriptText(sign, script, symbol));
  for (let depth = 0; depth < DEEPEST && plain.includes('{'); depth++) {
    plain = withArguments(plain, symbol);
  }
  return withoutEscapes(withArguments(plain, symbol).replace(/\\(?=[A-Za-z])/g, ' '))
    .replace(/[{}]/g, '')
    .replace(/([\^_])(\d)(?![\d,.])/g, (_, sign: string, digit: string) => scriptText(sign, digit, symbol));
}

/** The innermost groups read. */
function withArguments(tex: string, symbol: TexSymbol): string {
  return tex
    .replace(SHOWN, '$1')
    .replace(DROPPED, '')
    .replace(MARKED, (_, name: string, group?: string, one?: string) => {
      const letter = group ?? one ?? '';
      return /^\p{L}$/u.test(letter) ? `${letter}${MARKS.get(name) ?? ''}`.normalize('NFC') : `{${letter}}`;
    })
    .replace(FRACTION, (_, top?: string, one?: string, bottom?: string, two?: string) => {
      return `${grouped(top ?? one ?? '')}/${grouped(bottom ?? two ?? '')}`;
    })
    .replace(ROOT, (_, under?: string, one?: string) => `√${grouped(under ?? one ?? '')}`)
    .replace(SCRIPT, (_, sign: string, script: string) => scriptText(sign, script, symbol));
}

/** A name such as log set off from letters that would read as one word with it. */
function apart(name: string, before: string, after: string): string {
  return `${/[\p{L}\p{N})}]/u.test(before) ? ' ' : ''}${name}${/[\p{L}\p{N}\\]/u.test(after) ? ' ' : ''}`;
}

function grouped(tex: string): string {
  const inner = tex.trim();
  return /^\\?[\p{L}\p{N}._]*$|^\([^()]*\)$/u.test(inner) ? inner : `(${inner})`;
}
