import {
  BARE_FONT,
  commandText,
  DROPPED,
  scriptText,
  SHOWN,
  protectBraces,
  unescapeTex,
  type TexSymbol,
} from './texCommands';

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

const ARROWS: ReadonlyMap<string, string> = new Map([
  ['right', '→'],
  ['left', '←'],
  ['leftright', '↔'],
]);

const ARGUMENT = String.raw`\s?(?:\{([^{}]*)\}|([\p{L}\p{N}]))`;
const FRACTION = new RegExp(String.raw`\\(?:[dtc]?frac|nicefrac|sfrac)${ARGUMENT}${ARGUMENT}`, 'gu');
/** Fraction whose braces a page dropped: `\fracKN`, `\fracd√ε`. */
const GLUED_FRACTION = /\\[dt]?frac([\p{L}\p{N}])(?=[\p{L}\p{N}]?(?![A-Za-z])|[√\\])/gu;
const BINOMIAL = new RegExp(String.raw`\\[dt]?binom${ARGUMENT}${ARGUMENT}`, 'gu');
const ROOT = new RegExp(String.raw`\\sqrt\s?(?:\[([^[\]{}]{1,10})\])?${ARGUMENT}`, 'gu');
const GLUED_ROOT = /\\sqrt([A-Za-z]{1,3})(?![A-Za-z])/g;
const MARKED =
  /\\(hat|widehat|tilde|widetilde|bar|overline|vec|dot|ddot|check|breve)(?:\s?\{([^{}]*)\}|\s?([^\s{}\\A-Za-z])|\s([A-Za-z])|([A-Z])(?![A-Za-z]))/gu;
const ARROW = /\\x(right|left|leftright)arrow(?:\[[^[\]{}]*\])?\s?(?:\{([^{}]*)\}|(\w))/g;
const STACKED = /\\(overset|stackrel|underset)\s?\{([^{}]*)\}\s?\{([^{}]*)\}/g;
const SCRIPT = /([\^_])\s?\{([^{}]*)\}/g;

/** Commands whose arguments the rules above read. */
const WITH_ARGUMENT =
  /^(?:[dtc]?frac.?|nicefrac|sfrac|[dt]?binom|pmod|SI|qty|ding|sqrt[A-Za-z]{0,3}|text.*|emph|math.*|boldsymbol|bm|pmb|operatorname|underline|smash|mbox|hbox|ensuremath|[Cc]ite.*|ref|eqref|label|color|[vh]?phantom|overset|underset|stackrel|x(?:left)?(?:right)?arrow|(?:hat|tilde|bar|vec|widetilde|widehat)[A-Z])$/;

/** `\not=`, `\not\in`. */
const NEGATED =
  /\\not\s?(?:\\(in|ni|equiv|subseteq|subset|supseteq|supset|sim|approx|leq?|geq?|exists|parallel|mid|models)(?![A-Za-z])|([=<>]))/g;
const MODULUS = /\\pmod\s?\{([^{}]*)\}/g;
/** Number with a unit, as in siunitx. */
const QUANTITY = /\\(?:SI|qty)\s?(?:\[[^\][]*\])?\{([^{}]*)\}\s?\{([^{}]*)\}/g;
const DING = /\\ding\s?\{(\d+)\}/g;
/** Signs of ZapfDingbats that tables use. */
const DINGS: ReadonlyMap<string, string> = new Map([
  ['51', '✓'],
  ['52', '✓'],
  ['55', '✗'],
  ['56', '✗'],
]);

/** Font command whose argument was lost. */
const WITH_FONT = /^\\(?:text|math(?:op|rel|bin))$/;

/** Protects a name such as `max` from the rule for single-letter scripts. */
const GUARD = '\u2061';

/** Maximum nesting of braces. */
const MAX_DEPTH = 12;

/** Converts math to text: `\frac{1}{2}` to 1/2, `x^2` to x², commands without a symbol to names. */
export function mathToText(tex: string, symbol: TexSymbol): string {
  let plain = protectBraces(tex)
    .replace(NEGATED, (whole, name?: string, sign?: string) => {
      const positive = name === undefined ? sign : symbol(`\\${name}`);
      return positive === undefined ? whole : `${positive}\u0338`.normalize('NFC');
    })
    .replace(/\\\\|(?<!\\)[~&]/g, ' ')
    .replace(/\\(?:left|right)\s?\./g, '')
    .replace(BARE_FONT, '')
    .replace(/\\([A-Za-z]+)\*?/g, (whole, name: string, at: number, all: string) => {
      if (WITH_ARGUMENT.test(name) || MARKS.has(name)) return whole;
      const shown = commandText(name, symbol);
      return shown ?? separated(name, all.charAt(at - 1), all.charAt(at + whole.length));
    })
    .replace(BARE_FONT, '')
    .replace(/([\^_])([^\s{}()\\\u2061])/gu, (_, sign: string, script: string) =>
      scriptText(sign, script, symbol),
    );
  for (let depth = 0; depth < MAX_DEPTH && plain.includes('{'); depth++) {
    const next = replaceScripts(replaceArguments(plain, symbol), symbol);
    // These innermost groups are no arguments.
    plain = next === plain ? plain.replace(/\{([^{}]*)\}/g, '$1') : next;
  }
  return unescapeTex(
    replaceCommands(replaceScripts(replaceArguments(plain, symbol), symbol), symbol).replace(
      /\\(?=[A-Za-z])/g,
      ' ',
    ),
  )
    .replace(/[{}\u2061]/g, '')
    .replace(/([\^_])(\d)(?![\d,.])/g, (_, sign: string, digit: string) => scriptText(sign, digit, symbol));
}

