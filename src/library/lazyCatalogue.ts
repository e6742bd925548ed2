import type { SearchHit } from '../core/index/searchHit';
import type { Paper } from '../core/paper/paper';
import type { Query } from '../core/query/parseQuery';
import type { Topic } from '../core/topics/topics';
import type { Event } from '../emitter';
import { subscribeLazily, type Part } from '../lazy';
import type { Catalogue, CatalogueSearch } from './catalogue';

/** Proxy that loads the catalogue's code at the first request, to keep activation fast. */
export class LazyCatalogue {
  readonly #library: Part<{ readonly catalogue: Catalogue }>;

  constructor(library: Part<{ readonly catalogue: Catalogue }>) {
    this.#library = library;
  }

  get ready(): Promise<void> {
    return this.#library.use(({ catalogue }) => catalogue.ready).then(() => undefined);
  }

  papers(): readonly Paper[] {
    return this.#catalogue?.papers() ?? [];
  }

  paper(id: string): Paper | undefined {
    return this.#catalogue?.paper(id);
  }

  has(id: string): boolean {
    return this.#catalogue?.has(id) ?? false;
  }

  topics(): readonly Topic[] {
    return this.#catalogue?.topics() ?? [];
  }

  /** Also rejects if the catalogue's code cannot be loaded. */
  async search(query: Query, options?: CatalogueSearch): Promise<readonly SearchHit[]> {
    const { catalogue } = await this.#library.get();
    return catalogue.search(query, options);
  }

  readonly onDidChange: Event<void> = (listener) =>
    subscribeLazily(this.#library, ({ catalogue }) => catalogue.onDidChange(listener));

  get #catalogue(): Catalogue | undefined {
    return this.#library.loaded?.catalogue;
  }
}
