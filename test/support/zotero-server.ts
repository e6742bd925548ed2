import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Responses of a stand-in for Zotero. */
export interface ZoteroAnswers {
  /** Version in the header of each response; no such header without one. */
  readonly version?: string;
  readonly ping?: number;
  readonly save?: number;
  /** Body of the response to a save. */
  readonly body?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** A request to save items. */
export interface SaveRequest {
  readonly sessionID: string;
  readonly uri: string;
  readonly items: readonly Fields[];
}

/** Stand-in for the server that Zotero runs for browser connectors, on loopback. */
export interface ZoteroServer {
  readonly address: string;
  readonly saved: readonly SaveRequest[];
  close(): Promise<void>;
}

/** Fields of a preprint in Zotero's schema, and those that the connector adds to every item. */
const PREPRINT_FIELDS = new Set(
  (
    'id itemType title creators abstractNote genre repository archiveID place date series seriesNumber DOI ' +
    'citationKey url accessDate archive archiveLocation shortTitle language libraryCatalog callNumber rights extra ' +
    'tags notes attachments'
  ).split(' '),
);

export async function startZoteroServer(answers: ZoteroAnswers = {}): Promise<ZoteroServer> {
  const saved: SaveRequest[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      if (answers.version !== undefined) response.setHeader('X-Zotero-Version', answers.version);
      response.setHeader('Content-Type', 'application/json');
      const fits =
        request.method === 'POST' &&
        request.headers['content-type'] === 'application/json' &&
        request.headers['x-zotero-connector-api-version'] === '3';
      if (!fits) response.writeHead(400).end('Bad form');
      else if (request.url === '/connector/ping') response.writeHead(answers.ping ?? 200).end('{}');
      else if (request.url !== '/connector/saveItems') response.writeHead(404).end('No endpoint found');
      else {
        const asked = readSave(body);
        if (asked) saved.push(asked);
        response.writeHead(asked ? (answers.save ?? 201) : 400).end(answers.body ?? '');
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    saved,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** Checks a request as Zotero does: a session, and items with only fields of their type. */
function readSave(body: string): SaveRequest | undefined {
  const asked = JSON.parse(body) as Partial<SaveRequest>;
  const { sessionID, uri, items } = asked;
  if (typeof sessionID !== 'string' || typeof uri !== 'string' || !Array.isArray(items)) return undefined;
  return items.length > 0 && items.every(isPreprint) ? { sessionID, uri, items } : undefined;
}

function isPreprint(item: Fields): boolean {
  const { itemType, creators, tags, notes, attachments } = item;
  return (
    itemType === 'preprint' &&
    Object.keys(item).every((field) => PREPRINT_FIELDS.has(field)) &&
    every(
      creators,
      ({ creatorType, lastName, firstName, fieldMode }) =>
        creatorType === 'author' &&
        typeof lastName === 'string' &&
        (typeof firstName === 'string') !== (fieldMode === 1),
    ) &&
    every(tags, ({ tag }) => typeof tag === 'string' && tag !== '') &&
    every(notes, ({ note }) => typeof note === 'string') &&
    every(attachments, () => true)
  );
}

function every(list: unknown, fits: (one: Fields) => boolean): boolean {
  return Array.isArray(list) && (list as readonly Fields[]).every(fits);
}
