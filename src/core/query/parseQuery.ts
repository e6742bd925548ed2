import { begunDays, daysOf, type DaySpan } from './dateRange';
import { FIELDS, LETTER, readToken, SPACE, type Token } from './readToken';

export { FIELDS, KEYWORDS } from './readToken';
export type Field = (typeof FIELDS)[number];

/** How the answers are ordered. */
export const SORTS = ['relevance', 'date', 'upvotes'] as const;
export type Sort = (typeof SORTS)[number];

/** The values of `has:` and `is:`. No two of one keyword begin with the same letter, so a letter is enough. */
export const FLAGS = ['has:code', 'is:saved', 'is:unread', 'is:new'] as const;
export type Flag = (typeof FLAGS)[number];

/** Whether a paper may, must or must not match a clause. */
export type Presence = 'may' | 'must' | 'mustNot';

interface Spanned {
  /** Where the clause stands in the typed text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

interface Begun {
  /** Only the beginning of the value is typed, as in `has:co` or `year:202`. It filters by every value that may follow. */
  readonly begun?: true;
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

/** `has:code`, `is:saved`, `is:unread`, `is:new`. */
export interface FlagClause extends Spanned, Begun {
  readonly kind: 'flag';
  readonly flag: Flag;
  readonly not: boolean;
}

/** `year:`, `after:` and `before:` as a half-open span of days; an absent end is open. */
export interface DateClause extends Spanned, Begun, DaySpan {
  readonly kind: 'date';
  /** The word that it was typed with. */
  readonly word: 'year' | 'after' | 'before';
  /** The date as typed: `2024`, `2024-06`. */
  readonly value: string;
  readonly not: boolean;
}

/** A keyword at the end of the text without a value (`author:`), or a sort order half typed. It filters nothing. */
export interface UnfinishedClause extends Spanned {
  readonly kind: 'unfinished';
}

export type Clause = TextClause | FlagClause | DateClause | UnfinishedClause;

/** What was typed, as clauses in the order of the text. */
export interface Query {
  readonly text: string;
  readonly clauses: readonly Clause[];
  readonly sort: Sort;
  /** Filters that code adds, such as `has:code` where a paper to clone is picked. They are not part of the text. */
  readonly scope?: readonly FilterClause[];
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
    if (typeof made !== 'string') clauses.push(made);
    else {
      sort = made;
      // A sort order that is half typed can still be completed.
      if (token.value.trim().toLowerCase() !== made)
        clauses.push({ kind: 'unfinished', start: token.start, end: token.end });
    }
  }
  return { text, clauses: withoutEtAl(clauses), sort };
}

/** Adds the filters of another query. They count before the query's own and are no part of its text. */
export function inScope(query: Query, scope: Query): Query {
  return { ...query, scope: [...(query.scope ?? []), ...filtersOf(scope)] };
}

const ET = /^et\.?$/i;
const AL = /^al[.,;:)]*$/i;

/** Leaves "et al." out where other clauses are left: it is part of a citation and names nobody. */
function withoutEtAl(clauses: readonly Clause[]): readonly Clause[] {
  const isFree = (clause: Clause | undefined, word: RegExp): boolean =>
    clause?.kind === 'text' && clause.presence === 'may' && word.test(clause.text);
  const kept = clauses.filter(
    (clause, i) =>
      !(isFree(clause, ET) && isFree(clauses[i + 1], AL)) &&
      !(isFree(clause, AL) && isFree(clauses[i - 1], ET)),
  );
  return kept.length === 0 ? clauses : kept;
}

/** Whether the query asks for nothing: no clause, or only one that is still being typed. */
export function isEmpty(query: Query): boolean {
  return query.clauses.every((clause) => clause.kind === 'unfinished');
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
      const sort = SORTS.find((name) => (last ? name.startsWith(lower) : name === lower));
      if (sort !== undefined && sign === '') return sort;
      break;
    }
    case 'has':
    case 'is': {
      const named = `${keyword}:${lower}`;
      const flag = FLAGS.find((name) => name === named);
      if (flag !== undefined) return { kind: 'flag', flag, not, ...span };
      const begun = FLAGS.find((name) => last && name.startsWith(named));
      if (begun !== undefined) return { kind: 'flag', flag: begun, not, begun: true, ...span };
      break;
    }
    case 'year':
    case 'after':
    case 'before': {
      const days = daysOf(keyword, value);
      if (days !== undefined) return { kind: 'date', word: keyword, ...days, value, not, ...span };
      const begun = last ? begunDays(keyword, value) : undefined;
      // Excluding every date that may follow would exclude too much.
      if (begun !== undefined && not) return { kind: 'unfinished', ...span };
      if (begun !== undefined)
        return { kind: 'date', word: keyword, ...begun, value, not, begun: true, ...span };
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
  if (!LETTER.test(text)) return undefined;
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
