import type { Log } from '../../log';

/**
 * Keeps the rows of a quick pick in their own order. By default VS Code moves rows up whose label contains
 * the text in the box. `sortByLabel` is not in the published types, but every version since 1.44 has it; a
 * host without it sorts.
 */
export function keepOrder(pick: object, log: Pick<Log, 'warn'>): void {
  try {
    if (!('sortByLabel' in pick)) throw new Error('The quick pick has no sortByLabel.');
    pick.sortByLabel = false;
  } catch (error) {
    log.warn('Search results cannot be kept in the order of their rank.', error);
  }
}
