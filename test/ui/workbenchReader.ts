/** A row of a quick pick as displayed. */
export interface Row {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  /** Text for screen readers. */
  readonly spoken: string;
  readonly focused: boolean;
}

/** A row of a tree in the sidebar. */
export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** From 1. */
  readonly level: number;
  /** Undefined for a row without children. */
  readonly expanded: boolean | undefined;
  readonly spoken: string;
}

/** A text, or the parts of a regular expression, which a page cannot receive. */
export type Pattern = string | { readonly source: string; readonly flags: string };

/** What to wait for before a click on a row of the quick pick. */
export interface Aim {
  readonly label: Pattern;
  /** The text of the box. Another text ends the wait. */
  readonly typed?: string | undefined;
  /** Whether a click before this one may have closed the quick pick. */
  readonly hasClicked: boolean;
  /** Differs for each wait. */
  readonly id: number;
}

/** `ready`: the row is at a point, in px of the page. The others say why it cannot be clicked. */
export type Aimed =
  | { readonly state: 'ready'; readonly x: number; readonly y: number }
  | { readonly state: 'closed' | 'covered' | 'otherText' };

/** Reads the workbench from inside its page. */
export interface WorkbenchReader {
  /** Returns the rows of the open quick pick, only those in view. */
  quickRows(): Row[];
  /** Returns the text of the open quick input; undefined if none is open. */
  typed(): string | undefined;
  /** Focuses the box of the open quick input and counts the keys that it receives. Returns false if none is open. */
  focusBox(): boolean;
  /** Returns the number of keys since `focusBox`. */
  keysInBox(): number;
  /** Returns undefined until the row exists and two readings of the rows are equal. Then counts the clicks on the row. */
  aim(aim: Aim): Aimed | undefined;
  /** Returns the number of clicks on the row since `aim`. */
  clicks(): number;
  /** Returns the rows of the trees in the sidebar, or of one view by its title; only those in view. */
  treeRows(view: string | undefined): TreeRow[];
  /** Returns true if the rows of the trees are where they were at the previous call with this id, `stillMs` ago or longer. */
  treeIsStill(wait: {
    readonly view: string | undefined;
    readonly id: number;
    readonly stillMs: number;
  }): boolean;
  /** Returns the names of the frames of visible webviews. */
  webviews(): string[];
}

/** The page of a workbench, after `installReader`. */
export interface Readable {
  workbenchReader: WorkbenchReader;
}

/**
 * In the page, before the workbench starts: adds the reader. A look from inside is one message between the test, the
 * browser and the page. With Playwright's locators it is three to twelve, and each costs processor time in all three.
 */
