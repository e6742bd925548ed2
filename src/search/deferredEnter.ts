/** A quick pick, or a fake in tests. */
export interface ListView<R> {
  /**
   * Replaces the rows and focuses `active`.
   * @param onShown called when the user sees these rows: after all events about the previous rows, before all events
   * about these. The list is in another process, and events identify a row by its position.
   */
  show(rows: readonly R[], active: R | undefined, onShown: () => void): void;
}

export interface RowKind<R> {
  /** Identifies a row across answers. */
  key(row: R): string;
  /** False for rows that the user must explicitly choose, such as suggestions. */
  isAnswer(row: R): boolean;
  act(row: R, button?: number): void;
}

interface ListState<R> {
  readonly query: number;
  readonly rows: readonly R[];
  active: R | undefined;
  /** Number of the query during which the user moved the focus to the active row. */
  movedAt: number | undefined;
  /** False while the library loads: then another answer to the same query follows. */
  readonly final: boolean;
}

interface PendingAction {
  /** Absent for the first row. */
  readonly key?: string;
  readonly button?: number;
}

/**
 * List of rows that answer a text while the user types. Enter and buttons act only on rows that answer the current
 * text, and wait until these are shown. A waiting Enter acts on the first answer, never on a suggestion that the user
 * has not seen.
 */
export class DeferredEnterList<R> {
  readonly #view: ListView<R>;
  readonly #kind: RowKind<R>;
  #query = 0;
  /** The rows that the user sees. `#sent` may not be visible yet. */
  #visible: ListState<R> = { query: -1, rows: [], active: undefined, movedAt: undefined, final: true };
  #sent = this.#visible;
  #pending: PendingAction | undefined;

  constructor(view: ListView<R>, kind: RowKind<R>) {
    this.#view = view;
    this.#kind = kind;
  }

  /**
   * Makes the current rows outdated, and drops a pending Enter.
   * @param keepFocus false to focus the first row of the answer, wherever the focus was
   */
  startQuery(keepFocus = true): void {
    this.#query++;
    if (!keepFocus) this.#sent.movedAt = undefined;
    this.#pending = undefined;
  }

  /**
   * Shows an answer to the latest query. A row that the user focused keeps the focus while it is listed.
   * @param first row to focus otherwise
   * @param final false while the library is loading: a pending Enter keeps waiting
   */
  answer(rows: readonly R[], first: R | undefined, final = true): void {
    const before = this.#sent;
    const kept = before.movedAt === undefined ? undefined : this.#sameRow(before, rows);
    const listed: ListState<R> = {
      query: this.#query,
      rows,
      active: kept ?? first,
      movedAt: kept === undefined ? undefined : this.#query,
      final,
    };
    this.#sent = listed;
    this.#view.show(rows, listed.active, () => (this.#visible = listed));
    if (this.#pending !== undefined) this.#runPending(this.#pending, listed);
  }

  focus(row: R | undefined): void {
    const listed = this.#visible;
    const active = this.#visibleRow(row);
    if (active === undefined || active === listed.active) return;
    listed.active = active;
    // Until other rows are shown, an event may only report the focus that was sent with the rows.
    if (listed !== this.#sent && row === this.#sent.active) return;
    // VS Code focuses the first row after every keystroke.
    listed.movedAt = active === listed.rows[0] ? undefined : this.#query;
  }

  /**
   * Called for Enter or a click on a row.
   * @param button position of the row's button that a key represents
   */
  accept(button?: number): void {
    const { query, active, movedAt, final } = this.#visible;
    const moved = active !== undefined && movedAt === this.#query;
    // While the library loads, a paper may replace a suggestion such as "Open on arXiv".
    const settled = final || moved || (active !== undefined && this.#kind.isAnswer(active));
    if (query === this.#query && settled) {
      if (active !== undefined) this.#kind.act(active, button);
      return;
    }
    this.#defer({ ...(moved && { key: this.#kind.key(active) }), ...(button !== undefined && { button }) });
  }

  press(row: R, button: number): void {
    const pressed = this.#visibleRow(row);
    if (pressed === undefined) return;
    if (this.#visible.query === this.#query) this.#kind.act(pressed, button);
    else this.#defer({ key: this.#kind.key(pressed), button });
  }

  /** Waits for the answer. Acts at once if only the view has not shown it yet. */
  #defer(held: PendingAction): void {
    this.#pending = held;
    if (this.#sent.query === this.#query) this.#runPending(held, this.#sent);
  }

  #runPending({ key, button }: PendingAction, { rows, active, final }: ListState<R>): void {
    if (!final) return;
    this.#pending = undefined;
    const row = key === undefined ? active : rows.find((one) => this.#kind.key(one) === key);
    if (row !== undefined && (key !== undefined || this.#kind.isAnswer(row))) this.#kind.act(row, button);
  }

  /** Events identify a row by position, so an event about an old row arrives with the current one. */
  #visibleRow(row: R | undefined): R | undefined {
    if (row === undefined) return undefined;
    const { rows } = this.#sent;
    return this.#visible === this.#sent ? row : this.#visible.rows[rows.indexOf(row)];
  }

  /** Finds the previously active row in a new answer. Suggestions match only within one query. */
  #sameRow({ active, query }: ListState<R>, rows: readonly R[]): R | undefined {
    if (active === undefined || (query !== this.#query && !this.#kind.isAnswer(active))) return undefined;
    const key = this.#kind.key(active);
    return rows.find((one) => this.#kind.key(one) === key);
  }
}
