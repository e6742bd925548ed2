import type { Library } from '../library';

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

  /** Ids of the papers that came, of all or of some. */
  added(among?: ReadonlySet<string>): readonly string[] {
    return [...this.#added].filter((id) => among?.has(id) ?? true);
  }

  /** How many papers came, and how many others say something new, of all or of some. */
  counts(among?: ReadonlySet<string>): { readonly added: number; readonly updated: number } {
    const updated = [...this.#updated].filter((id) => among?.has(id) ?? true);
    return { added: this.added(among).length, updated: updated.length };
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
