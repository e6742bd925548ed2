import { withMark, type ReadingList, type ReadingMark } from './readingList';

/** The times are those at which the mark was set; absent without the mark. */
export interface MarkChange {
  /** Id under which the mark is stored. */
  readonly id: string;
  readonly mark: ReadingMark;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface MarkRequest {
  readonly ids: readonly string[];
  readonly mark: ReadingMark;
  readonly isSet: boolean;
  /** ISO 8601 in UTC. */
  readonly now: string;
}

/**
 * Skips papers whose mark already has this state.
 * @param idOf the current id of a paper; marks can be stored under earlier ids
 */
export function changeMarks(
  list: ReadingList,
  { ids, mark, isSet, now }: MarkRequest,
  idOf: (id: string) => string,
): { readonly list: ReadingList; readonly changes: readonly MarkChange[] } {
  const wanted = new Set(ids.map(idOf));
  const after = isSet ? now : undefined;
  const marked = [...list].filter(([name, entry]) => wanted.has(idOf(name)) && entry[mark] !== undefined);
  const already = new Set(marked.map(([name]) => idOf(name)));
  const changes: readonly MarkChange[] = isSet
    ? [...wanted].filter((id) => !already.has(id)).map((id) => ({ id, mark, before: undefined, after }))
    : marked.map(([id, entry]) => ({ id, mark, before: entry[mark], after }));
  return { list: changes.reduce((next, { id }) => withMark(next, id, mark, after, now), list), changes };
}

/** Restores the times of the marks. Skips a mark that was changed again since, in any window. */
export function undoChanges(list: ReadingList, changes: readonly MarkChange[], now: string): ReadingList {
  return changes.reduce(
    (next, { id, mark, before, after }) =>
      next.get(id)?.[mark] === after ? withMark(next, id, mark, before, now) : next,
    list,
  );
}
