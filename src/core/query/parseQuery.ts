import { partialDateRange, dateRangeOf, type DateRange } from './dateRange';
import { FIELDS, LETTER, readToken, SPACE, type Token } from './readToken';

export { FIELDS, KEYWORDS } from './readToken';
export type Field = (typeof FIELDS)[number];

export const SORTS = ['relevance', 'date', 'upvotes'] as const;
export type Sort = (typeof SORTS)[number];

/** Values of `has:` and `is:`. The first letter identifies a value of a keyword. */
export const FLAGS = ['has:code', 'has:note', 'is:saved', 'is:unread', 'is:new'] as const;
export type Flag = (typeof FLAGS)[number];

export type Presence = 'may' | 'must' | 'mustNot';

interface WithSpan {
  /** In UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

interface Incomplete {
  /** The value is incomplete, as in `year:202`. The clause matches every completion. */
  readonly begun?: true;
}

/** Word or phrase, free or in a field. */
export interface TextClause extends WithSpan {
  readonly kind: 'text';
  readonly text: string;
  readonly presence: Presence;
  /** Quoted: the words must be adjacent and exactly as typed. */
  readonly exact: boolean;
  readonly field?: Field;
  /** At the end of the text: the last word may be incomplete. */
  readonly open: boolean;
  /** Weight of a free word in queries built by code; default 1. */
  readonly weight?: number;
}

export interface FlagClause extends WithSpan, Incomplete {
  readonly kind: 'flag';
  readonly flag: Flag;
  readonly not: boolean;
}

export interface DateClause extends WithSpan, Incomplete, DateRange {
  readonly kind: 'date';
  readonly word: 'year' | 'after' | 'before';
  /** As typed: `2024`, `2024-06`. */
  readonly value: string;
  readonly not: boolean;
}

/** Last keyword without a value (`author:`), or incomplete sort order. Filters nothing. */
export interface UnfinishedClause extends WithSpan {
  readonly kind: 'unfinished';
}

export type Clause = TextClause | FlagClause | DateClause | UnfinishedClause;

export interface Query {
  readonly text: string;
  readonly clauses: readonly Clause[];
  readonly sort: Sort;
  /** Filters added by code, such as `has:code` for picking a paper to clone. */
  readonly scope?: readonly FilterClause[];
}

/** Filters papers. Words with presence `may` only rank them. */
export type FilterClause = TextClause | FlagClause | DateClause;

/** Further filters are ignored. */
export const MAX_FILTERS = 12;

/** Returns the filter clauses of a query, at most `MAX_FILTERS`. */
export function filtersOf(query: Query): readonly FilterClause[] {
  return filterClauses(query).slice(0, MAX_FILTERS);
}

/** Returns the filter clauses beyond `MAX_FILTERS`, which are ignored. */
export function ignoredFilters(query: Query): readonly FilterClause[] {
  return filterClauses(query).slice(MAX_FILTERS);
}

function filterClauses({ clauses }: Query): readonly FilterClause[] {
  return clauses.filter(
    (clause): clause is FilterClause =>
      clause.kind !== 'unfinished' && (clause.kind !== 'text' || clause.presence !== 'may'),
  );
}

/** In UTF-16 code units. Longer text is cut off. */
export const MAX_QUERY_LENGTH = 2000;
const MAX_VALUE_LENGTH = 200;
/** The index searches the rarest 12 terms. */
const MAX_CLAUSES = 128;

/** Parses any text as a query. Never throws: text outside the grammar is searched as words. */
export function parseQuery(typed: string): Query {
  const text = typed.slice(0, MAX_QUERY_LENGTH);
  const clauses: Clause[] = [];
  let sort: Sort = 'relevance';
  let at = 0;
  while (at < text.length && clauses.length < MAX_CLAUSES) {
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
      // An incomplete sort order can still be completed.
      if (token.value.trim().toLowerCase() !== made)
        clauses.push({ kind: 'unfinished', start: token.start, end: token.end });
    }
  }
  return { text, clauses: dropEtAl(clauses), sort };
}

/** Adds the filters of another query, without its text, as the scope. */
export function inScope(query: Query, scope: Query): Query {
  return { ...query, scope: [...(query.scope ?? []), ...filtersOf(scope)] };
}

const ET = /^et\.?$/i;
const AL = /^al[.,;:)]*$/i;

/** Removes "et al." of a citation if other clauses remain. */
function dropEtAl(clauses: readonly Clause[]): readonly Clause[] {
  const isFree = (clause: Clause | undefined, word: RegExp): boolean =>
    clause?.kind === 'text' && clause.presence === 'may' && word.test(clause.text);
  const kept = clauses.filter(
    (clause, i) =>
      !(isFree(clause, ET) && isFree(clauses[i + 1], AL)) &&
      !(isFree(clause, AL) && isFree(clauses[i - 1], ET)),
  );
  return kept.length === 0 ? clauses : kept;
}

/** Returns whether the query has no clause, or only incomplete ones. */
export function isEmpty(query: Query): boolean {
  return query.clauses.every((clause) => clause.kind === 'unfinished');
}

/** Returns `undefined` for a token without letter or digit. */
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
      const days = dateRangeOf(keyword, value);
      if (days !== undefined) return { kind: 'date', word: keyword, ...days, value, not, ...span };
      const begun = last ? partialDateRange(keyword, value) : undefined;
      // Excluding every possible completion would exclude too many papers.
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
  const text = value.slice(0, MAX_VALUE_LENGTH);
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
