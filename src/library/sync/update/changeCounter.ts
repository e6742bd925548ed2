import type { Library } from '../../library';

/** Counts changes from now on, including those by other windows. */
export class ChangeCounter {
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

  added(only?: ReadonlySet<string>): readonly string[] {
    return [...this.#added].filter((id) => only?.has(id) ?? true);
  }

  /** `updated` excludes added papers. */
  counts(only?: ReadonlySet<string>): { readonly added: number; readonly updated: number } {
    const updated = [...this.#updated].filter((id) => only?.has(id) ?? true);
    return { added: this.added(only).length, updated: updated.length };
  }

  get removed(): number {
    return this.#removed;
  }

  end(): void {
    this.#listening.dispose();
  }
}