export function installReader(): void {
  if (window.top !== window) return;
  const isShown = (element: Element): boolean =>
    element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
  // A closed quick input keeps its text and its rows in the document.
  const widget = (): Element | undefined =>
    [...document.querySelectorAll('.quick-input-widget')].find(isShown);
  const box = (): HTMLInputElement | null | undefined =>
    widget()?.querySelector<HTMLInputElement>('.quick-input-box input');
  const rowElements = (): Element[] =>
    // The order of the rows in the document differs from the order on the screen.
    [...(widget()?.querySelectorAll('.quick-input-list .monaco-list-row') ?? [])].sort(
      (a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')),
    );
  const read = (row: Element): Row => {
    const text = (selector: string) => row.querySelector(selector)?.textContent.trim() ?? '';
    return {
      label: text('.quick-input-list-label .monaco-icon-label .label-name') || text('.label-name'),
      description: text('.quick-input-list-label .label-description'),
      detail: text('.quick-input-list-label-meta') || text('.quick-input-list-row:nth-child(2) .label-name'),
      spoken: row.getAttribute('aria-label') ?? '',
      focused: row.classList.contains('focused'),
    };
  };
  const matches = (text: string, wanted: Pattern): boolean =>
    typeof wanted === 'string' ? text === wanted : new RegExp(wanted.source, wanted.flags).test(text);
  const treeElements = (view: string | undefined): Element[] => {
    const title = view === undefined ? undefined : new RegExp(view, 'i');
    return [...document.querySelectorAll('.sidebar .pane')]
      .filter((pane) => !title || title.test(pane.querySelector('.pane-header')?.textContent ?? ''))
      .flatMap((pane) => [...pane.querySelectorAll('.pane-body .monaco-list-row')]);
  };

  let keys = 0;
  document.addEventListener(
    'keydown',
    ({ target, key }) => {
      if (target === box() && !['Alt', 'Control', 'Meta', 'Shift'].includes(key)) keys += 1;
    },
    { capture: true },
  );
  let aimedAt: string | null | undefined;
  let clicks = 0;
  // Counts clicks on an element that replaces the row when the list is redrawn, too.
  document.addEventListener(
    'click',
    ({ target }) => {
      const row = (target as Element).closest('.monaco-list-row');
      if (row && row.getAttribute('aria-label') === aimedAt) clicks += 1;
    },
    { capture: true },
  );
  /** The latest readings, by the id of the wait. */
  let rows = { id: 0, seen: '' };
  let tree = { id: 0, seen: '', at: 0 };

  (globalThis as unknown as Readable).workbenchReader = {
    quickRows: () => rowElements().map(read),
    typed: () => box()?.value,
    focusBox() {
      keys = 0;
      const input = box();
      input?.focus();
      return input !== null && input !== undefined;
    },
    keysInBox: () => keys,
    aim({ label, typed, hasClicked, id }) {
      const input = box();
      if (!widget()) return hasClicked ? { state: 'closed' } : undefined;
      if (typed !== undefined && input && input.value !== '' && input.value !== typed)
        return { state: 'otherText' };
      const elements = rowElements();
      const seen = JSON.stringify(
        elements.map((row) => [
          read(row).label,
          row.getAttribute('aria-label'),
          row.getBoundingClientRect().top,
        ]),
      );
      const isStill = rows.id === id && rows.seen === seen;
      rows = { id, seen };
      if (!isStill) return undefined;
      const row = elements.find((one) => matches(read(one).label, label));
      if (!row) return undefined;
      const list = (row.closest('.monaco-list') ?? row).getBoundingClientRect();
      const { left, right, top, bottom } = row.getBoundingClientRect();
      const x = (Math.max(left, list.left) + Math.min(right, list.right)) / 2;
      const y = (Math.max(top, list.top) + Math.min(bottom, list.bottom)) / 2;
      // The row's tooltip may cover it.
      if (!row.contains(document.elementFromPoint(x, y))) return { state: 'covered' };
      aimedAt = row.getAttribute('aria-label');
      clicks = 0;
      return { state: 'ready', x, y };
    },
    clicks: () => clicks,
    treeRows: (view) =>
      treeElements(view).map((row) => ({
        label: row.querySelector('.label-name')?.textContent.trim() ?? row.textContent.trim(),
        description: row.querySelector('.label-description')?.textContent.trim() ?? '',
        level: Number(row.getAttribute('aria-level')),
        expanded: row.hasAttribute('aria-expanded')
          ? row.getAttribute('aria-expanded') === 'true'
          : undefined,
        spoken: row.getAttribute('aria-label') ?? '',
      })),
    treeIsStill({ view, id, stillMs }) {
      const seen = JSON.stringify(
        treeElements(view).map((row) => [row.getAttribute('aria-label'), row.getBoundingClientRect().top]),
      );
      const now = performance.now();
      if (tree.id !== id || tree.seen !== seen) tree = { id, seen, at: now };
      return now - tree.at >= stillMs;
    },
    webviews: () =>
      [...document.querySelectorAll<HTMLIFrameElement>('iframe.webview')]
        .filter(isShown)
        .map(({ name }) => name),
  };
}
