/** Opening quotes with the quote that closes each. */
const QUOTES = new Map([
  ['"', '"'],
  ['\u201c', '\u201d'],
  ['\u201e', '\u201c'],
  ['\u00ab', '\u00bb'],
]);
export const SPACE = /\s/u;
/** A letter or a digit: what has none of them is searched for nothing. */
export const LETTER = /[\p{L}\p{N}]/u;

/** A piece of text up to the next space outside quotes, split at its sign, keyword and quotes. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly sign: '' | '+' | '-';
  /** Word before the colon, in lower case; empty when there is none that the grammar knows. */
  readonly keyword: string;
  readonly value: string;
  readonly quoted: boolean;
  /** A quoted value whose closing quote is there. */
  readonly closed: boolean;
}

/** Fields that a clause can name; `author:`, `topic:` and so on. */
export const FIELDS = ['title', 'abstract', 'author', 'topic', 'repo', 'category'] as const;

/** The words that the grammar knows before a colon. */
export const KEYWORDS = [...FIELDS, 'has', 'is', 'year', 'after', 'before', 'sort'] as const;
const IS_KEYWORD: ReadonlySet<string> = new Set(KEYWORDS);

/** Reads the token that begins at `start`, which is no space. */
export function readToken(text: string, start: number): Token {
  let at = start;
  let sign: Token['sign'] = '';
  const first = text.charAt(at);
  if ((first === '+' || first === '-') && startsValue(text, at + 1)) {
    sign = first;
    at++;
  }
  let keyword = '';
  // The keyword is at most eight letters long, so the look ahead is bounded.
  const colon = text.slice(at, at + 9).indexOf(':');
  if (colon > 0) {
    const word = text.slice(at, at + colon).toLowerCase();
    if (IS_KEYWORD.has(word)) {
      keyword = word;
      at += colon + 1;
    }
  }
  const closing = QUOTES.get(text.charAt(at));
  if (closing !== undefined) {
    const found = text.indexOf(closing, at + 1);
    const close = found < 0 ? text.length : found;
    return {
      start,
      end: Math.min(text.length, close + 1),
      sign,
      keyword,
      value: text.slice(at + 1, close),
      quoted: true,
      closed: found >= 0,
    };
  }
  let end = at;
  while (end < text.length && !SPACE.test(text.charAt(end))) end++;
  return { start, end, sign, keyword, value: text.slice(at, end), quoted: false, closed: true };
}

function startsValue(text: string, at: number): boolean {
  return QUOTES.has(text.charAt(at)) || LETTER.test(String.fromCodePoint(text.codePointAt(at) ?? 32));
}
