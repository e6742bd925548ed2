import type { Log } from '../../log';
import { boundedText, TooLargeError } from './http';
import { isSameOrigin } from './endpoint';
import { failed, readFeedPage, type FeedFailure, type FeedPage } from './feedPage';
import { backoff, LONGEST_WAIT, quotaWait, retryAfter } from './http';

/** Which papers to request: a day (`date`), a week or a month. */
export type FeedQuery = { readonly date: string } | { readonly week: string } | { readonly month: string };

/** Dependencies of the client, replaceable in tests. */
export interface FeedClientEffects {
  readonly fetch: typeof globalThis.fetch;
  readonly endpoint: string;
  readonly readable: (raw: string) => string;
  readonly log: Log;
  /** Wall clock in ms. Used for HTTP dates and for times shown to the user. */
  readonly now: () => number;
  /** Monotonic clock in ms. Used for waits, so that a change of the system clock does not lengthen them. */
  readonly forward: () => number;
  /** Resolves after `ms` milliseconds; rejects when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Returns a number from 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  /** Timeout in ms of one request, headers and body included. Default: 30 s. */
  readonly timeout?: number;
}

/** Limits on waiting for a response. */
export interface FeedPatience {
  /**
   * Maximum wait in ms. The request fails if the server's wait, or the total time of failed attempts, is
   * longer.
   */
  readonly patience: number;
  /**
   * Called with the wait's end (epoch ms) when the client waits, and without an argument when it continues.
   */
  readonly waits?: (until?: number) => void;
}

/** Path of the API, appended to the endpoint. */
const PATH = '/api/daily_papers';

/** Limits of a request: times in ms, response size in bytes. Waits below `quietWait` are not reported. */
const LIMITS = { timeout: 30_000, bytes: 12_000_000, pages: 60, tries: 3, redirects: 3, quietWait: 3_000 };

/**
 * Client of the Daily Papers API. Sends one request at a time, keeps to the server's rate limit and retries
 * at most twice with exponential backoff.
 */
export class FeedClient {
  readonly #effects: FeedClientEffects;
  /** Earliest time of the next request, by the monotonic clock in ms. */
  #notBefore = -Infinity;

  constructor(effects: FeedClientEffects) {
    this.#effects = effects;
  }

  get endpoint(): string {
    return this.#effects.endpoint;
  }

  /**
   * Delays the next request by at least `ms`, at most 1 hour. Restores a wait from another session or window.
   */
  rest(ms: number): void {
    if (ms <= 0) return;
    this.#notBefore = Math.max(this.#notBefore, this.#effects.forward() + Math.min(ms, LONGEST_WAIT));
  }

  /**
   * Yields the pages of a result as they arrive, up to the first failed page. Throws the signal's reason if
   * aborted.
   */
  async *pages(query: FeedQuery, signal: AbortSignal, patience: FeedPatience): AsyncGenerator<FeedPage> {
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
      const answer: Answer = await this.#answer(next, signal, patience);
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
        // Reports a failure: ending silently would lose the remaining pages for good.
        yield failed({ kind: 'redirected' });
        return;
      }
      // Takes only the query string of the link: a mirror may return links to the site that it mirrors.
      next = link && this.#effects.endpoint + PATH + link.search;
    }
  }

  /** Requests a URL, with waits and retries. */
  async #answer(url: string, signal: AbortSignal, { patience, waits }: FeedPatience): Promise<Answer> {
    const { log, forward, random } = this.#effects;
    let lost = 0;
    for (let attempt = 0; ; attempt += 1) {
      signal.throwIfAborted();
      const rest = this.#notBefore - forward();
      if (rest > patience) return failed({ kind: 'busy', wait: rest });
      if (rest > 0) await this.#wait(rest, signal, waits);
      const start = performance.now();
      const answer = await this.#request(url, signal);
      if (answer.ok) return answer;
      lost += performance.now() - start;
      const { failure } = answer;
      log.info(`${url}: ${JSON.stringify(failure)}`);
      // Applies the backoff also if a busy server gives no wait time or one that has passed.
      const pause = Math.max(backoff(attempt, random), failure.kind === 'busy' ? failure.wait : 0);
      // Stops early on networks that drop packets: each attempt takes the full timeout while the user waits.
      const tooLong = Math.max(pause, lost) > patience;
      if (!isRetryable(failure) || attempt + 1 >= LIMITS.tries || tooLong) return answer;
      this.rest(pause);
    }
  }

  async #wait(ms: number, signal: AbortSignal, waits: FeedPatience['waits']): Promise<void> {
    const { now, sleep } = this.#effects;
    if (ms >= LIMITS.quietWait) waits?.(now() + ms);
    await sleep(ms, signal);
    if (ms >= LIMITS.quietWait) waits?.();
  }

  /** Sends one request and follows redirects within the endpoint's origin. */
  async #request(url: string, signal: AbortSignal): Promise<Answer> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(this.#effects.timeout ?? LIMITS.timeout)]);
    let at = url;
    try {
      for (let hop = 0; hop <= LIMITS.redirects; hop += 1) {
        const response = await this.#effects.fetch(at, {
          headers: { accept: 'application/json' },
          redirect: 'manual',
          credentials: 'omit',
          signal: limit,
        });
        const location = response.status >= 300 && response.status < 400 && response.headers.get('location');
        if (!location) return await this.#read(response);
        await response.body?.cancel();
        if (!URL.canParse(location, at)) break;
        at = new URL(location, at).href;
        if (!isSameOrigin(at, this.#effects.endpoint)) break;
      }
      return failed({ kind: 'redirected' });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof TooLargeError) return failed({ kind: 'too-large' });
      if (limit.aborted) return failed({ kind: 'timeout' });
      this.#effects.log.debug(`${at}: ${causes(error)}`);
      return failed({ kind: 'offline' });
    }
  }

  async #read(response: Response): Promise<Answer> {
    const quota = quotaWait(response.headers.get('ratelimit'));
    this.rest(quota);
    if (response.status !== 200) {
      await response.body?.cancel();
      const asked = retryAfter(response.headers.get('retry-after'), this.#effects.now());
      if (response.status === 429 || (response.status === 503 && asked !== undefined)) {
        const wait = asked ?? Math.max(quota, 60_000);
        this.rest(wait);
        return failed({ kind: 'busy', wait });
      }
      return failed({ kind: 'status', status: response.status });
    }
    const text = await boundedText(response, LIMITS.bytes);
    // A captive portal's sign-in page also has status 200.
    if (!/^\s*[[{]/.test(text)) return failed({ kind: 'not-json' });
    return { ok: true, text, link: response.headers.get('link') };
  }
}

type Answer =
  | { readonly ok: true; readonly text: string; readonly link: string | null }
  | { readonly ok: false; readonly failure: FeedFailure };

/** Returns whether a failure may be temporary, so that a retry makes sense. */
function isRetryable(failure: FeedFailure): boolean {
  if (failure.kind === 'status') return failure.status >= 500;
  return failure.kind === 'busy' || failure.kind === 'offline' || failure.kind === 'timeout';
}

/** Returns the URL of the next page from a `Link` header (RFC 8288), or `undefined` on the last page. */
function linkedPage(link: string | null, from: string): URL | undefined {
  const target = link && /<([^>]{1,2000})>\s*;[^,]*\brel="?next"?/i.exec(link)?.[1];
  return target && URL.canParse(target, from) ? new URL(target, from) : undefined;
}

/** Returns an error's message with those of its causes; `fetch` puts the reason into `cause`. */
function causes(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${causes(error.cause)}`;
}
