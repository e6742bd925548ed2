import type { Query } from './parseQuery';

/** Fields whose values a search engine without fields understands. */
const WORD_FIELDS: ReadonlySet<string | undefined> = new Set([
  undefined,
  'title',
  'abstract',
  'author',
  'text',
]);

/** Returns words for a search engine without fields; empty if there are none. */
export function searchWords({ clauses }: Query): string {
  return clauses
    .flatMap((clause) =>
      clause.kind === 'text' && clause.presence !== 'mustNot' && WORD_FIELDS.has(clause.field)
        ? [clause.text]
        : [],
    )
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
