import { readArxivId } from './arxiv';

/** Where a deep link leads. */
export type DeepLink =
  { readonly kind: 'paper'; readonly id: string } | { readonly kind: 'search'; readonly query: string };

/** Longest query that a link may carry, in UTF-16 code units. */
const MAX_QUERY_CHARS = 500;

/** The id of a paper that is not on arXiv: a slug of its title. */
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_SLUG_CHARS = 200;

/**
 * Parses the path and query of `vscode://daily-papers.daily-papers/paper/ID` and `…/search?q=QUERY`. A web page can
 * open such a link, so only an id or a query is taken from it.
 * @param path decoded, with its leading slash
 * @param query decoded once by `vscode.Uri`, without the question mark
 * @returns undefined when the link has another form
 */
export function parseDeepLink(path: string, query: string): DeepLink | undefined {
  const id = /^\/paper\/(.+?)\/?$/.exec(path)?.[1];
  if (id !== undefined) {
    const known = readArxivId(id) ?? (id.length <= MAX_SLUG_CHARS && SLUG.test(id) ? id : undefined);
    return known === undefined ? undefined : { kind: 'paper', id: known };
  }
  if (!/^\/search\/?$/.test(path)) return undefined;
  // `Uri` has decoded `%26` already, so a query with `&` cannot be told apart from a second parameter: `q` runs to the end.
  const text = /(?:^|&)q=(.*)$/s.exec(query)?.[1] ?? '';
  const plain = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return { kind: 'search', query: plain.slice(0, MAX_QUERY_CHARS) };
}
