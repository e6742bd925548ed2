import { asList, asRecord } from '../lang/json';
import { searchKey } from './savedSearch';

export interface NewSearch {
  readonly name: string;
  readonly query: string;
  readonly notify?: boolean;
}

/** The functions below change the raw setting and keep other entries, even invalid ones. */
type Raw = readonly unknown[];

/** Returns an empty list if the setting is not a list. */
export function rawEntries(setting: unknown): Raw {
  return asList(setting) ?? [];
}

/** Adds a search at the end, or before the entry at a position. */
export function withSearch(entries: Raw, search: unknown, position = entries.length): Raw {
  return entries.toSpliced(Math.min(position, entries.length), 0, search);
}

/** Keeps the other fields of the search. */
export function withFields(entries: Raw, key: string, fields: Partial<NewSearch>): Raw {
  const at = positionOf(entries, key);
  if (at < 0) return entries;
  const { notify, ...before } = { ...(entries[at] as object) } as { notify?: unknown };
  const after: Record<string, unknown> = { ...before, ...(notify !== undefined && { notify }), ...fields };
  // Not notifying is the default.
  if (fields.notify === false) delete after['notify'];
  return entries.with(at, after);
}

/** Removes the entry of a search. */
export function withoutSearch(entries: Raw, key: string): Raw {
  const at = positionOf(entries, key);
  return at < 0 ? entries : entries.toSpliced(at, 1);
}

export interface RemovedEntry {
  readonly key: string;
  readonly entry: unknown;
  readonly position: number;
}

/** Sorts by position. Leaves out unknown searches. */
export function entriesOf(entries: Raw, keys: readonly string[]): readonly RemovedEntry[] {
  return keys
    .map((key) => ({ key, position: positionOf(entries, key) }))
    .filter(({ position }) => position >= 0)
    .sort((a, b) => a.position - b.position)
    .map(({ key, position }) => ({ key, entry: entries[position], position }));
}

/** Puts entries back at their positions, except those of searches that exist again. */
export function withRestored(entries: Raw, removed: readonly RemovedEntry[]): Raw {
  return removed.reduce(
    (all, { key, entry, position }) => (positionOf(all, key) < 0 ? withSearch(all, entry, position) : all),
    entries,
  );
}

/** Moves searches, in the given order, before another search or to the end. */
export function withMoved(entries: Raw, keys: readonly string[], before: string | undefined): Raw {
  const moving = new Set(keys.filter((key) => key !== before).map((key) => positionOf(entries, key)));
  moving.delete(-1);
  if (moving.size === 0) return entries;
  const target = before === undefined ? entries.length : positionOf(entries, before);
  const end = target < 0 ? entries.length : target;
  const isStaying = (_: unknown, at: number): boolean => !moving.has(at);
  const moved = [...moving].map((at) => entries[at]);
  const result = [
    ...entries.slice(0, end).filter(isStaying),
    ...moved,
    ...entries.slice(end).filter((_, at) => !moving.has(end + at)),
  ];
  return result.every((entry, at) => entry === entries[at]) ? entries : result;
}

/** Moves a search by one place among the valid searches. */
export function withStep(entries: Raw, order: readonly string[], key: string, by: 1 | -1): Raw {
  const at = order.indexOf(key);
  const [upper, lower] = by < 0 ? [order[at - 1], key] : [key, order[at + 1]];
  if (at < 0 || upper === undefined || lower === undefined) return entries;
  return withMoved(entries, [lower], upper);
}

/** Returns the first entry of a search; -1 if there is none. */
export function positionOf(entries: Raw, key: string): number {
  return entries.findIndex((entry) => {
    const query = asRecord(entry)?.get('query');
    return typeof query === 'string' && searchKey(query) === key;
  });
}
