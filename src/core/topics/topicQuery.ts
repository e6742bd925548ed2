import { parseQuery, type Query } from '../query/parseQuery';

/** Parses a complete query of a topic: its last word or date is not a prefix. */
export function topicQuery(text: string): Query {
  return parseQuery(`${text} `);
}
