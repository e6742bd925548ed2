import { parseQuery, type Query } from '../query/parseQuery';

/** The appended space ends the last word or date, so that it is not completed. */
export function topicQuery(text: string): Query {
  return parseQuery(`${text} `);
}
