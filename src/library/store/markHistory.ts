import type { MarkChange } from '../../core/readingList/markChange';

/** Maximum number of changes that can be taken back. */
const MAX_CHANGES = 50;

/** The changes of this window that _Undo Last Mark_ can take back, each made by one command. */
export class MarkHistory {
  #changes: readonly (readonly MarkChange[])[] = [];

  /** The last change; empty if there is none. */
  get last(): readonly MarkChange[] {
    return this.#changes.at(-1) ?? [];
  }

  add(change: readonly MarkChange[]): void {
    if (change.length > 0) this.#changes = [...this.#changes, change].slice(-MAX_CHANGES);
  }

  /** Removes a change that was taken back. */
  remove(change: readonly MarkChange[]): void {
    this.#changes = this.#changes.filter((one) => one !== change);
  }
}
