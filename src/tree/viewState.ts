import type { Memento } from 'vscode';
import { groupings, orders } from './model/groups';
import type { Arrangement } from './model/treeModel';

const STORAGE_KEY = 'papers.library.arrangement';
const DEFAULT_ARRANGEMENT: Arrangement = { groupBy: 'topic', order: 'date' };

/** Returns this window's arrangement; by topic and newest first if no valid one is stored. */
export function readArrangement(memory: Memento): Arrangement {
  const stored = memory.get<Partial<Record<keyof Arrangement, unknown>> | null>(STORAGE_KEY) ?? {};
  return {
    groupBy: groupings.find((grouping) => grouping === stored.groupBy) ?? DEFAULT_ARRANGEMENT.groupBy,
    order: orders.find((order) => order === stored.order) ?? DEFAULT_ARRANGEMENT.order,
  };
}

/** Stores the arrangement for this window. */
export async function storeArrangement(memory: Memento, arrangement: Arrangement): Promise<void> {
  await memory.update(STORAGE_KEY, arrangement);
}
