import type { Paper } from '../core/paper/paper';
import { Disposable } from '../dispose';
import { Command } from '../ids';
import { Lazy, lazyCommand, subscribeLazily, type Part } from '../lazy';
import type { Log } from '../log';
import type { PaperPicker, PickRequest } from '../papers/paperPicker';
import type { FeedPage } from '../library/sync/feedPage';
import type { SavedPapers } from './searchBoxTypes';
import type { SearchPartDeps, SearchPart } from './searchPart';

interface SearchFeatureDeps {
  readonly papers: SearchPartDeps['papers'];
  readonly library: Part<{
    readonly live: {
      readonly marks: Omit<SavedPapers, 'isAdded'>;
      readonly added: { has(id: string): boolean };
      readonly found: {
        search(endpoint: string, text: string, signal: AbortSignal): Promise<FeedPage>;
      };
    };
    readonly notes: SearchPartDeps['notes'];
    readonly texts: SearchPartDeps['texts'];
  }>;
  readonly log: Log;
  readonly onOpen: () => void;
}

/** `papers.search` and the picker of papers. The box opens while the library is loading. */
export class SearchFeature extends Disposable implements PaperPicker {
  readonly #part: Lazy<SearchPart>;

  constructor({ papers, library, log, onOpen }: SearchFeatureDeps) {
    super();
    const saved: SavedPapers = {
      isSaved: (id) => library.loaded?.live.marks.isSaved(id) ?? false,
      isAdded: (id) => library.loaded?.live.added.has(id) ?? false,
      onDidChange: (listener) => subscribeLazily(library, ({ live }) => live.marks.onDidChange(listener)),
    };
    const notes = { tags: () => library.loaded?.notes.tags() ?? [] };
    const texts: SearchPartDeps['texts'] = {
      get size() {
        return library.loaded?.texts.size ?? 0;
      },
      refresh: async () => (await library.get()).texts.refresh(),
      excerpt: async (...asked) => (await library.get()).texts.excerpt(...asked),
      onDidChange: (listener) => subscribeLazily(library, (loaded) => loaded.texts.onDidChange(listener)),
    };
    this.#part = this._register(
      new Lazy(log, async () => {
        const [{ SearchPart }, { hubSearch }] = await Promise.all([
          import('./searchPart'),
          import('./hubSearch'),
        ]);
        const hub = hubSearch(async (endpoint, text, signal) => {
          const { live } = await library.get();
          return live.found.search(endpoint, text, signal);
        });
        return new SearchPart({ papers, saved, notes, texts, hub, log, onOpen });
      }),
    );
    this._register(lazyCommand(Command.search, this.#part, (part, text) => part.search(text)));
    this._register(lazyCommand(Command.searchHub, this.#part, (part) => part.searchHub()));
    this._register(lazyCommand(Command.pickAnother, this.#part, (part) => part.pickAnother()));
  }

  pick(request: PickRequest): Promise<Paper | undefined> {
    return this.#part.use((part) => part.pick(request));
  }

  async pickSeveral(request: PickRequest): Promise<readonly Paper[]> {
    return (await this.#part.use((part) => part.pickSeveral(request))) ?? [];
  }
}
