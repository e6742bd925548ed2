import type { SearchHit } from '../core/index/searchHit';
import type { Paper } from '../core/paper/paper';
import type { Query } from '../core/query/parseQuery';
import type { Topic } from '../core/topics/topics';
import type { Subscribe } from '../emitter';
import { subscribeLazily, type Part } from '../lazy';
import type { Catalogue, CatalogueSearch } from './catalogue';

/**
 * The catalogue for those who are there before its code is: empty until it is loaded, which the first question starts.
 * Imports nothing else at run time, so that it can be made at activation.
 */
export class LazyCatalogue {
  readonly #library: Part<{ readonly catalogue: Catalogue }>;

  constructor(library: Part<{ readonly catalogue: Catalogue }>) {
    this.#library = library;
  }

  /** Settled when the papers can be asked for; the first access starts loading and reading. Never rejects. */
  get ready(): Promise<void> {
    return this.#library.use(({ catalogue }) => catalogue.ready).then(() => undefined);
  }

  papers(): readonly Paper[] {
    return this.#catalogue?.papers() ?? [];
  }

  paper(id: string): Paper | undefined {
    return this.#catalogue?.paper(id);
  }

  topics(): readonly Topic[] {
    return this.#catalogue?.topics() ?? [];
  }

  /** As the catalogue's; rejects also when its code can't be loaded. */
  async search(query: Query, options?: CatalogueSearch): Promise<readonly SearchHit[]> {
    const { catalogue } = await this.#library.get();
    return catalogue.search(query, options);
  }

  readonly onDidChange: Subscribe<void> = (listener) =>
    subscribeLazily(this.#library, ({ catalogue }) => catalogue.onDidChange(listener));

  get #catalogue(): Catalogue | undefined {
    return this.#library.loaded?.catalogue;
  }
}