/** Converts the innermost groups with their commands. */
export function replaceArguments(tex: string, symbol: TexSymbol): string {
  return tex
    .replace(MODULUS, ' (mod $1)')
    .replace(QUANTITY, (_, value: string, unit: string) =>
      /^\\(?:percent|%)\s?$|^%$/.test(unit.trim()) ? `${value}%` : `${value} ${unit}`,
    )
    .replace(DING, (_, place: string) => DINGS.get(place) ?? '')
    .replace(SHOWN, '$1')
    .replace(DROPPED, '')
    .replace(MARKED, (_, name: string, ...letters: (string | undefined)[]) => {
      const letter = letters.slice(0, 4).find((one) => one !== undefined) ?? '';
      return /^\p{L}$/u.test(letter) ? `${letter}${MARKS.get(name) ?? ''}`.normalize('NFC') : `{${letter}}`;
    })
    .replace(ARROW, (_, side: string, above?: string, one?: string) => {
      return `${ARROWS.get(side) ?? ''}${scriptText('^', above ?? one ?? '', symbol)}`;
    })
    .replace(STACKED, (_, place: string, script: string, base: string) => {
      return `${base}${scriptText(place === 'underset' ? '_' : '^', script, symbol)}`;
    })
    .replace(FRACTION, (...match) => {
      const [, top, one, bottom, two, at, all] = match as [string, ...(string | undefined)[]] & {
        readonly 5: number;
        readonly 6: string;
      };
      const fraction = `${grouped(top ?? one ?? '')}/${grouped(bottom ?? two ?? '')}`;
      return /\d/.test(all.charAt(at - 1)) && /^\d+\/\d+$/.test(fraction) ? ` ${fraction}` : fraction;
    })
    .replace(BINOMIAL, (_, top?: string, one?: string, bottom?: string, two?: string) => {
      return `(${(top ?? one ?? '').trim()} choose ${(bottom ?? two ?? '').trim()})`;
    })
    .replace(ROOT, (_, index?: string, under?: string, one?: string) => {
      const raised = index === undefined ? '' : scriptText('^', index, symbol).replace(/^\^/, '');
      return `${raised}√${grouped(under ?? one ?? '')}`;
    });
}

function replaceScripts(tex: string, symbol: TexSymbol): string {
  return tex.replace(SCRIPT, (_, sign: string, script: string) => scriptText(sign, script, symbol));
}

/** Removes names of commands with missing arguments or braces; keeps the argument if possible. */
export function replaceCommands(tex: string, symbol: TexSymbol): string {
  return tex
    .replace(GLUED_ROOT, (_, under: string) => `√${grouped(under)}`)
    .replace(GLUED_FRACTION, '$1/')
    .replace(/\\sqrt\s?(?=[\p{L}\p{N}({\\])/gu, '√')
    .replace(/\\[dt]?frac(?![A-Za-z])/g, '')
    .replace(/\\[dt]?frac([a-z]*)/g, (_, rest: string) => commandText(rest, symbol) ?? rest)
    .replace(/\\(?:text|math(?:op|rel|bin)|math[a-z]{2,5}|text[a-z]{2,16})(?![A-Za-z])/g, (whole) => {
      return commandText(whole.slice(1), symbol) ?? (WITH_FONT.test(whole) ? '' : whole);
    });
}

function separated(name: string, before: string, after: string): string {
  const guard = /[\^_]/.test(before) ? GUARD : '';
  return `${/[\p{L}\p{N})}]/u.test(before) ? ' ' : ''}${guard}${name}${/[\p{L}\p{N}\\{]/u.test(after) ? ' ' : ''}`;
}

function grouped(tex: string): string {
  const inner = tex.trim();
  return /^\\?[\p{L}\p{N}._]*$|^\([^()]*\)$/u.test(inner) && inner.length < 8 ? inner : `(${inner})`;
}
