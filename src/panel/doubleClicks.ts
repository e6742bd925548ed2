const DOUBLE_CLICK_MS = 500;

/** Detects double clicks on tree rows. VS Code has no event, but each click requests the row's paper. */
export class DoubleClicks {
  #last: { readonly id: string; readonly at: number } | undefined;

  /** @param at time of the request in ms, by a monotonic clock */
  isDouble(id: string, at: number): boolean {
    const last = this.#last;
    this.#last = { id, at };
    return last?.id === id && at - last.at < DOUBLE_CLICK_MS;
  }
}
