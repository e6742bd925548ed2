import { daysOf, mayBecomeDays, type DaySpan } from './dateRange';

/** Fields that a clause can name; `author:`, `topic:` and so on. */
export const FIELDS = ['title', 'abstract', 'author', 'topic', 'repo', 'category'] as const;
export type Field = (typeof FIELDS)[number];

/** How the answers are ordered. */
export const SORTS = ['relevance', 'date', 'upvotes'] as const;
export type Sort = (typeof SORTS)[number];

/** What `has:` and `is:` can ask for. */
export const FLAGS = ['has:code', 'is:saved', 'is:unread'] as const;
export type Flag = (typeof FLAGS)[number];

/** Whether a paper may, must or must not match a clause. */
export type Presence = 'may' | 'must' | 'mustNot';

interface Spanned {
  /** Where the clause stands in the typed text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

/** A word or a phrase, free or in a field. */
export interface TextClause extends Spanned {
  readonly kind: 'text';
  readonly text: string;
  readonly presence: Presence;
  /** Written in quotes: the words stand side by side, exactly as spelt. */
  readonly exact: boolean;
  readonly field?: Field;
  /** Ends where the text ends, so its last word may still be in the making. */
  readonly open: boolean;
  /** Weight of a free word against the others; 1 when absent. Only queries made by code have it. */
  readonly weight?: number;
}

/** `has:code`, `is:saved`, `is:unread`. */
export interface FlagClause extends Spanned {
  readonly kind: 'flag';
  readonly flag: Flag;
  readonly not: boolean;
}

/** `year:`, `after:` and `before:` as a half-open span of days; an absent end is open. */
export interface DateClause extends Spanned, DaySpan {
  readonly kind: 'date';
  /** The word that it was typed with. */
  readonly word: 'year' | 'after' | 'before';
  /** The date as typed: `2024`, `2024-06`. */
  readonly value: string;
  readonly not: boolean;
}

/** A clause at the end of the text that asks for nothing yet (`author:`, `has:co`); it filters nothing. */
export interface UnfinishedClause extends Spanned {
  readonly kind: 'unfinished';
}

export type Clause = TextClause | FlagClause | DateClause | UnfinishedClause;

/** What was typed, as clauses in the order of the text. */
export interface Query {
  readonly text: string;
  readonly clauses: readonly Clause[];
  readonly sort: Sort;
}

/** A clause that lets papers through or not; words that may match only rank them. */
export type FilterClause = TextClause | FlagClause | DateClause;

/** Most clauses that filter; what follows them is ignored. */
export const MOST_FILTERS = 12;

/** The clauses of a query that filter. */
export function filtersOf(query: Query): readonly FilterClause[] {
  return allFilters(query).slice(0, MOST_FILTERS);
}

/** Those that would filter, were they not too many. */
export function ignoredFilters(query: Query): readonly FilterClause[] {
  return allFilters(query).slice(MOST_FILTERS);
}

function allFilters({ clauses }: Query): readonly FilterClause[] {
  return clauses.filter(
    (clause): clause is FilterClause =>
      clause.kind !== 'unfinished' && (clause.kind !== 'text' || clause.presence !== 'may'),
  );
}

/** Longest text that is read, in UTF-16 code units; what follows is cut off. */
export const LONGEST_QUERY = 2000;
/** Longest word or phrase of a clause, in UTF-16 code units; longer ones are cut off. */
const LONGEST_VALUE = 200;
/** Most clauses that are kept; the index looks for the rarest 12 terms of them. */
const MOST_CLAUSES = 128;

const QUOTES = new Map([
  ['"', '"'],
  ['\u201c', '\u201d'],
  ['\u201e', '\u201c'],
  ['\u00ab', '\u00bb'],
]);
const SPACE = /\s/u;
const WORD = /[\p{L}\p{N}]/u;

/** Reads any text as a query. Total: what is not grammar is a word, and nothing throws. */
export function parseQuery(typed: string): Query {
  const text = typed.slice(0, LONGEST_QUERY);
  const clauses: Clause[] = [];
  let sort: Sort = 'relevance';
  let at = 0;
  while (at < text.length && clauses.length < MOST_CLAUSES) {
    if (SPACE.test(text.charAt(at))) {
      at++;
      continue;
    }
    const token = readToken(text, at);
    at = token.end;
    const made = clauseOf(token, text.length);
    if (made === undefined) continue;
    if (typeof made === 'string') sort = made;
    else clauses.push(made);
  }
  return { text, clauses, sort };
}

/** Whether the query asks for nothing: no clause, or only one that is still being typed. */
export function isEmpty(query: Query): boolean {
  return query.clauses.every((clause) => clause.kind === 'unfinished');
}

/** A piece of text up to the next space outside quotes, split at its sign, keyword and quotes. */
interface Token {
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

const KEYWORDS: ReadonlySet<string> = new Set([...FIELDS, 'has', 'is', 'year', 'after', 'before', 'sort']);

function readToken(text: string, start: number): Token {
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
    if (KEYWORDS.has(word)) {
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
  return QUOTES.has(text.charAt(at)) || WORD.test(String.fromCodePoint(text.codePointAt(at) ?? 32));
}

/** The clause that a token says, a new sort order, or undefined when it says nothing. */
function clauseOf(token: Token, length: number): Clause | Sort | undefined {
  const { start, end, sign, keyword } = token;
  const span = { start, end };
  const value = token.value.trim();
  const last = end === length && (!token.quoted || !token.closed);
  if (keyword !== '' && value === '') {
    return last ? { kind: 'unfinished', ...span } : textClause({ ...token, quoted: false }, keyword, last);
  }
  const not = sign === '-';
  const lower = value.toLowerCase();
  switch (keyword) {
    case '':
      return textClause(token, token.value, last);
    case 'sort': {
      const sort = SORTS.find((name) => name === lower);
      if (sort !== undefined && sign === '') return sort;
      if (last && sign === '' && SORTS.some((name) => name.startsWith(lower)))
        return { kind: 'unfinished', ...span };
      break;
    }
    case 'has':
    case 'is': {
      const named = `${keyword}:${lower}`;
      const flag = FLAGS.find((name) => name === named);
      if (flag !== undefined) return { kind: 'flag', flag, not, ...span };
      if (last && FLAGS.some((name) => name.startsWith(named))) return { kind: 'unfinished', ...span };
      break;
    }
    case 'year':
    case 'after':
    case 'before': {
      const days = daysOf(keyword, value);
      if (days !== undefined) return { kind: 'date', word: keyword, ...days, value, not, ...span };
      if (last && mayBecomeDays(keyword, value)) return { kind: 'unfinished', ...span };
      break;
    }
    default: {
      const field = FIELDS.find((name) => name === keyword);
      return textClause(token, token.value, last, field);
    }
  }
  return textClause(token, `${keyword}:${token.value}`, last);
}

function textClause(token: Token, value: string, open: boolean, field?: Field): TextClause | undefined {
  const text = value.slice(0, LONGEST_VALUE);
  if (!WORD.test(text)) return undefined;
  const asked: Presence = field === undefined ? 'may' : 'must';
  return {
    kind: 'text',
    text,
    presence: token.sign === '-' ? 'mustNot' : token.sign === '+' || token.quoted ? 'must' : asked,
    exact: token.quoted,
    open,
    start: token.start,
    end: token.end,
    ...(field === undefined ? {} : { field }),
  };
}
