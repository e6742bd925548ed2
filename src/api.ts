import type { Paper } from './core/paper/paper';
import type { SearchHit } from './core/index/searchHit';
import type { Catalogue } from './library/catalogue';

/** What `activate()` returns, for other extensions. */
export interface DailyPapersApi {
  /** Settled when the papers can be asked for; the first access starts reading them. Never rejects. */
  readonly ready: Promise<void>;
  /**
   * Every paper, newest first; empty before `ready`. A paper reads some of its fields when they are asked for: take
   * them one by one or through `JSON.stringify`, as a spread leaves these out.
   */
  papers(): readonly Paper[];
  /** The paper with this id, or undefined. */
  paper(id: string): Paper | undefined;
  /**
   * Papers that a query of the search grammar finds, best first; for an empty one the newest.
   * Rejects with an AbortError when the signal is aborted before the answer.
   */
  search(
    query: string,
    options?: { readonly limit?: number; readonly signal?: AbortSignal },
  ): Promise<readonly SearchHit[]>;
}

/** The catalogue as other extensions may use it; what they pass in is checked, for they need not be typed. */
export function apiOf(catalogue: Catalogue): DailyPapersApi {
  return {
    get ready() {
      return catalogue.ready;
    },
    papers: () => catalogue.papers(),
    paper: (id) => catalogue.paper(id),
    search: (query: unknown, { limit, signal } = {}) => {
      const most = typeof limit === 'number' && limit >= 0 ? { limit: Math.floor(limit) } : {};
      // A query from code is whole: its last word is not still being typed.
      return catalogue.search(typeof query === 'string' ? query : '', {
        ...most,
        ...(signal && { signal }),
        typing: false,
      });
    },
  };
}
