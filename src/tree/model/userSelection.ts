import type { LibraryNode } from '../nodes';

/**
 * Decides whether the row of a shown page may replace the selection. A page opens some time after its request, and
 * the user may have selected other rows meanwhile.
 */
export class UserSelection {
  #count = 0;
  /** The page that was requested last, and `#count` at that time. */
  #request: { readonly paperId: string; readonly count: number } | undefined;

  /** To be called when the user selected rows. */
  changed(): void {
    this.#count += 1;
  }

  requested(paperId: string): void {
    this.#request = { paperId, count: this.#count };
  }

  /**
   * Returns the number of selections when the page was requested. A page without a request, such as a tab that the
   * user chose, counts as requested now.
   */
  shown(paperId: string): number {
    if (this.#request?.paperId !== paperId) return this.#count;
    const { count } = this.#request;
    this.#request = undefined;
    return count;
  }

  /**
   * Returns whether the selection stays as it is when the row of a paper could be selected.
   * @param since what `shown` returned for the paper's page
   */
  isKept(selected: readonly LibraryNode[], paperId: string, since: number): boolean {
    if (selected.length === 0) return false;
    if (selected.length > 1 || this.#count !== since) return true;
    return selected.some((row) => row.kind === 'paper' && row.paperId === paperId);
  }
}
