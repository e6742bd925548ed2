import { mathParts } from './mathParts';
import { withFlattenedMaths } from './flattenedMaths';
import { withAccents } from './texAccents';
import { scriptText, type TexSymbol } from './texScripts';

/** Stand-ins for braces that the author escaped, so that they outlive the removal of TeX's own. */
const BRACES: ReadonlyMap<string, string> = new Map([
  ['{', '\ue000'],
  ['}', '\ue001'],
]);

/** Commands whose argument is shown as it is. */
const SHOWN =
  /\\?(?<![A-Za-z])(?:text(?:bf|it|sc|tt|rm|sf|sl|md|up|normal|color\{[^{}]*\})?|color|emph|math(?:bf|rm|cal|bb|sf|it|tt|frak|scr|bin|rel|op)|boldsymbol|bm|pmb|operatorname|underline|mbox|hbox|ensuremath|uline|url|path)\*?\s?\{([^{}]*)\}/g;

/** A group whose look a switch changes: `{\em words}`. */
const SWITCHED =
  /\{\s?\\(?:it|em|bf|sc|tt|rm|sf|sl|small|large|footnotesize)(?:shape|series|family)?\s([^{}]*)\}/g;

/** Commands that go with their argument, and switches that go alone. */
const DROPPED =
  /~?\\(?:cite[a-z]*|ref|eqref|label|vspace|hspace)\*?(?:\[[^\]{}]*\])?\{[^{}]*\}|\\color\{(?:black|white|red|blue|green|teal|orange|purple|cyan|magenta|gr[ae]y)\}|\\(?:left|right|big|Big|bigg|Bigg|displaystyle|textstyle|limits|nolimits|it|em|bf|sc|tt|rm|sf|small|large|footnotesize|noindent|centering|xspace|protect)(?![A-Za-z])\s?/g;

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
]);

/** A link, with the brace that a flattened `\href{link}{words}` leaves behind it. */
const LINKS = /(https?:\/\/[^\s{}\\]+(?:\\[_&%#][^\s{}\\]*)*)(\{[^{}]*\})?/g;

/**
 * A title or an abstract as a person reads it: white space folded, control characters gone, TeX that a page left in
 * shown as the Unicode that it means. Links are left alone, apart from the blanks and semicolons that break them.
 */
export function readableText(raw: string, symbol: TexSymbol): string {
  const folded = raw
    .replace(/[\u0000-\u001f\u007f-\u009f\s\u2028-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/[\u200b\u2060\ufeff\ue000\ue001]/g, '')
    .replace(/\b(https?)\s?[:;]\s?\/\/\s?(?=\w)/gi, '$1://');
  return mathParts(folded)
    .map((part) =>
      part.kind === 'text' ? readableProse(part.value, symbol) : readableMaths(part.value, symbol),
    )
    .join('')
    .replace(/\ue000/g, '{')
    .replace(/\ue001/g, '}')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Prose with its links set apart, so that no rule for words touches them. */
function readableProse(text: string, symbol: TexSymbol): string {
  const unwrapped = text
    .replace(/\\url\s?\{([^{}]*)\}/g, '$1')
    .replace(/\\href\s?\{([^{}]*)\}/g, '$1')
    .replace(/\\(?:url|href)\s?\{(?=https?:)/g, '');
  let shown = '';
  let done = 0;
  for (const match of unwrapped.matchAll(LINKS)) {
    shown += readableWords(unwrapped.slice(done, match.index), symbol);
    shown += readableLink(match[1] ?? '', match[2]?.slice(1, -1));
    done = match.index + match[0].length;
  }
  return shown + readableWords(unwrapped.slice(done), symbol);
}

function readableLink(link: string, words: string | undefined): string {
  const plain = link.replace(/\\([_&%#])/g, '$1');
  const repeated =
    words === undefined || /\bURL\b|^(?:https?:|here$|link$|this |[\w-]+\.[a-z]+\/)/i.test(words);
  return repeated ? plain : `${plain} (${words})`;
}

function readableWords(text: string, symbol: TexSymbol): string {
  const plain = withoutCommands(
    text.replace(/``|(?<![^\s(])''(?=\w)/g, '“').replace(/(?<=[^\s'])''/g, '”'),
    symbol,
  );
  return withFlattenedMaths(plain, symbol)
    .replace(/\{([^{}\s,;:"]{0,40})\}/g, '$1')
    .replace(/(?<=[^\s/~(])~(?=[^\s~]|$)/g, (tilde, at: number, whole: string) =>
      /[\d%]/.test(whole.charAt(at - 1)) && /\d/.test(whole.charAt(at + 1)) ? tilde : ' ',
    )
    .replace(/(?<=[^\s-])---(?=[^\s-])|(?<= )---(?= )/g, '—')
    .replace(/(?<=[^\s-])--(?=[^\s-])|(?<= )--(?= )/g, '–');
}

function readableMaths(tex: string, symbol: TexSymbol): string {
  const flat = tex
    .replace(/\\[dt]?frac\s?\{([^{}]*)\}\s?\{([^{}]*)\}/g, (_, top: string, bottom: string) => {
      return `${grouped(top)}/${grouped(bottom)}`;
    })
    .replace(/\\sqrt\s?\{([^{}]*)\}/g, (_, under: string) => `√${grouped(under)}`)
    .replace(/(?<!\\)~/g, ' ');
  return withScripts(withoutCommands(flat, symbol), symbol).replace(/[{}]/g, '');
}

function grouped(tex: string): string {
  return /^\\?[\w.]*$/.test(tex) ? tex : `(${tex})`;
}

function withScripts(text: string, symbol: TexSymbol): string {
  return text.replace(
    /([\^_])(?:\{([^{}]*)\}|([^\s{}\\]))/gu,
    (_, sign: string, group?: string, one?: string) => {
      return scriptText(sign, group ?? one ?? '', symbol);
    },
  );
}

/** TeX commands as what they show; a macro that nobody can know keeps its name. */
function withoutCommands(text: string, symbol: TexSymbol): string {
  if (!/[\\{]/.test(text)) return text;
  let plain = withAccents(text).replace(/\\([{}])/g, (_, brace: string) => BRACES.get(brace) ?? brace);
  for (let depth = 0; depth < 4; depth++) {
    plain = plain.replace(SHOWN, '$1').replace(SWITCHED, '$1').replace(DROPPED, '');
  }
  return plain
    .replace(/\\([A-Za-z]+)\*?(?:\{\})?(\.?)/g, (_, name: string, stop: string) => {
      const shown = commandText(name, symbol);
      return shown.endsWith('.') ? shown : shown + stop;
    })
    .replace(/\\(?=\d)/g, '$') // A page that read `\$5 … \$` as maths took the dollars and left the backslash.
    .replace(/\\([%$&#_"'`])/g, '$1')
    .replace(/\\[\s,;:\\]/g, ' ')
    .replace(/\\[!/@-]?/g, '');
}

function commandText(name: string, symbol: TexSymbol): string {
  const known = WORDS.get(name);
  if (known !== undefined) return known;
  return symbol(`\\${name}`) ?? name;
}
