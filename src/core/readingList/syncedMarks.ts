import { asRecord } from '../lang/json';
import {
  changeOf,
  MARKS,
  parseReadingList,
  withRegister,
  type ReadingEntry,
  type ReadingList,
  type ReadingMark,
} from './readingList';

/** Includes removed marks: about 150 kB. The oldest changes are dropped. */
export const MAX_SYNCED_MARKS = 2_000;

/**
 * For each mark of each paper the latest change counts (a last-writer-wins map). At equal times, a set mark wins over a
 * removed one, and the later of two marks over the earlier. The order of merges does not change the result. Returns the
 * first list itself if the second adds nothing.
 */
export function mergeLists(list: ReadingList, other: ReadingList): ReadingList {
  const merged = new Map(list);
  let same = true;
  for (const [id, theirs] of other) {
    let entry = merged.get(id) ?? {};
    for (const mark of MARKS) {
      if (!isLater(theirs, entry, mark)) continue;
      entry = withRegister(entry, mark, theirs[mark], changeOf(theirs, mark));
      same = false;
    }
    if (Object.keys(entry).length > 0) merged.set(id, entry);
  }
  return same ? list : merged;
}

function isLater(theirs: ReadingEntry, ours: ReadingEntry, mark: ReadingMark): boolean {
  const [their = '', our = ''] = [changeOf(theirs, mark), changeOf(ours, mark)];
  return their === our ? (theirs[mark] ?? '') > (ours[mark] ?? '') : their > our;
}

/** Returns the marks that changed last, at most `limit`. */
export function latestMarks(list: ReadingList, limit: number): ReadingList {
  const marks = [...list].flatMap(([id, entry]) =>
    MARKS.flatMap((mark) => {
      const at = changeOf(entry, mark);
      return at === undefined ? [] : [{ id, mark, at }];
    }),
  );
  if (marks.length <= limit) return list;
  // A total order: every machine must keep the same marks.
  marks.sort((a, b) => compare(b.at, a.at) || compare(a.id, b.id) || compare(a.mark, b.mark));
  const latest = new Map<string, ReadingEntry>();
  for (const { id, mark } of marks.slice(0, limit)) {
    const entry = list.get(id) ?? {};
    latest.set(id, withRegister(latest.get(id) ?? {}, mark, entry[mark], changeOf(entry, mark)));
  }
  return latest;
}

/** Includes removed marks. */
export function countMarks(list: ReadingList): number {
  let count = 0;
  for (const entry of list.values())
    count += MARKS.filter((mark) => changeOf(entry, mark) !== undefined).length;
  return count;
}

/** Reads the synced value `{schema: 1, marks}`. Returns `newer` for the format of a newer version. */
export function parseSyncedMarks(value: unknown): ReadingList | 'newer' {
  const record = asRecord(value);
  const schema = record?.get('schema');
  if (typeof schema === 'number' && schema > 1) return 'newer';
  return parseReadingList(record?.get('marks'));
}

/** Sorts by id, so that equal marks are equal values. */
export function serializeSyncedMarks(list: ReadingList): unknown {
  const sorted = [...latestMarks(list, MAX_SYNCED_MARKS)].sort(([a], [b]) => compare(a, b));
  return { schema: 1, marks: Object.fromEntries(sorted) };
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
