import { STOP_WORDS } from '../analysis/stopWords';
import { parseQuery, type Clause, type Query, type TextClause } from '../query/parseQuery';

const STOP_WORD_SET: ReadonlySet<string> = new Set(STOP_WORDS);

/**
 * Requires every word of a saved search: otherwise each single word would match most new papers. Drops stop words if
 * there are other words. The query is finished, so its last word or date is not completed.
 */
export function followedQuery(text: string): Query {
  const query = parseQuery(`${text.trim()} `);
  return { ...query, clauses: significantClauses(query).map(required) };
}

/**
 * Returns the query of `followedQuery` as text (`+word`), for an overview and the library view, which search by text
 * alone. A final space shows that the last word is complete: otherwise `topic:code` would also find the topic
 * `code-models`.
 */
export function followedQueryText(text: string): string {
  const query = parseQuery(`${text.trim()} `);
  const significant = new Set(significantClauses(query));
  let result = '';
  let end = 0;
  for (const clause of query.clauses) {
    result += query.text.slice(end, clause.start);
    if (significant.has(clause))
      result += `${isOptional(clause) ? '+' : ''}${query.text.slice(clause.start, clause.end)}`;
    end = clause.end;
  }
  return `${result}${query.text.slice(end)} `.replace(/ {2,}/g, ' ').trimStart();
}

/** Returns the query that finds an author's papers. */
export function authorQuery(author: string): string {
  return `author:"${author.replaceAll('"', ' ').trim()}"`;
}

/** Returns the query that finds a topic's papers. */
export function topicQueryOf(topicId: string): string {
  return `topic:${topicId}`;
}

/** Keeps stop words if there are no others. */
function significantClauses({ clauses }: Query): readonly Clause[] {
  const significant = clauses.filter((clause) => !isStopWord(clause));
  return significant.length > 0 ? significant : clauses;
}

function isOptional(clause: Clause): clause is TextClause {
  return clause.kind === 'text' && clause.presence === 'may';
}

function required(clause: Clause): Clause {
  return isOptional(clause) ? { ...clause, presence: 'must' } : clause;
}

function isStopWord(clause: Clause): boolean {
  return isOptional(clause) && STOP_WORD_SET.has(clause.text.trim().toLowerCase());
}
