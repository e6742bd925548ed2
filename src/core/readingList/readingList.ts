import { asRecord, asText } from '../lang/json';
import { stated } from '../lang/omitUndefined';

/** What the reader did with one paper, with the moment of each as ISO 8601. */
export interface ReadingEntry {
  readonly saved?: string;
  readonly read?: string;
}

/** Entries by paper id. The order says nothing: a file holds them sorted by id. */
export type ReadingList = ReadonlyMap<string, ReadingEntry>;

/** What can be noted of a paper. */
export type ReadingMark = keyof ReadingEntry;

/**
 * The list with a mark set at a moment, or taken away without one. Gives the same list back when nothing changes: a
 * mark that is there keeps its moment.
 */
export function withMark(
  list: ReadingList,
  id: string,
  mark: ReadingMark,
  at: string | undefined,
): ReadingList {
  const entry = list.get(id) ?? {};
  if ((entry[mark] === undefined) === (at === undefined)) return list;
  const changed = stated({ saved: entry.saved, read: entry.read, [mark]: at });
  const next = new Map(list);
  if (Object.keys(changed).length === 0) next.delete(id);
  else next.set(id, changed);
  return next;
}

/** The list by the ids that its papers have now. A paper that was marked under two has what either says. */
export function underCurrentIds(list: ReadingList, idOf: (id: string) => string): ReadingList {
  const current = new Map<string, ReadingEntry>();
  for (const [id, entry] of list) current.set(idOf(id), { ...entry, ...current.get(idOf(id)) });
  return current;
}

/** Ids of the saved papers, the latest first. */
export function savedIds(list: ReadingList): string[] {
  const saved = [...list].flatMap(([id, { saved: at }]) => (at === undefined ? [] : [{ id, at }]));
  return saved.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).map(({ id }) => id);
}

/** Reads a list as it was written; an entry that cannot be used is left out, the others stay. */
export function readReadingList(value: unknown): ReadingList {
  const list = new Map<string, ReadingEntry>();
  for (const [id, item] of asRecord(value) ?? []) {
    const record = asRecord(item);
    const entry = stated({ saved: moment(record?.get('saved')), read: moment(record?.get('read')) });
    if (id.length <= 300 && Object.keys(entry).length > 0) list.set(id, entry);
  }
  return list;
}

/** An entry as `writeReadingList` and JSON write it. */
const WRITTEN =
  /(?<=[{,])"((?:[^"\\]|\\.){1,600})":(\{"(?:saved|read)":"[^"\\]{1,40}"(?:,"(?:saved|read)":"[^"\\]{1,40}")?\})/g;

/** The entries that are whole in the text of a damaged list. */
export function salvageReadingList(text: string): ReadingList {
  const entries = [...text.matchAll(WRITTEN)].flatMap(([, id = '', entry = '']) => {
    try {
      return [...readReadingList(JSON.parse(`{"${id}":${entry}}`))];
    } catch {
      // An id with an escape that is none.
      return [];
    }
  });
  return new Map(entries);
}

/** The list as it is written. */
export function writeReadingList(list: ReadingList): unknown {
  return Object.fromEntries(list);
}

function moment(value: unknown): string | undefined {
  const text = asText(value, 40);
  return text !== undefined && /^\d{4}-\d{2}-\d{2}T/.test(text) ? text : undefined;
}
