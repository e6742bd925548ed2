import { failed, readFeedPage, type FeedFailure, type FeedPage } from './feedPage';
import { HttpClient, type WaitLimits, type HttpAnswer, type HttpEffects } from './httpClient';

export type { WaitLimits } from './httpClient';

export type FeedQuery = { readonly date: string } | { readonly week: string } | { readonly month: string };

export interface FeedClientEffects extends HttpEffects {
  readonly endpoint: string;
  readonly readable: (raw: string) => string;
}

const PATH = '/api/daily_papers';

const LIMITS = { bytes: 12_000_000, pages: 60 };

/** Returns why a text is not JSON. A captive portal's sign-in page also has status 200. */
export function rejectUnlessJson(text: string): FeedFailure | undefined {
  return /^\s*[[{]/.test(text) ? undefined : { kind: 'not-json' };
}

/** Client of the Daily Papers API. Sends one request at a time. */
export class FeedClient {
  readonly #effects: FeedClientEffects;
  readonly #http: HttpClient;

  constructor(effects: FeedClientEffects) {
    this.#effects = effects;
    this.#http = new HttpClient(effects, {
      accept: 'application/json',
      bytes: LIMITS.bytes,
      reject: rejectUnlessJson,
    });
  }

  get endpoint(): string {
    return this.#effects.endpoint;
  }

  rest(ms: number): void {
    this.#http.rest(ms);
  }

  /** Ends with the first failed page. Throws the signal's reason if aborted. */
  async *pages(query: FeedQuery, signal: AbortSignal, limits: WaitLimits): AsyncGenerator<FeedPage> {
    const first = new URL(this.#effects.endpoint + PATH);
    for (const [key, value] of Object.entries(query)) first.searchParams.set(key, value);
    first.searchParams.set('limit', '100');
    const seen = new Set<string>();
    let next: string | undefined = first.href;
    while (next !== undefined && !seen.has(next)) {
      if (seen.size >= LIMITS.pages) {
        yield failed({ kind: 'too-large' });
        return;
      }
      const answer: HttpAnswer = await this.#http.get(next, signal, limits);
      if (!answer.ok) {
        yield answer;
        return;
      }
      const day = 'date' in query ? { day: query.date } : {};
      const { readable, log } = this.#effects;
      yield await readFeedPage(answer.text, { ...day, readable }, { isFirst: seen.size === 0, log });
      seen.add(next);
      const link = linkedPage(answer.link, next);
      if (link !== undefined && !link.pathname.endsWith(PATH)) {
        // Fails, because ending here would lose the remaining pages for good.
        yield failed({ kind: 'redirected' });
        return;
      }
      // Takes only the query string of the link: a mirror may return links to the original site.
      next = link === undefined ? undefined : this.#effects.endpoint + PATH + link.search;
    }
  }
}

/** Reads a `Link` header (RFC 8288). */
function linkedPage(link: string | null, from: string): URL | undefined {
  const target = link && /<([^>]{1,2000})>\s*;[^,]*\brel="?next"?/i.exec(link)?.[1];
  return target && URL.canParse(target, from) ? new URL(target, from) : undefined;
}
