import { parseQuery, type Query } from '../query/parseQuery';

export function topicQuery(text: string): Query {
  return parseQuery(`${text} `);
}
