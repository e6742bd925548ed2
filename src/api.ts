import { freezePaper, freezePapers } from './core/paper/freezePaper';
import type { Paper } from './core/paper/paper';
import type { SearchHit } from './core/index/searchHit';
import type { Catalogue } from './library/catalogue';
import { runToEnd } from './core/lang/runGenerator';
import { runInSlices } from './timeSlice';

/** Public API, returned by `activate()`. Papers and lists are frozen: changing one throws in strict mode. */
export interface DailyPapersApi {
  /** Resolves when the papers are available. The first access starts reading them. Never rejects. */
  readonly ready: Promise<void>;
  /**
   * All papers, newest first; empty before `ready`. A paper reads its longer fields (abstract, links, summary) on
   * access, so a spread lacks them; take single fields or use `JSON.stringify`.
   */
  papers(): readonly Paper[];
  paper(id: string): Paper | undefined;
  /** Returns the best papers first; for an empty query, the newest. Rejects if aborted. */
  search(
    query: string,
    options?: { readonly limit?: number; readonly signal?: AbortSignal },
  ): Promise<readonly SearchHit[]>;
}

export type ApiSource = Pick<Catalogue, 'ready' | 'papers' | 'paper' | 'has' | 'search'>;

/** Checks arguments, because callers may be untyped. */
export function apiOf(catalogue: ApiSource): DailyPapersApi {
  return {
    get ready() {
      // In time slices, because freezing 50,000 papers in the first call of `papers` would block.
      return catalogue.ready.then(() => runInSlices(freezePapers(catalogue.papers()))).then(() => undefined);
    },
    papers: () => runToEnd(freezePapers(catalogue.papers())),
    paper: (id: unknown) => {
      const paper = typeof id === 'string' && catalogue.has(id) ? catalogue.paper(id) : undefined;
      return paper && freezePaper(paper);
    },
    async search(query: unknown, options?: unknown) {
      const { limit, signal } = optionsOf(options);
      const { parseQuery } = await import('./core/query/parseQuery');
      const hits = await catalogue.search(parseQuery(typeof query === 'string' ? query : ''), {
        ...(limit !== undefined && { limit }),
        ...(signal && { signal }),
        // A query from code is complete, so its last word is no prefix.
        typing: false,
      });
      for (const { paper } of hits) freezePaper(paper);
      return Object.freeze(hits);
    },
  };
}

function optionsOf(options: unknown): { readonly limit?: number; readonly signal?: AbortSignal } {
  const { limit, signal } = (options ?? {}) as Readonly<Record<string, unknown>>;
  return {
    ...(typeof limit === 'number' && limit >= 0 && { limit: Math.floor(limit) }),
    ...(signal instanceof AbortSignal && { signal }),
  };
}
