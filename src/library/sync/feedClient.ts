import type { Log } from '../../log';
import { boundedText, TooLargeError } from './http';
import { isSameOrigin } from './endpoint';
import { failed, readFeedPage, type FeedFailure, type FeedPage } from './feedPage';
import { backoff, LONGEST_WAIT, quotaWait, retryAfter } from './http';

/** Which papers are asked for: a day's page, a week or a month of them. */
export type FeedQuery = { readonly date: string } | { readonly week: string } | { readonly month: string };

/** What the client works with; tests pass their own. */
export interface FeedClientEffects {
  readonly fetch: typeof globalThis.fetch;
  readonly endpoint: string;
  readonly readable: (raw: string) => string;
  readonly log: Log;
  /** Wall clock in ms, for the times that a server and a person name. */
  readonly now: () => number;
  /** A clock in ms that only goes forward, for pauses: whoever sets the machine's clock must not stretch them. */
  readonly forward: () => number;
  /** Resolves after so many ms; rejects when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Each request, headers and body together, ends after so many ms. */
  readonly timeout?: number;
}

/** How long one is ready to wait for an answer. */
export interface FeedPatience {
  /**
   * How long a request may be in vain, in ms, before it counts as a failure: the pause that a busy server asks for, and
   * the tries that failed together.
   */
  readonly patience: number;
  /** Told until when the server is left alone, by the wall clock in ms, and without a time when it goes on. */
  readonly waits?: (until?: number) => void;
}

/** Below the endpoint. */
const PATH = '/api/daily_papers';

/** What a request is allowed to cost. */
const LIMITS = { timeout: 30_000, bytes: 12_000_000, pages: 60, tries: 3, redirects: 3, quietWait: 3_000 };

/** Asks the Daily Papers API, politely: one request at a time, within its rate limit, with few and spaced retries. */
export class FeedClient {
  readonly #effects: FeedClientEffects;
  /** When the server may be asked again, by the forward clock in ms. */
  #notBefore = -Infinity;

  constructor(effects: FeedClientEffects) {
    this.#effects = effects;
  }

  /** The feed that is asked. */
  get endpoint(): string {
    return this.#effects.endpoint;
  }

  /** Leaves the server alone for so many ms, as it asked in an earlier session or another window. */
  rest(ms: number): void {
    if (ms <= 0) return;
    this.#notBefore = Math.max(this.#notBefore, this.#effects.forward() + Math.min(ms, LONGEST_WAIT));
  }

  /** The pages of an answer, each as it arrives; a failed page is the last. Cancelling throws the signal's reason. */
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
        // To stop here without a word would lose the rest for good.
        yield failed({ kind: 'redirected' });
        return;
      }
      // A mirror may pass on the links of the site that it mirrors: only what is asked for is taken from them.
      next = link && this.#effects.endpoint + PATH + link.search;
    }
  }

  /** One request with its retries. */
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
      // A server that is busy and names no time, or one that is over, is not asked again at once either.
      const pause = Math.max(backoff(attempt, random), failure.kind === 'busy' ? failure.wait : 0);
      // Where a network swallows what it is asked each try takes long, and whoever waits should hear of it.
      const tooLong = Math.max(pause, lost) > patience;
      if (!mayPass(failure) || attempt + 1 >= LIMITS.tries || tooLong) return answer;
      this.rest(pause);
    }
  }

  async #wait(ms: number, signal: AbortSignal, waits: FeedPatience['waits']): Promise<void> {
    const { now, sleep } = this.#effects;
    if (ms >= LIMITS.quietWait) waits?.(now() + ms);
    await sleep(ms, signal);
    if (ms >= LIMITS.quietWait) waits?.();
  }

  /** One request with its redirects, which stay with the endpoint. */
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
    // A sign-in page of a hotel answers 200 too.
    if (!/^\s*[[{]/.test(text)) return failed({ kind: 'not-json' });
    return { ok: true, text, link: response.headers.get('link') };
  }
}

type Answer =
  | { readonly ok: true; readonly text: string; readonly link: string | null }
  | { readonly ok: false; readonly failure: FeedFailure };

/** Whether trying again may help. */
function mayPass(failure: FeedFailure): boolean {
  if (failure.kind === 'status') return failure.status >= 500;
  return failure.kind === 'busy' || failure.kind === 'offline' || failure.kind === 'timeout';
}

/** The next page's address as a `Link` header names it (RFC 8288); undefined at the end. */
function linkedPage(link: string | null, from: string): URL | undefined {
  const target = link && /<([^>]{1,2000})>\s*;[^,]*\brel="?next"?/i.exec(link)?.[1];
  return target && URL.canParse(target, from) ? new URL(target, from) : undefined;
}

/** An error's own words and those of what caused it; fetch hides the reason there. */
function causes(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${causes(error.cause)}`;
}
