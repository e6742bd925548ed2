import type { MarkChange } from '../../core/readingList/markChange';

const MAX_CHANGES = 50;

/** Changes of this window that _Undo Last Mark_ can undo, one for each command. */
export class MarkHistory {
  #changes: readonly (readonly MarkChange[])[] = [];

  get last(): readonly MarkChange[] {
    return this.#changes.at(-1) ?? [];
  }

  add(change: readonly MarkChange[]): void {
    if (change.length > 0) this.#changes = [...this.#changes, change].slice(-MAX_CHANGES);
  }

  remove(change: readonly MarkChange[]): void {
    this.#changes = this.#changes.filter((one) => one !== change);
  }
}
