import type { Memento } from 'vscode';
import { groupings, orders } from './groups';
import type { Arrangement } from './treeModel';

const STORAGE_KEY = 'papers.library.arrangement';
const DEFAULT_ARRANGEMENT: Arrangement = { groupBy: 'topic', order: 'date' };

/** The arrangement of this window as it was left; by topic and newest first where nothing readable is stored. */
export function readArrangement(memory: Memento): Arrangement {
  const stored = memory.get<Partial<Record<keyof Arrangement, unknown>> | null>(STORAGE_KEY) ?? {};
  return {
    groupBy: groupings.find((grouping) => grouping === stored.groupBy) ?? DEFAULT_ARRANGEMENT.groupBy,
    order: orders.find((order) => order === stored.order) ?? DEFAULT_ARRANGEMENT.order,
  };
}

/** Remembers the arrangement for this window. */
export async function storeArrangement(memory: Memento, arrangement: Arrangement): Promise<void> {
  await memory.update(STORAGE_KEY, arrangement);
}
