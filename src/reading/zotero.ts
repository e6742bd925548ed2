import { randomUUID } from 'node:crypto';
import type { ZoteroItem } from '../core/citation/zoteroItem';

/** Server of Zotero for browser connectors, on Zotero's own machine. */
export const ZOTERO_ADDRESS = 'http://127.0.0.1:23119';

const PING_MS = 5_000;
/** In milliseconds. Zotero responds once the items are in its database. */
const SAVE_MS = 60_000;
/** First version with the item type `preprint`. */
const MIN_MAJOR_VERSION = 6;

export type ZoteroOutcome =
  | { readonly kind: 'saved' }
  | { readonly kind: 'notRunning' }
  | { readonly kind: 'notZotero' }
  | { readonly kind: 'tooOld'; readonly version: string | undefined }
  | { readonly kind: 'readOnly' }
  | { readonly kind: 'failed'; readonly why: string };

/**
 * Sends items to the library or collection selected in Zotero, with the browser connector's requests: `POST
 * /connector/ping`, then `POST /connector/saveItems`, which returns 201. Never throws.
 * @param uri address of the items' source page
 */
export async function sendToZotero(
  items: readonly ZoteroItem[],
  uri: string,
  address = ZOTERO_ADDRESS,
): Promise<ZoteroOutcome> {
  let version: string | undefined;
  try {
    const ping = await post(`${address}/connector/ping`, {}, PING_MS);
    version = ping.headers.get('x-zotero-version') ?? undefined;
    if (ping.status === 404 || (version === undefined && !ping.ok)) return { kind: 'notZotero' };
  } catch (error) {
    return isRefused(error) ? { kind: 'notRunning' } : { kind: 'failed', why: messageOf(error) };
  }
  if (version !== undefined && Number.parseInt(version, 10) < MIN_MAJOR_VERSION)
    return { kind: 'tooOld', version };
  try {
    const answer = await post(
      `${address}/connector/saveItems`,
      { sessionID: randomUUID(), uri, items },
      SAVE_MS,
    );
    if (answer.status === 201 || answer.status === 200) return { kind: 'saved' };
    // 404: the server has no such request. 412: another version of the connector's protocol.
    if (answer.status === 404 || answer.status === 412) return { kind: 'tooOld', version };
    const body = await answer.text();
    return /"libraryEditable"\s*:\s*false/.test(body)
      ? { kind: 'readOnly' }
      : { kind: 'failed', why: `HTTP ${answer.status}` };
  } catch (error) {
    return { kind: 'failed', why: messageOf(error) };
  }
}

function post(url: string, body: unknown, limitMs: number): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Zotero-Connector-API-Version': '3' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(limitMs),
  });
}

function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ECONNREFUSED';
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
