import type { Paper } from '../core/paper/paper';
import type { Library } from './library';
import type { PaperStore } from './store/paperStore';
import { Gains } from './sync/changeCounter';

/** Papers that the user imported, in batches that can be removed again. */
export class Imports {
  readonly #library: Library;
  readonly #store: PaperStore;

  constructor(library: Library, store: PaperStore) {
    this.#library = library;
    this.#store = store;
  }

  /**
   * Stores papers as one batch.
   * @param from name of the file that they were read from
   * @returns the batch's name, for `remove`, and how many papers it added and changed
   * @throws the file system's error when they cannot be written
   */
  async add(
    papers: readonly Paper[],
    from: string,
  ): Promise<{ readonly batch: string; readonly added: number; readonly updated: number }> {
    await this.#library.read();
    const gains = new Gains(this.#library);
    try {
      const batch = await this.#store.addImport(papers, from, new Date());
      await this.#library.reload();
      return { batch, ...gains.counts() };
    } finally {
      gains.end();
    }
  }

  /** Removes batches. Returns how many papers are gone with them. */
  async remove(names: readonly string[]): Promise<number> {
    await this.#library.read();
    const gains = new Gains(this.#library);
    try {
      await this.#store.removeImports(names);
      await this.#library.reload();
      return gains.removed;
    } finally {
      gains.end();
    }
  }
}
