import { parseQuery, type Query } from '../query/parseQuery';

/** Parses a query of a topic. The query is finished, so its last word or date is not completed. */
export function topicQuery(text: string): Query {
  return parseQuery(`${text} `);
}
