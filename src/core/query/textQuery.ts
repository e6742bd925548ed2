import { QUERY_STOP_WORDS } from '../analysis/stopWords';
import { cachedStem } from '../analysis/stemmer';
import { normalizeWord } from '../analysis/tokenizer';
import { filtersOf, MAX_FILTERS, type Clause, type Query, type Sort, type TextClause } from './parseQuery';

/** Shorter beginnings of a word occur in every text. */
const MIN_PREFIX_LENGTH = 3;

/** Excludes negated filters. */
export function textFilters({ clauses, scope = [] }: Query): readonly TextClause[] {
  return [...clauses, ...scope].filter(
    (clause): clause is TextClause =>
      clause.kind === 'text' && clause.field === 'text' && clause.presence !== 'mustNot',
  );
}

/** Returns whether a query has only filters without a score, so that the kept texts decide the order. */
export function isRankedByTexts(query: Query): boolean {
  return query.sort === 'relevance' && textFilters(query).length > 0 && !query.clauses.some(ranks);
}

/** Returns a query's own `sort:`, else the best matches first, or the newest if nothing gives papers a score. */
export function effectiveSort(query: Query): Sort {
  if (query.sort !== 'relevance') return query.sort;
  return query.clauses.some(ranks) || isRankedByTexts(query) ? 'relevance' : 'date';
}

function ranks(clause: Clause): boolean {
  if (clause.kind !== 'text' || clause.presence === 'mustNot') return false;
  return clause.field === undefined || RANKED_FIELDS.has(clause.field);
}

const RANKED_FIELDS: ReadonlySet<string> = new Set(['title', 'abstract', 'author', 'repo']);

/**
 * Returns the query that finds papers whose kept text has all free words and phrases of a query, with its filters;
 * `undefined` if the query has no significant free word, or already searches the texts.
 */
export function inKeptTexts(query: Query): Query | undefined {
  if (textFilters(query).length > 0) return undefined;
  const clauses = query.clauses.flatMap((clause): Clause[] => {
    if (clause.kind !== 'text' || clause.field !== undefined || clause.presence === 'mustNot')
      return [clause];
    if (!clause.exact && !isSignificant(clause)) return [];
    return [{ ...clause, field: 'text', presence: 'must' }];
  });
  // An id or a title in the text would be looked up in the library, not in the kept texts.
  const inTexts: Query = { ...query, text: '', clauses };
  return textFilters(inTexts).length > 0 && filtersOf(inTexts).length < MAX_FILTERS ? inTexts : undefined;
}

/** Excludes stop words and short beginnings of a word. */
function isSignificant({ text, open }: TextClause): boolean {
  if (open && text.length < MIN_PREFIX_LENGTH) return false;
  const word = normalizeWord(text);
  return !QUERY_STOP_WORDS.has(word) && (open || /\P{L}/u.test(text) || cachedStem(word) !== '');
}
