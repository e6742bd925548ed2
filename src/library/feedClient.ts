import type { Log } from '../log';
import { boundedText, TooLargeError } from './boundedBody';
import { isSameOrigin } from './endpoint';
import { failed, readFeedPage, type FeedFailure, type FeedPage } from './feedPage';
import { backoff, quotaWait, retryAfter } from './retryAfter';

/** Which papers are asked for: a day's page, a week or a month of them. */
export type FeedQuery = { readonly date: string } | { readonly week: string } | { readonly month: string };

/** What the client works with; tests pass their own. */
export interface FeedClientEffects {
  readonly fetch: typeof globalThis.fetch;
  readonly endpoint: string;
  readonly readable: (raw: string) => string;
  readonly log: Log;
  /** Wall clock in ms. */
  readonly now: () => number;
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

/** What a request is allowed to cost. */
const LIMITS = { timeout: 30_000, bytes: 12_000_000, pages: 60, tries: 3, redirects: 3, quietWait: 3_000 };

/** Asks the Daily Papers API, politely: one request at a time, within its rate limit, with few and spaced retries. */
export class FeedClient {
  readonly #effects: FeedClientEffects;
  /** When the server's quota allows the next request, by the wall clock in ms. */
  #notBefore = 0;

  constructor(effects: FeedClientEffects) {
    this.#effects = effects;
  }

  /** The feed that is asked. */
  get endpoint(): string {
    return this.#effects.endpoint;
  }

  /** The pages of an answer, each as it arrives; a failed page is the last. Cancelling throws the signal's reason. */
  async *pages(query: FeedQuery, signal: AbortSignal, patience: FeedPatience): AsyncGenerator<FeedPage> {
    const first = new URL(`${this.#effects.endpoint}/api/daily_papers`);
    for (const [key, value] of Object.entries(query)) first.searchParams.set(key, value);
    first.searchParams.set('limit', '100');
    const seen = new Set<string>();
    let next: string | undefined = first.href;
    while (next !== undefined && !seen.has(next) && seen.size < LIMITS.pages) {
      seen.add(next);
      const answer: Answer = await this.#answer(next, signal, patience);
      if (!answer.ok) {
        yield answer;
        return;
      }
      const day = 'date' in query ? { day: query.date } : {};
      const { readable, log } = this.#effects;
      yield await readFeedPage(answer.text, { ...day, readable }, log);
      next = nextPage(answer.link, next, this.#effects.endpoint);
    }
  }

  /** One request with its retries. */
  async #answer(url: string, signal: AbortSignal, { patience, waits }: FeedPatience): Promise<Answer> {
    const { log, now, random } = this.#effects;
    let lost = 0;
    for (let attempt = 0; ; attempt += 1) {
      signal.throwIfAborted();
      const quota = this.#notBefore - now();
      if (quota > patience) return failed({ kind: 'busy', wait: quota });
      if (quota > 0) await this.#wait(quota, signal, waits);
      const start = performance.now();
      const answer = await this.#request(url, signal);
      if (answer.ok) return answer;
      lost += performance.now() - start;
      const { failure } = answer;
      log.info(`${url}: ${JSON.stringify(failure)}`);
      const pause = failure.kind === 'busy' ? failure.wait : backoff(attempt, random);
      // Where a network swallows what it is asked each try takes long, and whoever waits should hear of it.
      const tooLong = Math.max(pause, lost) > patience;
      if (!mayPass(failure) || attempt + 1 >= LIMITS.tries || tooLong) return answer;
      await this.#wait(pause, signal, waits);
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
    const now = this.#effects.now();
    this.#notBefore = now + quotaWait(response.headers.get('ratelimit'));
    if (response.status !== 200) {
      await response.body?.cancel();
      const wait = retryAfter(response.headers.get('retry-after'), now);
      if (response.status === 429 || (response.status === 503 && wait !== undefined)) {
        return failed({ kind: 'busy', wait: wait ?? Math.max(this.#notBefore - now, 60_000) });
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

/** The next page's address from a `Link` header (RFC 8288); undefined at the end, or when it leads elsewhere. */
function nextPage(link: string | null, from: string, endpoint: string): string | undefined {
  const target = link && /<([^>]{1,2000})>\s*;[^,]*\brel="?next"?/i.exec(link)?.[1];
  if (!target || !URL.canParse(target, from)) return undefined;
  const url = new URL(target, from).href;
  return isSameOrigin(url, endpoint) ? url : undefined;
}

/** An error's own words and those of what caused it; fetch hides the reason there. */
function causes(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${causes(error.cause)}`;
}
