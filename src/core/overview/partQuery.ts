import { filtersOf, MAX_FILTERS, MAX_QUERY_LENGTH, parseQuery } from '../query/parseQuery';
import { periodAfter } from './period';

/** `other`: with no counted topic. */
export type Part =
  | { readonly kind: 'all' | 'other' | 'withCode' | 'withoutCode' }
  | { readonly kind: 'topic'; readonly id: string };

export type Span =
  | { readonly kind: 'all' }
  | { readonly kind: 'period'; readonly period: string }
  | { readonly kind: 'before'; readonly period: string };

/**
 * Returns the search for a part of the papers that a query finds; `undefined` if the query has too many filters to add
 * more. The filters come first, so that the user can still complete the last word.
 * @param topics ids of the counted topics
 */
export function partQuery(
  query: string,
  part: Part,
  span: Span,
  topics: readonly string[],
): string | undefined {
  const filters = [...partFilters(part, topics), ...spanFilters(span, query)];
  // A final space stays: it shows that the last word is complete.
  const typed = query.trimStart();
  // The space ends the value of the last filter.
  const text = `${filters.join(' ')}${filters.length > 0 ? ' ' : ''}${typed}`;
  const tooMany = filtersOf(parseQuery(typed)).length + filters.length > MAX_FILTERS;
  return tooMany || text.length > MAX_QUERY_LENGTH ? undefined : text;
}

function partFilters(part: Part, topics: readonly string[]): readonly string[] {
  switch (part.kind) {
    case 'all':
      return [];
    case 'topic':
      return [`topic:${part.id}`];
    case 'other':
      return topics.map((id) => `-topic:${id}`);
    case 'withCode':
      return ['has:code'];
    case 'withoutCode':
      return ['-has:code'];
  }
}

/** Two `year:` filters are alternatives, so a query with one gets `after:` and `before:`, which narrow. */
function spanFilters(span: Span, query: string): readonly string[] {
  if (span.kind === 'all') return [];
  if (span.kind === 'before') return [`before:${span.period}`];
  const hasYear = parseQuery(query).clauses.some(
    (clause) => clause.kind === 'date' && clause.word === 'year',
  );
  return hasYear
    ? [`after:${span.period}`, `before:${periodAfter(span.period, 1)}`]
    : [`year:${span.period}`];
}
