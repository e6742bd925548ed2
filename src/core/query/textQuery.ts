import { QUERY_STOP_WORDS } from '../analysis/stopWords';
import { cachedStem } from '../analysis/stemmer';
import { normalizeWord } from '../analysis/tokenizer';
import { filtersOf, MAX_FILTERS, type Clause, type Query, type Sort, type TextClause } from './parseQuery';

/** Minimum length of the word that the user is typing. The texts have every shorter beginning. */
const MIN_PREFIX_LENGTH = 3;

/** Returns the `text:` filters of a query, without those that exclude papers. */
export function textFilters({ clauses, scope = [] }: Query): readonly TextClause[] {
  return [...clauses, ...scope].filter(
    (clause): clause is TextClause =>
      clause.kind === 'text' && clause.field === 'text' && clause.presence !== 'mustNot',
  );
}

/** Returns whether a query consists of filters that have no score, so that the kept texts decide the order. */
export function isRankedByTexts(query: Query): boolean {
  return query.sort === 'relevance' && textFilters(query).length > 0 && !query.clauses.some(ranks);
}

/**
 * Returns the order in which a query lists papers: its own `sort:`, else the best matches first, or the newest if
 * nothing in it gives papers a score.
 */
export function effectiveSort(query: Query): Sort {
  if (query.sort !== 'relevance') return query.sort;
  return query.clauses.some(ranks) || isRankedByTexts(query) ? 'relevance' : 'date';
}

/** Returns whether a clause gives papers a score in the library's index. */
function ranks(clause: Clause): boolean {
  if (clause.kind !== 'text' || clause.presence === 'mustNot') return false;
  return clause.field === undefined || RANKED_FIELDS.has(clause.field);
}

const RANKED_FIELDS: ReadonlySet<string> = new Set(['title', 'abstract', 'author', 'repo']);

/**
 * Returns the query that finds the papers whose kept text has all free words and phrases of a query, with its filters.
 * `undefined` if the query has no free word that says what to find, or searches the texts already.
 */
export function inKeptTexts(query: Query): Query | undefined {
  if (textFilters(query).length > 0) return undefined;
  const clauses = query.clauses.flatMap((clause): Clause[] => {
    if (clause.kind !== 'text' || clause.field !== undefined || clause.presence === 'mustNot')
      return [clause];
    if (!clause.exact && !isSignificant(clause)) return [];
    return [{ ...clause, field: 'text', presence: 'must' }];
  });
  // The text of the query is empty because an id or a title in it is looked up in the library, not in the texts.
  const inTexts: Query = { ...query, text: '', clauses };
  return textFilters(inTexts).length > 0 && filtersOf(inTexts).length < MAX_FILTERS ? inTexts : undefined;
}

/** Returns whether a word is worth looking up in full texts: no stop word, and not only the beginning of a word. */
function isSignificant({ text, open }: TextClause): boolean {
  if (open && text.length < MIN_PREFIX_LENGTH) return false;
  const word = normalizeWord(text);
  return !QUERY_STOP_WORDS.has(word) && (open || /\P{L}/u.test(text) || cachedStem(word) !== '');
}
