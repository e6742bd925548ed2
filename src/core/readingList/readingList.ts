import { asRecord, asText } from '../lang/json';
import { omitUndefined } from '../lang/omitUndefined';

/** Reading state of one paper. Each mark has the time when it was set, ISO 8601. */
export interface ReadingEntry {
  readonly saved?: string;
  readonly read?: string;
}

/** Entries by paper id, in any order. Files are sorted by id. */
export type ReadingList = ReadonlyMap<string, ReadingEntry>;

export type ReadingMark = keyof ReadingEntry;

/** Sets a mark, or removes it without a time. Keeps an existing mark's time, and the list if unchanged. */
export function withMark(
  list: ReadingList,
  id: string,
  mark: ReadingMark,
  at: string | undefined,
): ReadingList {
  const entry = list.get(id) ?? {};
  if ((entry[mark] === undefined) === (at === undefined)) return list;
  const changed = omitUndefined({ saved: entry.saved, read: entry.read, [mark]: at });
  const next = new Map(list);
  if (Object.keys(changed).length === 0) next.delete(id);
  else next.set(id, changed);
  return next;
}

/** Replaces ids by the current ids of the papers. Entries of the same paper are merged. */
export function renameIds(list: ReadingList, idOf: (id: string) => string): ReadingList {
  const current = new Map<string, ReadingEntry>();
  for (const [id, entry] of list) current.set(idOf(id), { ...entry, ...current.get(idOf(id)) });
  return current;
}

/** Returns the ids of saved papers, latest first. */
export function savedIds(list: ReadingList): string[] {
  const saved = [...list].flatMap(([id, { saved: at }]) => (at === undefined ? [] : [{ id, at }]));
  return saved.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).map(({ id }) => id);
}

/** Reads a stored list. Drops invalid entries. */
export function parseReadingList(value: unknown): ReadingList {
  const list = new Map<string, ReadingEntry>();
  for (const [id, item] of asRecord(value) ?? []) {
    const record = asRecord(item);
    const entry = omitUndefined({
      saved: parseTime(record?.get('saved')),
      read: parseTime(record?.get('read')),
    });
    if (id.length <= 300 && Object.keys(entry).length > 0) list.set(id, entry);
  }
  return list;
}

/** Entry as `serializeReadingList` and JSON write it. */
const ENTRY_PATTERN =
  /(?<=[{,])"((?:[^"\\]|\\.){1,600})":(\{"(?:saved|read)":"[^"\\]{1,40}"(?:,"(?:saved|read)":"[^"\\]{1,40}")?\})/g;

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

/** Converts a list to its stored form. */
export function serializeReadingList(list: ReadingList): unknown {
  return Object.fromEntries(list);
}

function parseTime(value: unknown): string | undefined {
  const text = asText(value, 40);
  return text !== undefined && /^\d{4}-\d{2}-\d{2}T/.test(text) ? text : undefined;
}
