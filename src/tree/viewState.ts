import type { Memento } from 'vscode';
import { groupings, orders } from './groups';
import type { Arrangement } from './treeModel';

const KEY = 'papers.library.arrangement';
const FIRST: Arrangement = { groupBy: 'topic', order: 'date' };

/** The arrangement of this window as it was left; by topic and newest first where nothing readable is stored. */
export function readArrangement(memory: Memento): Arrangement {
  const stored = memory.get<Partial<Record<keyof Arrangement, unknown>> | null>(KEY) ?? {};
  return {
    groupBy: groupings.find((grouping) => grouping === stored.groupBy) ?? FIRST.groupBy,
    order: orders.find((order) => order === stored.order) ?? FIRST.order,
  };
}

/** Remembers the arrangement for this window. */
export async function storeArrangement(memory: Memento, arrangement: Arrangement): Promise<void> {
  await memory.update(KEY, arrangement);
}
