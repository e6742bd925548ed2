/** A word in its normalized form, with offsets in UTF-16 code units. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Joined to the previous word by a hyphen, underscore, apostrophe or decimal point: `GPT-4`. */
  readonly hyphenated: boolean;
}

/** In UTF-16 code units. Longer words are cut, in papers and in queries. */
export const MAX_WORD_LENGTH = 40;

/** A run of letters, digits and marks. Invisible characters, such as a PDF's soft hyphens, do not end it. */
const RUN = /[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]+(?:\+\+|#)?/gu;
const ASCII = /^[a-z0-9]+$/;
const NO_LETTER = /[^\p{L}\p{N}]+/gu;
/** Scripts without spaces. Each character becomes a word. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
/** Letters that Unicode does not decompose. */
const LETTER_SUBSTITUTES = new Map([
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ı', 'i'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
]);

const LETTER_WITH_SUBSTITUTE = /[øłđðıßæœþ]/g;
/** A single Greek letter is a symbol, which users type by its name: `β-VAE`, `π0`, `μP`. */
const GREEK_SYMBOL = /(?<!\p{Script=Greek})[α-ω](?!\p{Script=Greek})/gu;
const GREEK_NAMES =
  `alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi
   chi psi omega`.split(/\s+/);
const ALPHA = 0x3b1;
const SIGNED_NAMES = new Map([
  ['c++', 'cpp'],
  ['c#', 'csharp'],
  ['f#', 'fsharp'],
]);

const HOST = /^(?:https?:\/\/|git@)[^\s/:]*[/:]/i;

/** Returns a URL up to its path, such as `https://github.com/`, or an empty string. Hosts carry no topic; paths may. */
export function hostOf(text: string): string {
  return HOST.exec(text)?.[0] ?? '';
}

/**
 * Splits a text into words, in lower case and without accents. `C++` becomes `cpp`, `β` becomes `beta`, `GPT-4` becomes
 * `gpt` and a hyphenated `4`.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let before = -1;
  for (const match of text.matchAll(RUN)) {
    const start = match.index;
    const end = start + match[0].length;
    const hyphenated = before >= 0 && start === before + 1 && isHyphenAt(text, before);
    const normal = normalizeWord(match[0]);
    if (normal === '') continue;
    if (UNSPACED.test(normal)) for (const part of splitUnspaced(normal, start, end)) words.push(part);
    else if (!(hyphenated && normal === 's' && APOSTROPHE.test(text.charAt(before))))
      words.push({ text: normal, start, end, hyphenated });
    before = end;
  }
  return words;
}

const APOSTROPHE = /['\u2019]/;
const HYPHENS = new Set(['-', '_', '\u2010', '\u2011', "'", '\u2019']);

/** A full stop joins two words only between digits. */
function isHyphenAt(text: string, at: number): boolean {
  const between = text[at];
  if (between === '.') return isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1));
  return between !== undefined && HYPHENS.has(between);
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** Returns an empty string if no letter or digit is left. */
export function normalizeWord(run: string): string {
  let word = run.toLowerCase();
  if (!ASCII.test(word)) {
    const signed = SIGNED_NAMES.get(word);
    if (signed !== undefined) return signed;
    word = word
      .normalize('NFKD')
      .replace(NO_LETTER, '')
      .replace(LETTER_WITH_SUBSTITUTE, (letter) => LETTER_SUBSTITUTES.get(letter) ?? letter)
      .replace(GREEK_SYMBOL, (letter) => GREEK_NAMES[letter.charCodeAt(0) - ALPHA] ?? letter);
  }
  return word.length > MAX_WORD_LENGTH ? word.slice(0, MAX_WORD_LENGTH) : word;
}

function splitUnspaced(normal: string, start: number, end: number): Word[] {
  const words: Word[] = [];
  const exact = end - start === normal.length;
  let at = 0;
  let run = '';
  const flush = (): void => {
    if (run !== '') words.push(place(run, at - run.length));
    run = '';
  };
  // If normalization changed the length, each word gets the offsets of the whole run.
  const place = (text: string, offset: number): Word =>
    exact
      ? { text, start: start + offset, end: start + offset + text.length, hyphenated: false }
      : { text, start, end, hyphenated: false };
  for (const character of normal) {
    if (UNSPACED.test(character)) {
      flush();
      words.push(place(character, at));
    } else run += character;
    at += character.length;
  }
  flush();
  return words;
}

/** Returns the compounds of hyphenated words: `gpt 4` → `gpt4`; `gpt 3 5` → `gpt35`, `gpt3`, `35`. */
export function compoundsOf(parts: readonly string[]): string[] {
  if (parts.length < 2 || parts.length > MAX_COMPOUND_PARTS) return [];
  const joined = [parts.join('')];
  if (parts.length > 2) {
    for (let i = 1; i < parts.length; i++) {
      const pair = (parts[i - 1] ?? '') + (parts[i] ?? '');
      if (HAS_DIGIT.test(pair)) joined.push(pair);
    }
  }
  return joined.map((word) => word.slice(0, MAX_WORD_LENGTH));
}

const MAX_COMPOUND_PARTS = 4;
const HAS_DIGIT = /\p{N}/u;

/** `Language models` and `language-models` are one topic. */
export function topicName(text: string): string {
  return wordsOf(text)
    .map((word) => word.text)
    .join('-');
}
