import { asRecord, asText } from '../lang/json';
import { omitUndefined } from '../lang/omitUndefined';

/**
 * Each mark has the time when it was set, ISO 8601 in UTC. `savedChanged` and `readChanged` are the times of the last
 * change, by which `mergeLists` decides; if absent, the mark changed when it was set. A time of change without a mark
 * is a tombstone: the mark was removed then.
 */
export interface ReadingEntry {
  readonly saved?: string;
  readonly read?: string;
  readonly savedChanged?: string;
  readonly readChanged?: string;
}

/** By paper id, in any order. Files are sorted by id. */
export type ReadingList = ReadonlyMap<string, ReadingEntry>;

export type ReadingMark = 'saved' | 'read';

export const MARKS: readonly ReadingMark[] = ['saved', 'read'];

/** Maximum number of removed marks to remember. The oldest are dropped. */
const MAX_TOMBSTONES = 2_000;

/**
 * Sets a mark, or removes it if `at` is absent. Keeps an existing mark's time, and returns the same list if nothing
 * changes.
 * @param now time of the change; stored as later than the previous change, in case the clock was set back
 */
export function withMark(
  list: ReadingList,
  id: string,
  mark: ReadingMark,
  at: string | undefined,
  now: string,
): ReadingList {
  const entry = list.get(id) ?? {};
  if ((entry[mark] === undefined) === (at === undefined)) return list;
  const next = new Map(list);
  return next.set(id, withRegister(entry, mark, at, later(now, changeOf(entry, mark))));
}

/** Replaces a mark together with its time of change. */
export function withRegister(
  entry: ReadingEntry,
  mark: ReadingMark,
  at: string | undefined,
  changed: string | undefined,
): ReadingEntry {
  const { saved, read, savedChanged, readChanged } = entry;
  const stamp = changed === at ? undefined : changed;
  return mark === 'saved'
    ? omitUndefined({ saved: at, read, savedChanged: stamp, readChanged })
    : omitUndefined({ saved, read: at, savedChanged, readChanged: stamp });
}

/** Returns when a mark changed; `undefined` if it was never set. */
export function changeOf(entry: ReadingEntry, mark: ReadingMark): string | undefined {
  return entry[`${mark}Changed`] ?? entry[mark];
}

/** Returns `now`, or the millisecond after `before` if that is later. */
function later(now: string, before: string | undefined): string {
  if (before === undefined || now > before) return now;
  return new Date(Date.parse(before) + 1).toISOString();
}

/** Returns the set marks by the current ids of the papers. Merges entries of the same paper. */
export function renameIds(list: ReadingList, idOf: (id: string) => string): ReadingList {
  const current = new Map<string, ReadingEntry>();
  for (const [id, entry] of list) {
    const marks = omitUndefined({ saved: entry.saved, read: entry.read });
    const merged = { ...marks, ...current.get(idOf(id)) };
    if (Object.keys(merged).length > 0) current.set(idOf(id), merged);
  }
  return current;
}

/** Latest first. */
export function savedIds(list: ReadingList): string[] {
  return markedIds(list, 'saved');
}

/** Latest first. */
export function markedIds(list: ReadingList, mark: ReadingMark): string[] {
  const marked = [...list].flatMap(([id, { [mark]: at }]) => (at === undefined ? [] : [{ id, at }]));
  return marked.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).map(({ id }) => id);
}

/** Drops invalid entries. */
export function parseReadingList(value: unknown): ReadingList {
  const list = new Map<string, ReadingEntry>();
  for (const [id, item] of asRecord(value) ?? []) {
    const record = asRecord(item);
    const entry = omitUndefined({
      saved: parseTime(record?.get('saved')),
      read: parseTime(record?.get('read')),
      savedChanged: parseTime(record?.get('savedChanged')),
      readChanged: parseTime(record?.get('readChanged')),
    });
    if (id.length <= 300 && Object.keys(entry).length > 0) list.set(id, entry);
  }
  return list;
}

/** An entry as `serializeReadingList` and JSON write it. */
const ENTRY_PATTERN =
  /(?<=[{,])"((?:[^"\\]|\\.){1,600})":(\{"(?:saved|read)(?:Changed)?":"[^"\\]{1,40}"(?:,"(?:saved|read)(?:Changed)?":"[^"\\]{1,40}"){0,3}\})/g;

/** Reads the complete entries in the text of a damaged list. */
export function salvageReadingList(text: string): ReadingList {
  const entries = [...text.matchAll(ENTRY_PATTERN)].flatMap(([, id = '', entry = '']) => {
    try {
      return [...parseReadingList(JSON.parse(`{"${id}":${entry}}`))];
    } catch {
      // The id contains an invalid escape.
      return [];
    }
  });
  return new Map(entries);
}

/** Drops the oldest tombstones if there are too many. */
export function serializeReadingList(list: ReadingList): unknown {
  return Object.fromEntries(withoutOldTombstones(list));
}

function withoutOldTombstones(list: ReadingList): ReadingList {
  const removed = [...list].flatMap(([id, entry]) =>
    MARKS.filter((mark) => entry[mark] === undefined && changeOf(entry, mark) !== undefined).map((mark) => ({
      id,
      mark,
      at: changeOf(entry, mark) ?? '',
    })),
  );
  if (removed.length <= MAX_TOMBSTONES) return list;
  const next = new Map(list);
  for (const { id, mark } of removed.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(MAX_TOMBSTONES)) {
    const entry = withRegister(next.get(id) ?? {}, mark, undefined, undefined);
    if (Object.keys(entry).length === 0) next.delete(id);
    else next.set(id, entry);
  }
  return next;
}

/** As `Date.toISOString` writes, up to the 28th, which every month has. Others are parsed. */
const WRITTEN_TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** Normalizes a time to ISO 8601 in UTC, for comparison as text. */
function parseTime(value: unknown): string | undefined {
  const text = asText(value, 40);
  if (text !== undefined && WRITTEN_TIME.test(text)) return text;
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}T/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
