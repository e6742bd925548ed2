import type { Log } from '../../log';
import { isSameOrigin } from './endpoint';
import { failed, type FeedFailure } from './feedPage';
import { backoff, MAX_WAIT_MS, quotaWait, retryAfter } from './retryWait';
import { boundedText, TooLargeError } from './boundedText';

/** Replaceable in tests. */
export interface HttpEffects {
  readonly fetch: typeof globalThis.fetch;
  readonly log: Log;
  readonly now: () => number;
  readonly monotonic: () => number;
  /** Rejects when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  /** For headers and body, in ms. Default: 30 s. */
  readonly timeout?: number;
}

export interface WaitLimits {
  /** The request fails if the server's wait, or all failed attempts together, take longer. */
  readonly maxWaitMs: number;
  /** Called with the wait's end (epoch ms) when the client waits, without an argument afterwards. */
  readonly waits?: (until?: number) => void;
}

export interface HttpRules {
  readonly accept: string;
  readonly bytes: number;
  /**
   * Returns why a body is not what was requested, such as a sign-in page with status 200.
   * @param type the response's `Content-Type`; empty if missing
   */
  readonly reject: (text: string, type: string) => FeedFailure | undefined;
  /** Statuses that mean "too many requests" besides 429, and 503 with a wait. */
  readonly throttling?: readonly number[];
  /** The client waits before the server has to refuse. */
  readonly quota?: { readonly requests: number; readonly periodMs: number };
}

export type HttpAnswer =
  | { readonly ok: true; readonly text: string; readonly link: string | null }
  | { readonly ok: false; readonly failure: FeedFailure };

/** Times in ms. Waits below `quietWait` are not reported. */
const LIMITS = { timeout: 30_000, tries: 3, redirects: 3, quietWait: 3_000 };

/** Wait in ms if a busy server requests none. */
const DEFAULT_BUSY_MS = 60_000;

/**
 * Sends GET requests to one server, without credentials. Respects its rate limit. Retries at most twice with
 * exponential backoff. Limits time and size. Follows redirects only within the server's origin.
 */
export class HttpClient {
  readonly #effects: HttpEffects;
  readonly #rules: HttpRules;
  /** Earliest time of the next request, in monotonic ms. */
  #notBefore = -Infinity;
  /** Times of the requests within the quota's period, in monotonic ms. */
  #sent: readonly number[] = [];

  constructor(effects: HttpEffects, rules: HttpRules) {
    this.#effects = effects;
    this.#rules = rules;
  }

  /** Delays the next request by at least `ms`, at most 1 hour. */
  rest(ms: number): void {
    if (ms <= 0) return;
    this.#notBefore = Math.max(this.#notBefore, this.#effects.monotonic() + Math.min(ms, MAX_WAIT_MS));
  }

  /** Waits and retries. Throws the signal's reason if aborted. */
  async get(url: string, signal: AbortSignal, { maxWaitMs, waits }: WaitLimits): Promise<HttpAnswer> {
    const { log, random } = this.#effects;
    let lost = 0;
    for (let attempt = 0; ; attempt += 1) {
      signal.throwIfAborted();
      // Repeats after each pause, because another waiting request may have been sent first.
      for (let rest = this.#wait(); rest > 0; rest = this.#wait()) {
        if (rest > maxWaitMs) return failed({ kind: 'busy', wait: rest });
        await this.#pause(rest, signal, waits);
      }
      const start = performance.now();
      const answer = await this.#request(url, signal);
      if (answer.ok) return answer;
      lost += performance.now() - start;
      const { failure } = answer;
      log.info(`${url}: ${JSON.stringify(failure)}`);
      // Also backs off if a busy server requests no wait or one that has passed.
      const pause = Math.max(backoff(attempt, random), failure.kind === 'busy' ? failure.wait : 0);
      // Stops early on networks that drop packets, where each attempt takes the full timeout.
      const tooLong = Math.max(pause, lost) > maxWaitMs;
      if (!isRetryable(failure) || attempt + 1 >= LIMITS.tries || tooLong) return answer;
      this.rest(pause);
    }
  }

  #wait(): number {
    const now = this.#effects.monotonic();
    const { quota } = this.#rules;
    if (!quota) return this.#notBefore - now;
    this.#sent = this.#sent.filter((time) => time > now - quota.periodMs);
    const [oldest] = this.#sent.slice(-quota.requests);
    const full = oldest !== undefined && this.#sent.length >= quota.requests;
    return Math.max(this.#notBefore, full ? oldest + quota.periodMs : -Infinity) - now;
  }

  async #pause(ms: number, signal: AbortSignal, waits: WaitLimits['waits']): Promise<void> {
    const { now, sleep } = this.#effects;
    if (ms >= LIMITS.quietWait) waits?.(now() + ms);
    await sleep(ms, signal);
    if (ms >= LIMITS.quietWait) waits?.();
  }

  async #request(url: string, signal: AbortSignal): Promise<HttpAnswer> {
    // Not AbortSignal.timeout: Node 20 forgets a signal that `any` makes of it, and the request would never end.
    const clock = new AbortController();
    const timer = setTimeout(() => clock.abort(), this.#effects.timeout ?? LIMITS.timeout);
    const limit = AbortSignal.any([signal, clock.signal]);
    if (this.#rules.quota) this.#sent = [...this.#sent, this.#effects.monotonic()];
    let at = url;
    try {
      for (let hop = 0; hop <= LIMITS.redirects; hop += 1) {
        const response = await this.#effects.fetch(at, {
          headers: { accept: this.#rules.accept },
          redirect: 'manual',
          credentials: 'omit',
          signal: limit,
        });
        const location = response.status >= 300 && response.status < 400 && response.headers.get('location');
        if (!location) return await this.#read(response);
        await response.body?.cancel();
        if (!URL.canParse(location, at)) break;
        at = new URL(location, at).href;
        if (!isSameOrigin(at, url)) break;
      }
      return failed({ kind: 'redirected' });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof TooLargeError) return failed({ kind: 'too-large' });
      if (limit.aborted) return failed({ kind: 'timeout' });
      this.#effects.log.debug(`${at}: ${causes(error)}`);
      return failed({ kind: 'offline' });
    } finally {
      clearTimeout(timer);
    }
  }

  async #read(response: Response): Promise<HttpAnswer> {
    const quota = quotaWait(response.headers.get('ratelimit'));
    this.rest(quota);
    if (response.status !== 200) {
      await response.body?.cancel();
      const asked = retryAfter(response.headers.get('retry-after'), this.#effects.now());
      const { status } = response;
      const busy = status === 429 || (this.#rules.throttling?.includes(status) ?? false);
      if (busy || (status === 503 && asked !== undefined)) return this.#busy(asked, quota);
      return failed({ kind: 'status', status });
    }
    const text = await boundedText(response, this.#rules.bytes);
    const failure = this.#rules.reject(text, response.headers.get('content-type') ?? '');
    if (failure?.kind === 'busy') return this.#busy(failure.wait, quota);
    return failure ? failed(failure) : { ok: true, text, link: response.headers.get('link') };
  }

  #busy(asked: number | undefined, quota: number): HttpAnswer {
    const wait = asked ?? Math.max(quota, DEFAULT_BUSY_MS);
    this.rest(wait);
    return failed({ kind: 'busy', wait });
  }
}

function isRetryable(failure: FeedFailure): boolean {
  if (failure.kind === 'status') return failure.status >= 500;
  return failure.kind === 'busy' || failure.kind === 'offline' || failure.kind === 'timeout';
}

/** `fetch` puts the reason into `cause`. */
function causes(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${causes(error.cause)}`;
}
