import { parseQuery, type Query } from '../query/parseQuery';

/** Parses a query of a topic. It is finished: its last word or date is not the beginning of a longer one. */
export function topicQuery(text: string): Query {
  return parseQuery(`${text} `);
}
