const QUOTES = new Map([
  ['"', '"'],
  ['\u201c', '\u201d'],
  ['\u201e', '\u201c'],
  ['\u00ab', '\u00bb'],
]);
export const SPACE = /\s/u;
/** Text without a letter or digit is not searched. */
export const LETTER = /[\p{L}\p{N}]/u;

/** Text up to the next space outside quotes, split into sign, keyword and value. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly sign: '' | '+' | '-';
  /** Known keyword in lower case; otherwise empty. */
  readonly keyword: string;
  readonly value: string;
  readonly quoted: boolean;
  /** False for a quoted value without a closing quote. */
  readonly closed: boolean;
}

export const FIELDS = [
  'title',
  'abstract',
  'author',
  'topic',
  'repo',
  'category',
  'tag',
  'note',
  'text',
] as const;

export const KEYWORDS = [...FIELDS, 'has', 'is', 'year', 'after', 'before', 'sort'] as const;
const IS_KEYWORD: ReadonlySet<string> = new Set(KEYWORDS);

/** `start` must not be at a space. */
export function readToken(text: string, start: number): Token {
  let at = start;
  let sign: Token['sign'] = '';
  const first = text.charAt(at);
  if ((first === '+' || first === '-') && startsValue(text, at + 1)) {
    sign = first;
    at++;
  }
  let keyword = '';
  // Keywords have at most eight letters.
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
