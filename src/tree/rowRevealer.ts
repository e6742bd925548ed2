import { setTimeout as sleep } from 'node:timers/promises';
import type * as vscode from 'vscode';
import { Disposable } from '../dispose';
import type { Log } from '../log';
import type { GroupNode, LibraryNode, PaperNode } from './nodes';
import type { LibraryProvider } from './provider';
import type { UserSelection } from './model/userSelection';

/** Maximum wait for VS Code to read the headings, in ms. */
const MAX_READ_MS = 3_000;

/** Time after which headings that were read count as settled, in ms. VS Code collects changes for 200 ms. */
const SETTLED_MS = 400;

const POLL_MS = 50;

/** Time in which VS Code reports the selection of a revealed row, in ms. */
const SELECTED_WITHIN_MS = 1_000;

/** Attempts to show a row. While the window starts, the tree may be rebuilt during an attempt. */
const MAX_ATTEMPTS = 3;

interface RevealerDeps {
  readonly view: vscode.TreeView<LibraryNode>;
  readonly provider: LibraryProvider;
  readonly userSelection: UserSelection;
  readonly log: Log;
  readonly onUse: () => void;
}

/**
 * VS Code expands the heading of a revealed row. This class collapses the heading that it expanded for the previous
 * row; otherwise every paper opened from a search would leave an expanded heading.
 */
export class RowRevealer extends Disposable {
  readonly #deps: RevealerDeps;
  /** Key of the heading that is expanded only because a row below it was revealed. */
  #openedFor: string | undefined;
  /** The row that the latest call of `showPaper` waits to show. Other calls end its wait. */
  #requested: PaperNode | undefined;
  #started = false;
  /** Number of running calls of `reveal`, during which VS Code expands headings. */
  #running = 0;

  constructor(deps: RevealerDeps) {
    super();
    this.#deps = deps;
    const { view, provider, userSelection } = deps;
    this._register(view.onDidExpandElement(({ element }) => this.#opened(element, true)));
    this._register(view.onDidCollapseElement(({ element }) => this.#opened(element, false)));
    this._register(
      view.onDidChangeSelection(({ selection: [row] }) => {
        // VS Code empties the selection when the selected row disappears.
        if (this.#running > 0 || !row) return;
        userSelection.changed();
        // A heading stays expanded if the user selects a paper below it, except for days, which the user steps
        // through.
        if (row.kind === 'paper' && provider.arrangement.groupBy !== 'day') this.#keep(row.group);
      }),
    );
  }

  /**
   * Selects a paper's row without the focus, unless the user's selection is kept. Logs a failure.
   * @param since number of selections when the paper's page was requested
   */
  async showPaper(node: PaperNode, since: number): Promise<void> {
    this.#requested = node;
    if (this.#isSelectionKept(node, since) || !(await this.#headingsRead(node))) return;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      // The user may have selected rows during the wait. Revealing a row in a hidden view would show the view.
      if (this.#isSelectionKept(node, since) || (attempt > 1 && !this.#deps.view.visible)) return;
      // A refresh may have moved or removed the paper meanwhile.
      const row = this.#deps.provider.locate(node.paperId, node.group);
      if (row === undefined) return;
      try {
        await this.#reveal(row, row.group, { select: true, focus: false });
      } catch (error) {
        if (!this.disposed) this.#deps.log.debug('A row could not be shown.', error);
      }
      if (await this.#isSettled(node)) return;
    }
  }

  /** Returns whether no further attempt is needed: a row is selected, or another row was requested. */
  async #isSettled(node: PaperNode): Promise<boolean> {
    const end = performance.now() + SELECTED_WITHIN_MS;
    for (;;) {
      if (this.disposed || this.#requested !== node || this.#deps.view.selection.length > 0) return true;
      if (performance.now() >= end) return false;
      await sleep(POLL_MS);
    }
  }

  /**
   * At the start, waits until the headings are unchanged for `SETTLED_MS`: VS Code logs an error for a row below a
   * heading that it does not have yet. Later calls do not wait, so that the tree does not move late.
   * @returns false if another row was requested meanwhile
   */
  async #headingsRead(node: PaperNode): Promise<boolean> {
    if (this.#started) return true;
    const { provider } = this.#deps;
    const end = performance.now() + MAX_READ_MS;
    while (this.#requested === node && performance.now() < end) {
      if (provider.readAt !== undefined && performance.now() - provider.readAt >= SETTLED_MS) break;
      await sleep(POLL_MS);
    }
    this.#started ||= this.#requested === node;
    return this.#requested === node && !this.disposed;
  }

  /** Selects a row without the focus after the selected row disappeared. */
  async selectPaper(node: PaperNode): Promise<void> {
    this.#requested = undefined;
    try {
      await this.#reveal(node, node.group, { select: true, focus: false });
    } catch (error) {
      // The row may have disappeared as well.
      if (!this.disposed) this.#deps.log.debug('A row could not be selected.', error);
    }
  }

  async focusPaper(node: PaperNode): Promise<void> {
    this.#requested = undefined;
    await this.#reveal(node, node.group, { select: true, focus: true });
  }

  async openHeading(node: GroupNode): Promise<void> {
    this.#requested = undefined;
    await this.#reveal(node, node.key, { select: true, focus: true, expand: true });
  }

  async #reveal(
    node: LibraryNode,
    group: string,
    options: { select: boolean; focus: boolean; expand?: boolean },
  ): Promise<void> {
    const { view, provider } = this.#deps;
    const before = this.#openedFor;
    if (before !== undefined && before !== group) {
      this.#openedFor = undefined;
      provider.collapse(before);
    }
    if (!provider.isOpen(group)) this.#openedFor = group;
    this.#running += 1;
    try {
      await view.reveal(node, options);
    } finally {
      this.#running -= 1;
    }
  }

  #opened(node: LibraryNode, open: boolean): void {
    this.#deps.provider.noteOpen(node, open);
    // A heading that opens for a revealed row was not opened by the user.
    if (this.#running > 0) return;
    // The user is working in the tree, which must not move under the pointer.
    this.#requested = undefined;
    if (node.kind === 'group') this.#keep(node.key);
    this.#deps.onUse();
  }

  #keep(group: string): void {
    if (group === this.#openedFor) this.#openedFor = undefined;
  }

  /** While another row is being revealed, the selection is about to change, so it is not kept. */
  #isSelectionKept({ paperId }: PaperNode, since: number): boolean {
    const { view, userSelection } = this.#deps;
    return this.#running === 0 && userSelection.isKept(view.selection, paperId, since);
  }
}
