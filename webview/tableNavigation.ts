const STEPS = new Map<string, readonly [rows: number, columns: number]>([
  ['ArrowUp', [-1, 0]],
  ['ArrowDown', [1, 0]],
  ['ArrowLeft', [0, -1]],
  ['ArrowRight', [0, 1]],
  ['PageUp', [-12, 0]],
  ['PageDown', [12, 0]],
]);

/** Leaves one number of the table in the tab order: the focused one, else the first. */
export function prepareTable(): void {
  const cells = document.querySelectorAll<HTMLElement>('button.cell');
  const focused = document.activeElement;
  const current = [...cells].find((cell) => cell === focused) ?? cells[0];
  for (const cell of cells) cell.tabIndex = cell === current ? 0 : -1;
}

/** Makes a focused number the only one in the tab order. */
export function focusCell(target: EventTarget | null): void {
  if (!(target instanceof HTMLElement) || !target.matches('button.cell')) return;
  document.querySelector<HTMLElement>('button.cell[tabindex="0"]')?.setAttribute('tabindex', '-1');
  target.tabIndex = 0;
}

/** Moves the focus between the numbers of the table. Returns whether the key was for the table. */
export function moveInTable({ key, target, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  if (altKey || metaKey || !(target instanceof HTMLElement) || !target.matches('button.cell')) return false;
  const cell = target.closest('td');
  const row = cell?.parentElement;
  if (!cell || !(row instanceof HTMLTableRowElement)) return false;
  const found = key === 'Home' || key === 'End' ? edge(row, key, ctrlKey) : step(row, cell, key);
  found?.focus();
  return found !== undefined || STEPS.has(key);
}

/** Skips cells without a button. Page Up and Page Down skip rows. */
function step(row: HTMLTableRowElement, cell: HTMLTableCellElement, key: string): HTMLElement | undefined {
  const [down, right] = STEPS.get(key) ?? [0, 0];
  if (right !== 0) {
    const cells = [...row.querySelectorAll<HTMLElement>('button.cell')];
    const at = cells.findIndex((button) => cell.contains(button));
    return cells[at + right];
  }
  if (down === 0) return undefined;
  const column = [...(row.parentElement?.children ?? [])].flatMap((other) => {
    const button = other.children[cell.cellIndex]?.querySelector<HTMLElement>('button.cell');
    return button ? [button] : [];
  });
  const at = column.findIndex((button) => cell.contains(button));
  return column[Math.max(0, Math.min(column.length - 1, at + down))];
}

/** Of the row, or of the table with Ctrl. */
function edge(row: HTMLTableRowElement, key: 'Home' | 'End', whole: boolean): HTMLElement | undefined {
  const cells = (whole ? row.parentElement : row)?.querySelectorAll<HTMLElement>('button.cell');
  return [...(cells ?? [])].at(key === 'Home' ? 0 : -1);
}
