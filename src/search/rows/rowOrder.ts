import type { Log } from '../../log';

/**
 * VS Code moves up rows whose label contains the typed text, unless `sortByLabel` is false. This property is not in
 * the published types, but every version since 1.44 has it.
 */
export function keepOrder(pick: object, log: Pick<Log, 'warn'>): void {
  try {
    if (!('sortByLabel' in pick)) throw new Error('The quick pick has no sortByLabel.');
    pick.sortByLabel = false;
  } catch (error) {
    log.warn('Search results cannot be kept in the order of their rank.', error);
  }
}
