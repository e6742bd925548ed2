import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { HubContent } from './hub-content';

/** Fault of the server; `ok` for none. */
export type FeedFault =
  | 'ok'
  | 'empty'
  | 'nothing'
  | 'bom'
  | 'cut-length'
  | 'cut-chunked'
  | 'cut-clean'
  | 'html'
  | 'html-script'
  | 'null'
  | 'wrong-shape'
  | 'wrong-types'
  | 'many-items'
  | 'gzip-bomb'
  | 'endless'
  | 'hang'
  | 'drip'
  | 'stall'
  | 'reset'
  | 'redirect-away'
  | 'redirect-http'
  | 'redirect-loop'
  | 'link-away'
  | 'link-elsewhere'
  | 'link-loop'
  | 'rate-exceeded'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> };

/**
 * A loopback server that responds like the Daily Papers API with made-up papers, or with requested faults.
 */
export class FeedServer {
  /** Items by day, `YYYY-MM-DD`. */
  readonly days = new Map<string, readonly unknown[]>();
  /** Texts, single papers and searches. */
  readonly content = new HubContent();
  /** Every request so far, as path and query. */
  readonly requests: string[] = [];
  /** Headers of every response. */
  headers: Readonly<Record<string, string>> = {};
  /** Faults for the next requests, in order; then `fault` again. */
  readonly next: FeedFault[] = [];
  fault: FeedFault = 'ok';
  /** Called before a response is sent, so that a test can delay or inspect it. */
  before: (url: URL) => Promise<void> = () => Promise.resolve();
  readonly #server: Server;
  readonly #open = new Set<ServerResponse>();

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<FeedServer> {
    const feed = new FeedServer();
    await new Promise<void>((resolve) => feed.#server.listen(0, '127.0.0.1', resolve));
    return feed;
  }

  /** Removes texts, papers, searches, faults and recorded requests. Days remain. */
  reset(): void {
    this.content.clear();
    this.fault = 'ok';
    this.headers = {};
    this.requests.length = 0;
    this.next.length = 0;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Settled when no client waits for a response any more. */
  async abandoned(): Promise<void> {
    while (this.#open.size > 0) await Promise.all([...this.#open].map((response) => once(response, 'close')));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#open.add(response);
    response.once('close', () => this.#open.delete(response));
    const url = new URL(request.url ?? '/', this.endpoint);
    this.requests.push(url.pathname + url.search);
    await this.before(url);
    const fault = this.next.shift() ?? this.fault;
    if (typeof fault !== 'string') {
      response.writeHead(fault.status, { ...this.headers, ...fault.headers }).end('{"error":"made up"}');
      return;
    }
    this.#misbehave(fault, url, response);
  }

  #misbehave(fault: Exclude<FeedFault, object>, url: URL, response: ServerResponse): void {
    const json: Record<string, string> = { 'content-type': 'application/json', ...this.headers };
    const send = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}): void => {
      response.writeHead(200, { ...json, ...headers }).end(body);
    };
    const page = url.pathname === '/api/daily_papers';
    const found = page ? undefined : this.content.answer(url);
    const { body, link }: { body: string; link?: string } = found ?? this.#page(url);
    if (found) json['content-type'] = found.type;
    const half = body.slice(0, Math.floor(body.length / 2));
    switch (fault) {
      case 'ok': {
        if (!page && !found)
          response.writeHead(404, { 'content-type': 'text/html' }).end('<!doctype html>Not here');
        else response.writeHead(200, { ...json, ...(link === undefined ? {} : { link }) }).end(body);
        return;
      }
      case 'empty': {
        send('');
        return;
      }
      case 'nothing':
        response.writeHead(204).end();
        return;
      case 'bom': {
        send(`\ufeff${body}`);
        return;
      }
      case 'cut-length':
        response.writeHead(200, { ...json, 'content-length': String(Buffer.byteLength(body)) }).write(half);
        setTimeout(() => response.destroy(), 20);
        return;
      case 'cut-chunked':
        response.writeHead(200, json).write(half);
        setTimeout(() => response.destroy(), 20);
        return;
      case 'cut-clean': {
        send(half);
        return;
      }
      case 'html': {
        send('<!doctype html>\n<title>Sign in to the Wi-Fi</title>', { 'content-type': 'text/html' });
        return;
      }
      case 'html-script': {
        // The page of a network's filter or sign-in, with the length of a full text.
        const script = `<script>top.location = 'http://10.0.0.1/';${' '.repeat(3_000)}</script>`;
        send(script, { 'content-type': 'text/html' });
        return;
      }
      case 'rate-exceeded': {
        send('Rate exceeded.', { 'content-type': 'text/plain' });
        return;
      }
      case 'null': {
        send('null');
        return;
      }
      case 'wrong-shape': {
        send('{"models":[]}');
        return;
      }
      case 'wrong-types': {
        send('[1,"two",[3],{"paper":4},{"paper":{"id":5,"title":[],"summary":null}}]');
        return;
      }
      case 'many-items': {
        send(`[${'{},'.repeat(999_999)}{}]`);
        return;
      }
      case 'gzip-bomb': {
        send(bomb(), { 'content-encoding': 'gzip' });
        return;
      }
      case 'endless': {
        endless(response.writeHead(200, json));
        return;
      }
      case 'hang':
        return;
      case 'drip': {
        drip(response.writeHead(200, json), body);
        return;
      }
      case 'stall':
        response.writeHead(200, json).write(half);
        return;
      case 'reset':
        response.destroy();
        return;
      case 'redirect-away':
        response.writeHead(302, { location: 'https://elsewhere.example/api/daily_papers' }).end();
        return;
      case 'redirect-http':
        response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
        return;
      case 'redirect-loop':
        response.writeHead(301, { location: url.pathname + url.search }).end();
        return;
      case 'link-away': {
        // Like a mirror that passes on the links of the original site.
        const next = link && new URL(link.slice(1, link.indexOf('>'))).search;
        send(body, next ? { link: `<https://elsewhere.example/api/daily_papers${next}>; rel="next"` } : {});
        return;
      }
      case 'link-elsewhere': {
        send(body, { link: '<https://elsewhere.example/api/models?p=1>; rel="next"' });
        return;
      }
      case 'link-loop': {
        send(body, { link: `<${url.href}>; rel="next"` });
        return;
      }
    }
  }

  /** Returns one page of a day, a week or a month, as the API divides it. */
  #page(url: URL): { body: string; link?: string } {
    const date = url.searchParams.get('date');
    const month = url.searchParams.get('month');
    const week = url.searchParams.get('week');
    const limit = Number(url.searchParams.get('limit') ?? 50);
    const page = Number(url.searchParams.get('p') ?? 0);
    const isWanted = (day: string): boolean =>
      week === null ? day.startsWith(date ?? month ?? '') : feedWeek(day) === week;
    const items = [...this.days].filter(([day]) => isWanted(day)).flatMap(([, list]) => list);
    const cut = items.slice(page * limit, (page + 1) * limit);
    const next = new URL(url);
    next.searchParams.set('p', String(page + 1));
    const more = items.length > (page + 1) * limit;
    return { body: JSON.stringify(cut), ...(more ? { link: `<${next.href}>; rel="next"` } : {}) };
  }
}

/** Returns the API's week of a day. A week begins on the Friday before its Monday. */
function feedWeek(day: string): string {
  const date = new Date(day);
  // From Friday on, the next week. The Thursday of a week decides its year.
  date.setUTCDate(date.getUTCDate() + 6 - ((date.getUTCDay() + 2) % 7));
  const january = Date.UTC(date.getUTCFullYear(), 0, 1);
  const number = Math.floor((date.getTime() - january) / 86_400_000 / 7) + 1;
  return `${date.getUTCFullYear()}-W${String(number).padStart(2, '0')}`;
}

let bombBytes: Buffer | undefined;

/** 300 MB of blanks in 300 kB. */
function bomb(): Buffer {
  return (bombBytes ??= gzipSync(Buffer.alloc(300_000_000, ' ')));
}

function endless(response: ServerResponse): void {
  const chunk = `[${' '.repeat(65_536)}`;
  const push = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', push);
  push();
}

function drip(response: ServerResponse, body: string): void {
  let at = 0;
  const timer = setInterval(() => {
    if (response.destroyed) clearInterval(timer);
    else response.write(body.charAt(at++) || ' ');
  }, 10);
  response.on('close', () => clearInterval(timer));
}
