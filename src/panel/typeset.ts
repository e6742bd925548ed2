import { markMatches } from '../core/highlight';
import { parseQuery, type Query } from '../core/query';
import { markup, type HtmlValue } from './html';

/** Texts of a paper as the page shows them, with the words of a query marked. */
export function typesetter(query: string): (text: string) => HtmlValue {
  const wanted = query === '' ? undefined : parseQuery(query);
  return (text) => (wanted ? marked(text, wanted) : text);
}

function marked(text: string, wanted: Query): HtmlValue {
  const parts: HtmlValue[] = [];
  let done = 0;
  for (const [start, end] of markMatches(text, wanted)) {
    parts.push(text.slice(done, start), markup`<mark>${text.slice(start, end)}</mark>`);
    done = end;
  }
  return [...parts, text.slice(done)];
}
