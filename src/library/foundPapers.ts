import { LruMap } from '../core/lang/lruMap';
import type { Paper } from '../core/paper/paper';
import type { AddedPapers } from './addedPapers';
import type { Library } from './library';
import type { FeedPage } from './sync/feedPage';
import type { HttpEffects } from './sync/httpClient';
import { SearchClient } from './sync/searchClient';

/** Maximum number of found papers that a window remembers: about ten searches. */
const MAX_REMEMBERED = 200;

/** Maximum wait in ms for a server that limits requests. */
const PATIENCE_MS = 3_000;

export interface FoundPapersOptions {
  readonly library: Pick<Library, 'paper'>;
  readonly added: Pick<AddedPapers, 'add'>;
  readonly effects: HttpEffects;
}

/**
 * Papers that the Hub's search found and the library does not have. They can be shown, but are only in memory
 * until the user keeps them as added papers.
 */
export class FoundPapers {
  readonly #options: FoundPapersOptions;
  readonly #papers = new LruMap<string, Paper>(MAX_REMEMBERED);
  /** By endpoint; each client keeps its server's rate limit. */
  readonly #clients = new Map<string, SearchClient>();
  readonly #storing = new Set<string>();

  constructor(options: FoundPapersOptions) {
    this.#options = options;
  }

  paper(id: string): Paper | undefined {
    return this.#papers.get(id);
  }

  /** Searches the Hub and remembers the papers. Throws the signal's reason if aborted. */
  async search(endpoint: string, text: string, signal: AbortSignal): Promise<FeedPage> {
    const client = this.#clients.get(endpoint) ?? new SearchClient(endpoint, this.#options.effects);
    this.#clients.set(endpoint, client);
    const page = await client.search(text, signal, { maxWaitMs: PATIENCE_MS });
    signal.throwIfAborted();
    if (page.ok) for (const paper of page.papers) this.#papers.set(paper.id, paper);
    return page;
  }

  /**
   * Adds found papers that the library does not have yet.
   * @param wanted returns whether to add a paper
   * @returns the added papers
   * @throws the file system's error
   */
  async keep(wanted: (id: string) => boolean): Promise<readonly Paper[]> {
    const { library, added } = this.#options;
    const papers = this.#papers
      .entries()
      .map(([, paper]) => paper)
      .filter(({ id }) => wanted(id) && !this.#storing.has(id) && library.paper(id) === undefined);
    if (papers.length === 0) return [];
    for (const { id } of papers) this.#storing.add(id);
    try {
      await added.add(papers);
    } finally {
      for (const { id } of papers) this.#storing.delete(id);
    }
    return papers;
  }
}
