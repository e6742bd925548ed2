import { splitMath, type MathPart } from './math';
import { mathToText, replaceArguments, replaceCommands } from './mathToText';
import { normalizeText } from './normalizeText';
import { stripMath } from './strippedMath';
import { combineAccents } from './texAccents';
import {
  BARE_FONT,
  commandText,
  scriptText,
  protectBraces,
  protectEscapes,
  unescapeTex,
  type TexSymbol,
} from './texCommands';

/** Group with a font switch: `{\em words}`. */
const SWITCHED =
  /\{\s?\\(?:color\s?\{[^{}]*\}|(?:it|em|bf|sc|tt|rm|sf|sl|small|large|footnotesize)(?:shape|series|family)?(?![A-Za-z]))\s?([^{}]*)\}/g;

/** With at most one nested level of braces. */
const HREF = /\\(?:href|hyperlink)\s?\{([^{}]*)\}\s?\{((?:[^{}]|\{[^{}]*\})*)\}/g;

/** Includes the brace that a flattened `\href{link}{words}` leaves. */
const LINKS =
  /(https?:\/\/[^\s{}\\\u{f0000}-\u{10ffff}]+(?:\\[_&%#~][^\s{}\\\u{f0000}-\u{10ffff}]*)*)(\{[^{}]*\})?/gu;

/** Citation whose command a page dropped: `AmpleGCG~liao2024amplegcg`. */
const CITED = /~[a-z]{2,}(?:etal)?(?:19|20)\d\d[a-z_]+/g;

/** Citation whose braces a page dropped: `\citeCMS11`. */
const GLUED_CITATION = /~?\\cite[a-z]{0,6}(?=[A-Z])[\w:,]+/g;

/** `\scalebox{0.5}{words}`. */
const BOX_SIZES =
  /\\(?:raisebox|scalebox|rotatebox|makebox|parbox)\s?(?:\{[^{}]*\}|\[[^\][]*\])(?:\[[^\][]*\])*(?=\s?\{)|\\resizebox\s?\{[^{}]*\}\{[^{}]*\}(?=\s?\{)/g;

/** Accent over a symbol without braces: `\tilde\Theta`. */
const ACCENTED_SYMBOL = /(\\(?:wide)?(?:tilde|hat|bar|vec|dot))\s?\\([A-Za-z]+)/g;

const ENVIRONMENT =
  /\\(?:begin|end)\s?(?:\{[a-z]+\*?\}(?:\[[^[\]{}]*\])?(?:\{[lcr|]+\})?|(?:enumerate|itemize)(?![A-Za-z]))/g;

/** After a number, a fraction is a mixed number: `3$\frac{1}{2}$` is 3 1/2, not 31/2. */
const FRACTION = /^\d+\/\d+$/;

/** Protected words of a BibTeX title, or a placeholder in a template (`{{user}}`). */
const DOUBLE_BRACES = /\{\{([^{}]{0,300}[\p{L}\p{N}][^{}]{0,300})\}\}/gu;

/** Words in TeX's braces. Excludes lists, JSON and templates. */
const GROUPED_WORDS = /(?<![\p{L}\p{N}\\^_-])\{([\p{L}\p{N}][^{}:;"“=<>|[\],]{0,300},?)\}/gu;

/** A protected word, such as `{BERT}`. Without other TeX, braces enclose a set: `{0}`, `{xᵢ}`. */
const WORD_IN_BRACES = /^(?!\d+$)[\p{Co}\p{Ll}\p{Lu}\p{Lo}\p{Nd}.&'’+/-]*$/u;

/** Maximum nesting of braces. */
const MAX_DEPTH = 8;

/** Placeholders protect parts of the text from the rules for words. */
const FIRST_PLACEHOLDER = 0xf0000;
const MAX_PLACEHOLDERS = 0x10fffd - FIRST_PLACEHOLDER;
const PLACEHOLDER = /([\u{f0000}-\u{10ffff}])/u;

class Placeholders {
  readonly #parts: MathPart[] = [];

  add(part: MathPart): string {
    if (this.#parts.length >= MAX_PLACEHOLDERS) return part.value;
    this.#parts.push(part);
    return String.fromCodePoint(FIRST_PLACEHOLDER + this.#parts.length - 1);
  }

  /** Splits the text at its formulas and restores its links. */
  restore(text: string): MathPart[] {
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
    for (const piece of text.split(PLACEHOLDER)) {
      const code = piece.codePointAt(0) ?? 0;
      const part = code < FIRST_PLACEHOLDER ? undefined : this.#parts[code - FIRST_PLACEHOLDER];
      if (part?.kind !== 'text') yield part ?? { kind: 'text', value: piece };
      // A link can contain formulas. These have earlier placeholders, so the recursion ends.
      else if (PLACEHOLDER.test(part.value)) yield* this.#pieces(part.value);
      else yield part;
    }
  }
}

/**
 * Converts a title or an abstract to readable text: collapses white space, removes control characters, and converts TeX
 * and HTML to Unicode. Keeps links and repairs broken ones.
 */
export function texToText(raw: string, symbol: TexSymbol): string {
  return texToParts(raw, symbol)
    .map(({ kind, value }) => (kind === 'text' ? value : formulaToText(value, symbol)))
    .map((part, place, all) => {
      return FRACTION.test(part) && /\d/.test(all[place - 1]?.at(-1) ?? '') ? ` ${part}` : part;
    })
    .join('')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Like `texToText`, but returns words and raw formulas as separate parts. */
export function texToParts(raw: string, symbol: TexSymbol): readonly MathPart[] {
  const text = normalizeText(raw, symbol);
  if (!/[\\${}]/.test(text) && !/https?:\/\//.test(text)) {
    return [{ kind: 'text', value: proseToText(text, symbol, false).replace(/ {2,}/g, ' ').trim() }];
  }
  const aside = new Placeholders();
  const cut = splitMath(text);
  const isTex = cut.length > 1 || cut[0]?.kind !== 'text' || /\\[A-Za-z%&$_#]/.test(text);
  const prose = cut.map((part) => (part.kind === 'text' ? part.value : aside.add(part))).join('');
  const words = proseToText(protectLinks(prose, aside, symbol), symbol, isTex);
  return aside.restore(protectEscapes(words).replace(/ {2,}/g, ' ').trim());
}

/** Converts the inside of math to readable text. */
export function formulaToText(tex: string, symbol: TexSymbol): string {
  // A lone ampersand is text; others align columns.
  if (tex.trim() === '&') return '&';
  return protectEscapes(mathToText(tex, symbol)).replace(/ {2,}/g, ' ').trim();
}

/** Placeholders keep links unchanged. */
function protectLinks(text: string, aside: Placeholders, symbol: TexSymbol): string {
  return text
    .replace(/\\(?:url|path)\s?\{([^{}]*)\}/g, '$1')
    .replace(HREF, (_, link: string, words: string) => {
      return `${link}{${stripCommands(words, symbol).replace(/[{}]/g, '')}}`;
    })
    .replace(/\\(?:href|hyperlink)\s?\{([^{}]*)\}/g, '$1')
    .replace(/\\(?:url|href|hyperlink)\s?\{?\s?(?=https?:)/g, '')
    .replace(LINKS, (_, link: string, words?: string) => {
      return aside.add({ kind: 'text', value: linkText(link, words?.slice(1, -1)) });
    });
}

/** Returns only the link if the text adds no information. */
function linkText(link: string, words: string | undefined): string {
  const plain = link.replace(/\\([_&%#~])/g, '$1');
  const repeated =
    words === undefined || /\bURL\b|^(?:https?:|here$|link$|this |[\w-]+\.[a-z]+\/|$)/i.test(words);
  return repeated ? plain : `${plain} (${words})`;
}

function proseToText(text: string, symbol: TexSymbol, isTex: boolean): string {
  const quoted = text.replace(/``|(?<![^\s(])''(?=\w)/g, '“').replace(/(?<=[^\s'])''/g, '”');
  const plain = stripMath(stripCommands(quoted, symbol), symbol)
    .replace(/(?<=\d)\{,\}(?=\d)/g, ',')
    .replace(DOUBLE_BRACES, (_, inner: string) =>
      isTex || /^\p{Lu}/u.test(inner) ? inner : `\ue000\ue000${inner}\ue001\ue001`,
    )
    .replace(/\{([^{}\s,;:"]{0,40})\}/g, (whole, inner: string) =>
      isTex || WORD_IN_BRACES.test(inner) ? inner : whole,
    )
    .replace(CITED, '')
    .replace(/(?<=[^\s/~(])~(?=[^\s~]|$)/g, (tilde, at: number, whole: string) =>
      /[\d%]/.test(whole.charAt(at - 1)) && /\d/.test(whole.charAt(at + 1)) ? tilde : ' ',
    )
    .replace(/(?<=[^\s-])---(?=[^\s-])|(?<= )---(?= )/g, '—')
    .replace(/(?<=[^\s-])--(?=[^\s-])|(?<= )--(?= )/g, '–');
  return isTex ? stripUnpaired(plain.replace(GROUPED_WORDS, '$1')) : plain;
}

/** An author's macro is replaced by its argument, or by its name without one. */
function stripCommands(text: string, symbol: TexSymbol): string {
  if (!/[\\{]/.test(text)) return text;
  let plain = protectBraces(combineAccents(text))
    .replace(/\\\\\*?\[-?[\d.]+\s?(?:pt|em|ex|cm|mm)\]|\\\\(?=[A-Za-z[\s]|$)/g, ' ')
    .replace(/\\verb\*?([|+!=/#"@])(.{0,200}?)\1/g, (_, __, words: string) => words)
    .replace(BOX_SIZES, '')
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
    plain = replaceArguments(
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
  const named = replaceCommands(plain, symbol)
    // Remains of a command without its closing brace.
    .replace(/~?\\cite[a-z]*(?:\{[^{}]*$|\s(?:[A-Za-z]{2,30}\d{2,4}[a-z]?(?:,\s?)?){1,9})/g, '')
    .replace(/\\(?:emph|text[a-z]{2}|underline|enquote|footnote|(?:wide)?(?:tilde|hat)|bar|vec)\s?\{/g, '')
    .replace(
      /\\([A-Za-z]+)\*?(\{\})?(\s?)(\.?)/g,
      (_, name: string, end: string | undefined, space: string, stop: string) => {
        const shown = commandText(name, symbol) ?? name;
        // A space after `{}` is part of the text. `\xspace` becomes one.
        if (shown === '') return (end !== undefined || name === 'xspace' ? space : '') + stop;
        return shown.endsWith('.') && space === '' ? shown : shown + space + stop;
      },
    );
  return unescapeTex(named);
}

function stripUnpaired(text: string): string {
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
