import { mathParts, type MathPart } from './math';
import { readableMaths, withArguments, withoutCommandNames } from './mathToText';
import { normalizeText } from './normalizeText';
import { withFlattenedMaths } from './strippedMath';
import { withAccents } from './texAccents';
import {
  BARE_FONT,
  commandText,
  scriptText,
  withBracesAside,
  withEscapedSigns,
  withoutEscapes,
  type TexSymbol,
} from './texCommands';

/** A group whose look a switch changes: `{\em words}`. */
const SWITCHED =
  /\{\s?\\(?:it|em|bf|sc|tt|rm|sf|sl|small|large|footnotesize)(?:shape|series|family)?(?![A-Za-z])\s?([^{}]*)\}/g;

/** The words of an `\href`, which may hold one more level of braces. */
const HREF = /\\(?:href|hyperlink)\s?\{([^{}]*)\}\s?\{((?:[^{}]|\{[^{}]*\})*)\}/g;

/** A link, with the brace that a flattened `\href{link}{words}` leaves behind it. */
const LINKS =
  /(https?:\/\/[^\s{}\\\u{f0000}-\u{10ffff}]+(?:\\[_&%#~][^\s{}\\\u{f0000}-\u{10ffff}]*)*)(\{[^{}]*\})?/gu;

/** The key of a citation whose command a page dropped: `AmpleGCG~liao2024amplegcg`. */
const CITED = /~[a-z]{2,}(?:etal)?(?:19|20)\d\d[a-z_]+/g;

/** Keys of a citation whose braces a page dropped: `\citeCMS11`. */
const GLUED_CITATION = /~?\\cite[a-z]{0,6}(?=[A-Z])[\w:,]+/g;

/** An accent over a symbol that has no braces around it: `\tilde\Theta`. */
const ACCENTED_SYMBOL = /(\\(?:wide)?(?:tilde|hat|bar|vec|dot))\s?\\([A-Za-z]+)/g;

const ENVIRONMENT =
  /\\(?:begin|end)\s?(?:\{[a-z]+\*?\}(?:\[[^[\]{}]*\])?(?:\{[lcr|]+\})?|(?:enumerate|itemize)(?![A-Za-z]))/g;

/** Words in braces: TeX's own in a text that has other TeX. Lists and what JSON or a template has are not meant. */
const GROUPED_WORDS = /(?<![\p{L}\p{N}\\^_-])\{([\p{L}\p{N}][^{}:;"“=<>|[\],]{0,300},?)\}/gu;

/** Maximum levels of braces that are read from inside out. */
const MAX_DEPTH = 8;

/** First of the characters that stand for a piece of the text which no rule for words may touch. */
const FIRST_STAND_IN = 0xf0000;
const MAX_STAND_INS = 0x10fffd - FIRST_STAND_IN;
const STAND_IN = /([\u{f0000}-\u{10ffff}])/u;

/** Formulas and links that are set aside while the words around them are read. */
class SetAside {
  readonly #parts: MathPart[] = [];

  /** The character that stands for the part. */
  add(part: MathPart): string {
    if (this.#parts.length >= MAX_STAND_INS) return part.value;
    this.#parts.push(part);
    return String.fromCodePoint(FIRST_STAND_IN + this.#parts.length - 1);
  }

  /** The text cut at its formulas, with its links in place. */
  restored(text: string): MathPart[] {
    const parts: MathPart[] = [];
    let words = '';
    for (const part of this.#pieces(text)) {
      if (part.kind === 'text') {
        words += part.value;
        continue;
      }
      if (words !== '') parts.push({ kind: 'text', value: words });
      words = '';
      parts.push(part);
    }
    return words === '' ? parts : [...parts, { kind: 'text', value: words }];
  }

  *#pieces(text: string): Generator<MathPart, void> {
    for (const piece of text.split(STAND_IN)) {
      const code = piece.codePointAt(0) ?? 0;
      const part = code < FIRST_STAND_IN ? undefined : this.#parts[code - FIRST_STAND_IN];
      if (part?.kind !== 'text') yield part ?? { kind: 'text', value: piece };
      // The words of a link may hold formulas; those were set aside before, so that this ends.
      else if (STAND_IN.test(part.value)) yield* this.#pieces(part.value);
      else yield part;
    }
  }
}

/**
 * A title or an abstract as a person reads it: white space folded, control characters gone, TeX and HTML that a page
 * left in shown as the Unicode that it means. Links stay as they are, apart from blanks and semicolons that break them.
 */
export function readableText(raw: string, symbol: TexSymbol): string {
  return readableParts(raw, symbol)
    .map(({ kind, value }) => (kind === 'text' ? value : readableFormula(value, symbol)))
    .join('')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** The same text cut into words, which are readable, and formulas, which are as written. */
export function readableParts(raw: string, symbol: TexSymbol): readonly MathPart[] {
  const text = normalizeText(raw, symbol);
  if (!/[\\${}]/.test(text) && !/https?:\/\//.test(text)) {
    return [{ kind: 'text', value: readableWords(text, symbol, false).replace(/ {2,}/g, ' ').trim() }];
  }
  const aside = new SetAside();
  const cut = mathParts(text);
  const isTex = cut.length > 1 || cut[0]?.kind !== 'text' || /\\[A-Za-z%&$_#]/.test(text);
  const prose = cut.map((part) => (part.kind === 'text' ? part.value : aside.add(part))).join('');
  const words = readableWords(withLinksAside(prose, aside, symbol), symbol, isTex);
  return aside.restored(withEscapedSigns(words).replace(/ {2,}/g, ' ').trim());
}

/** The inside of maths as a person reads it. */
export function readableFormula(tex: string, symbol: TexSymbol): string {
  // An ampersand alone is meant as one; in a formula it aligns columns.
  if (tex.trim() === '&') return '&';
  return withEscapedSigns(readableMaths(tex, symbol)).replace(/ {2,}/g, ' ').trim();
}

/** Prose whose links are set apart, so that no rule for words touches them. */
function withLinksAside(text: string, aside: SetAside, symbol: TexSymbol): string {
  return text
    .replace(/\\(?:url|path)\s?\{([^{}]*)\}/g, '$1')
    .replace(HREF, (_, link: string, words: string) => {
      return `${link}{${withoutCommands(words, symbol).replace(/[{}]/g, '')}}`;
    })
    .replace(/\\(?:href|hyperlink)\s?\{([^{}]*)\}/g, '$1')
    .replace(/\\(?:url|href|hyperlink)\s?\{?\s?(?=https?:)/g, '')
    .replace(LINKS, (_, link: string, words?: string) => {
      return aside.add({ kind: 'text', value: linkText(link, words?.slice(1, -1)) });
    });
}

/** A link with its words; alone where the words repeat it or say only that it is one. */
function linkText(link: string, words: string | undefined): string {
  const plain = link.replace(/\\([_&%#~])/g, '$1');
  const repeated =
    words === undefined || /\bURL\b|^(?:https?:|here$|link$|this |[\w-]+\.[a-z]+\/|$)/i.test(words);
  return repeated ? plain : `${plain} (${words})`;
}

function readableWords(text: string, symbol: TexSymbol, isTex: boolean): string {
  const quoted = text.replace(/``|(?<![^\s(])''(?=\w)/g, '“').replace(/(?<=[^\s'])''/g, '”');
  const plain = withFlattenedMaths(withoutCommands(quoted, symbol), symbol)
    .replace(/(?<=\d)\{,\}(?=\d)/g, ',')
    .replace(/\{([^{}\s,;:"]{0,40})\}/g, '$1')
    .replace(CITED, '')
    .replace(/(?<=[^\s/~(])~(?=[^\s~]|$)/g, (tilde, at: number, whole: string) =>
      /[\d%]/.test(whole.charAt(at - 1)) && /\d/.test(whole.charAt(at + 1)) ? tilde : ' ',
    )
    .replace(/(?<=[^\s-])---(?=[^\s-])|(?<= )---(?= )/g, '—')
    .replace(/(?<=[^\s-])--(?=[^\s-])|(?<= )--(?= )/g, '–');
  return isTex ? withoutUnpaired(plain.replace(GROUPED_WORDS, '$1')) : plain;
}

/** Commands in prose as what they show; a macro of the author's own keeps its name, or its argument if it has one. */
function withoutCommands(text: string, symbol: TexSymbol): string {
  if (!/[\\{]/.test(text)) return text;
  let plain = withBracesAside(withAccents(text))
    .replace(/\\\\(?=[A-Za-z[\s]|$)/g, ' ')
    .replace(ENVIRONMENT, ' ')
    .replace(/\\item\s?\[([^[\]]*)\]/g, ' $1 ')
    .replace(GLUED_CITATION, '')
    .replace(BARE_FONT, '')
    .replace(ACCENTED_SYMBOL, (whole, accent: string, name: string) => {
      const letter = symbol(`\\${name}`);
      return letter === undefined ? whole : `${accent}{${letter}}`;
    });
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const before = plain;
    plain = withArguments(
      plain
        .replace(/\\text(super|sub)script\s?\{([^{}]*)\}/g, (_, side: string, script: string) => {
          return scriptText(side === 'super' ? '^' : '_', script, symbol);
        })
        .replace(/\\(?:footnote|thanks)\s?\{([^{}]*)\}/g, ' ($1)')
        .replace(SWITCHED, '$1'),
      symbol,
    ).replace(
      /\\(?!footnote|thanks|textsu)([A-Za-z]+)\*?\{([^{}]+)\}/g,
      (whole, name: string, argument: string) => {
        return (commandText(name, symbol) ?? '') === '' ? argument : whole;
      },
    );
    if (plain === before) break;
  }
  const named = withoutCommandNames(plain, symbol)
    // What is left of a command whose closing brace is missing.
    .replace(/~?\\cite[a-z]*(?:\{[^{}]*$|\s(?:[A-Za-z]{2,30}\d{2,4}[a-z]?(?:,\s?)?){1,9})/g, '')
    .replace(/\\(?:emph|text[a-z]{2}|underline|enquote|footnote|(?:wide)?(?:tilde|hat)|bar|vec)\s?\{/g, '')
    .replace(/\\([A-Za-z]+)\*?(?:\{\})?(\s?)(\.?)/g, (_, name: string, space: string, stop: string) => {
      const shown = commandText(name, symbol) ?? name;
      if (shown === '') return stop;
      return shown.endsWith('.') && space === '' ? shown : shown + space + stop;
    });
  return withoutEscapes(named);
}

/** The text without the braces that have no partner. */
function withoutUnpaired(text: string): string {
  if (!/[{}]/.test(text)) return text;
  const unpaired = new Set<number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '{') open.push(at);
    else if (text[at] === '}' && open.pop() === undefined) unpaired.add(at);
  }
  for (const at of open) unpaired.add(at);
  return unpaired.size === 0
    ? text
    : text.replace(/[{}]/g, (brace, at: number) => (unpaired.has(at) ? '' : brace));
}
