import { EXTENSION_ID } from '../extensionId';
import { parseArxivId } from './arxiv';

export type DeepLink =
  | { readonly kind: 'paper'; readonly id: string }
  | { readonly kind: 'search'; readonly query: string };

/**
 * Returns the link that opens a paper's page in VS Code.
 * @param scheme of the running product, such as `vscode` or `vscodium`
 */
export function paperDeepLink(scheme: string, id: string): string {
  return `${scheme}://${EXTENSION_ID}/paper/${id}`;
}

const MAX_QUERY_CHARS = 500;

/** Id of a paper that is not on arXiv. */
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_SLUG_CHARS = 200;

/**
 * Parses `vscode://daily-papers.daily-papers/paper/ID` and `…/search?q=QUERY`. Takes only an id or a query from the
 * link, because any web page can open it.
 * @param path decoded, with its leading slash
 * @param query decoded once by `vscode.Uri`, without the question mark
 * @returns `undefined` if the link has another form
 */
export function parseDeepLink(path: string, query: string): DeepLink | undefined {
  const id = /^\/paper\/(.+?)\/?$/.exec(path)?.[1];
  if (id !== undefined) {
    const known = parseArxivId(id) ?? (id.length <= MAX_SLUG_CHARS && SLUG.test(id) ? id : undefined);
    return known === undefined ? undefined : { kind: 'paper', id: known };
  }
  if (!/^\/search\/?$/.test(path)) return undefined;
  // `q` extends to the end: `Uri` has decoded `%26`, so `&` in a query looks like a second parameter.
  const text = /(?:^|&)q=(.*)$/s.exec(query)?.[1] ?? '';
  const plain = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return { kind: 'search', query: plain.slice(0, MAX_QUERY_CHARS) };
}
