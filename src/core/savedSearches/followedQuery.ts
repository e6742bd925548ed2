import { STOP_WORDS } from '../analysis/stopWords';
import { parseQuery, type Clause, type Query } from '../query/parseQuery';

const STOP_WORD_SET: ReadonlySet<string> = new Set(STOP_WORDS);

/**
 * Parses the query of a saved search. Every word is required, without which each word alone would report most
 * new papers; stop words are dropped beside other words. The query is finished: its last word or date is not
 * the beginning of a longer one.
 */
export function followedQuery(text: string): Query {
  const query = parseQuery(`${text.trim()} `);
  const significant = query.clauses.filter((clause) => !isStopWord(clause));
  const clauses = significant.length > 0 ? significant : query.clauses;
  return { ...query, clauses: clauses.map(required) };
}

/** Returns the query that finds an author's papers. */
export function authorQuery(author: string): string {
  return `author:"${author.replaceAll('"', ' ').trim()}"`;
}

/** Returns the query that finds a topic's papers. */
export function topicQueryOf(topicId: string): string {
  return `topic:${topicId}`;
}

function required(clause: Clause): Clause {
  return clause.kind === 'text' && clause.presence === 'may' ? { ...clause, presence: 'must' } : clause;
}

function isStopWord(clause: Clause): boolean {
  return (
    clause.kind === 'text' && clause.presence === 'may' && STOP_WORD_SET.has(clause.text.trim().toLowerCase())
  );
}
