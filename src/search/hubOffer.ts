import { searchWords } from '../core/query/searchWords';
import type { Query } from '../core/query/parseQuery';
import type { Log } from '../log';
import type { HubAnswer, HubSearch } from './hubSearch';
import { LatestRequest } from './latestRequest';

/** With more papers, the row of the Hub's search would be far out of view: a box shows about 10. */
export const FEW_HITS = 8;

export type HubOfferState =
  | { readonly kind: 'offered' | 'searching'; readonly text: string }
  | (HubAnswer & { readonly text: string });

/** Searches the Hub only if the user starts it. A new text drops the result. */
export class HubOffer {
  readonly #hub: HubSearch;
  readonly #log: Pick<Log, 'error'>;
  readonly #changed: () => void;
  readonly #requests = new LatestRequest();
  #state: HubOfferState | undefined;

  /** @param changed called when `state` changed, but not by `forget` */
  constructor(hub: HubSearch, log: Pick<Log, 'error'>, changed: () => void) {
    this.#hub = hub;
    this.#log = log;
    this.#changed = changed;
  }

  /** Returns what to show below a query's hits; `undefined` for nothing. */
  state(query: Query, hits: number): HubOfferState | undefined {
    const text = searchWords(query);
    if (this.#state?.text === text) return this.#state;
    return hits < FEW_HITS && text !== '' && this.#hub.isAllowed ? { kind: 'offered', text } : undefined;
  }

  async search(query: Query): Promise<void> {
    const text = searchWords(query);
    if (text === '' || !this.#hub.isAllowed) return;
    if (this.#state?.kind === 'searching' && this.#state.text === text) return;
    this.#set({ kind: 'searching', text });
    const outcome = await this.#requests.run((signal) => this.#hub.search(text, signal));
    if (outcome.kind === 'answer') this.#set({ ...outcome.value, text });
    if (outcome.kind === 'failure') {
      this.#log.error('The search of Hugging Face failed.', outcome.error);
      const { error } = outcome;
      this.#set({ kind: 'failed', message: error instanceof Error ? error.message : String(error), text });
    }
  }

  /** Drops the result and cancels the request, for a new text or a closed box. */
  forget(): void {
    this.#requests.cancel();
    this.#state = undefined;
  }

  #set(state: HubOfferState): void {
    this.#state = state;
    this.#changed();
  }
}
