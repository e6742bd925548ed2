import { parseFullText } from '../core/fullText/parseFullText';
import { LruMap } from '../core/lang/lruMap';
import type { KeptText, KeptTextStore } from '../library/store/keptTextStore';
import { reasonOf } from '../library/store/fileProblem';
import type { FeedFailure } from '../library/sync/feedPage';
import type { WaitLimits, HttpEffects } from '../library/sync/httpClient';
import { TextClient } from '../library/sync/textClient';
import { isStaleAbstract } from './staleAbstract';

export type TextOutcome =
  /** `notKept`: why the text could not be written, such as `ENOSPC`. Only this window has it then. */
  | { readonly kind: 'text'; readonly text: KeptText; readonly notKept?: string }
  /** The server has only the abstract page now. The earlier, complete text stays. */
  | { readonly kind: 'earlier' }
  | { readonly kind: 'failed'; readonly failure: FeedFailure };

export interface TextsOptions {
  readonly store: KeptTextStore;
  readonly effects: HttpEffects;
  /** The store removes texts of saved papers last. */
  readonly isSaved: (id: string) => boolean;
  /** Called after texts were kept or removed. */
  readonly changed: () => void;
}

const MAX_UNSAVED = 10;

/** Texts of papers: kept on this machine, or fetched from the Hub. */
export class Texts {
  readonly #options: TextsOptions;
  /** By endpoint. Each client keeps its server's rate limit. */
  readonly #clients = new Map<string, TextClient>();
  /** Texts that could not be written. They remain readable in this window. */
  readonly #unsaved = new LruMap<string, KeptText>(MAX_UNSAVED);

  constructor(options: TextsOptions) {
    this.#options = options;
  }

  /** Returns a text that was fetched earlier. Sends no request. */
  async read(id: string): Promise<KeptText | undefined> {
    return this.#unsaved.get(id) ?? (await this.#options.store.read(id));
  }

  isStale(text: KeptText): boolean {
    return isStaleAbstract(text, this.#options.effects.now());
  }

  /** Fetches a text and keeps it. Throws the signal's reason if aborted. */
  async fetch(endpoint: string, id: string, signal: AbortSignal, limits: WaitLimits): Promise<TextOutcome> {
    const { effects, store, isSaved, changed } = this.#options;
    const client = this.#clients.get(endpoint) ?? new TextClient(endpoint, effects);
    this.#clients.set(endpoint, client);
    const answer = await client.fetch(id, signal, limits);
    if (!answer.ok) return { kind: 'failed', failure: answer.failure };
    const host = new URL(endpoint).host;
    const text = { id, fetched: new Date(effects.now()).toISOString(), host, answer: answer.text };
    const before = isComplete(text) ? undefined : await this.read(id);
    if (before && isComplete(before)) return { kind: 'earlier' };
    this.#unsaved.delete(id);
    let why: string | undefined;
    let notKept: string | undefined;
    try {
      if (!(await store.write(text, isSaved))) why = 'a newer version of the extension wrote its file';
    } catch (error) {
      why = String(error);
      notKept = reasonOf(error);
    }
    changed();
    if (why !== undefined) {
      effects.log.warn(`The text of ${id} is not kept: ${why}`);
      this.#unsaved.set(id, text);
    }
    return { kind: 'text', text, ...(notKept !== undefined && { notKept }) };
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#unsaved.delete(id);
    await this.#options.store.remove(ids);
    this.#options.changed();
  }
}

function isComplete({ answer }: KeptText): boolean {
  return parseFullText(answer).kind === 'full';
}
