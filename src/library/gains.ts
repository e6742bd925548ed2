import type { Library } from './library';

/** What the library gains and loses from now on, whoever has it read again: this run, or a look at what other windows did. */
export class Gains {
  readonly #added = new Set<string>();
  readonly #updated = new Set<string>();
  #removed = 0;
  readonly #listening: { dispose(): void };

  constructor(library: Pick<Library, 'onDidChange'>) {
    this.#listening = library.onDidChange(({ added, updated, removed }) => {
      for (const { id } of added) this.#added.add(id);
      for (const { id } of updated) if (!this.#added.has(id)) this.#updated.add(id);
      this.#removed += removed.length;
    });
  }

  /** Ids of the papers that came. */
  get added(): readonly string[] {
    return [...this.#added];
  }

  /** How many papers came, and how many others say something new. */
  get counts(): { readonly added: number; readonly updated: number } {
    return { added: this.#added.size, updated: this.#updated.size };
  }

  /** How many papers went. */
  get removed(): number {
    return this.#removed;
  }

  /** Counts no further. */
  end(): void {
    this.#listening.dispose();
  }
}
