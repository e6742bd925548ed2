import type { Paper } from '../core/paper/paper';
import type { Library } from './library';
import { ADDED } from './store/addedFile';
import type { AddedImport, ImportedBatch, PaperStore } from './store/paperStore';
import { ChangeCounter } from './sync/update/changeCounter';

export class Imports {
  readonly #library: Library;
  readonly #store: PaperStore;

  constructor(library: Library, store: PaperStore) {
    this.#library = library;
    this.#store = store;
  }

  /**
   * Stores papers as one batch.
   * @param from name of the imported file
   * @throws the file system's error if the papers cannot be written
   */
  async add(
    papers: readonly Paper[],
    from: string,
  ): Promise<AddedImport & { readonly added: number; readonly updated: number }> {
    await this.#library.read();
    const gains = new ChangeCounter(this.#library);
    try {
      const batch = await this.#store.addImport(papers, from, new Date());
      await this.#library.reload();
      return { ...batch, ...gains.counts() };
    } finally {
      gains.end();
    }
  }

  /** Newest first. `only` counts the papers that no other import or source has. */
  async list(): Promise<readonly (ImportedBatch & { readonly only: number })[]> {
    await this.#library.read();
    const batches = await this.#store.imports();
    const only = this.#library.countOnlyIn(batches.map(({ ids }) => ids));
    // Papers that were added one by one are removed one by one.
    return batches
      .map((batch, place) => ({ ...batch, only: only[place] ?? 0 }))
      .filter(({ name }) => name !== ADDED);
  }

  /** Returns the number of papers that disappeared. */
  async remove(names: readonly string[]): Promise<number> {
    await this.#library.read();
    const gains = new ChangeCounter(this.#library);
    try {
      await this.#store.removeImports(names);
      await this.#library.reload();
      return gains.removed;
    } finally {
      gains.end();
    }
  }
}
