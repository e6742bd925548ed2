import { isEmpty, parseQuery } from '../query/parseQuery';
import { suggestionsFor } from '../query/suggestions';
import { unknownFields } from '../query/unknownField';
import { asList, asRecord, type JsonRecord } from '../lang/json';
import type { SavedSearchProblem, SavedSearchProblemKind } from './savedSearchProblem';

export interface SavedSearch {
  /** See `searchKey`. */
  readonly key: string;
  readonly name: string;
  readonly query: string;
  readonly notify: boolean;
}

/** In the order of the setting, with the mistakes in its entries. */
export interface ReadSavedSearches {
  readonly searches: readonly SavedSearch[];
  readonly problems: readonly SavedSearchProblem[];
}

/** A refresh runs each search. */
export const MAX_SAVED_SEARCHES = 100;
export const MAX_SAVED_QUERY_LENGTH = 500;
export const MAX_NAME_LENGTH = 100;

const FIELDS = ['name', 'query', 'notify'];

/**
 * Returns the query without superfluous spaces. A renamed or moved search keeps its key, and with it the record of what
 * the user looked at.
 */
export function searchKey(query: string): string {
  return query.trim().replace(/\s+/g, ' ');
}

/**
 * Reads the setting `[{name, query, notify?}]`. Never throws. Uses no valibot schema, because an entry with a wrong
 * name, `notify` or extra field is still valid, and each mistake has its own kind and subject.
 */
export function readSavedSearches(setting: unknown): ReadSavedSearches {
  if (setting === undefined || setting === null) return { searches: [], problems: [] };
  const entries = asList(setting);
  if (!entries) return { searches: [], problems: [{ kind: 'notList' }] };
  const searches = new Map<string, SavedSearch>();
  const problems: SavedSearchProblem[] = [];
  for (const [index, raw] of entries.slice(0, MAX_SAVED_SEARCHES).entries()) {
    const entry = readEntry(raw, index + 1);
    problems.push(...entry.problems);
    const { search } = entry;
    if (!search) continue;
    const first = searches.get(search.key);
    if (first) problems.push({ kind: 'duplicate', subject: index + 1, detail: first.name });
    else searches.set(search.key, search);
  }
  if (entries.length > MAX_SAVED_SEARCHES)
    problems.push({ kind: 'tooMany', subject: MAX_SAVED_SEARCHES + 1, detail: MAX_SAVED_SEARCHES });
  return { searches: [...searches.values()], problems };
}

interface Entry {
  readonly search?: SavedSearch;
  readonly problems: readonly SavedSearchProblem[];
}

function readEntry(raw: unknown, place: number): Entry {
  const fields = asRecord(raw);
  if (!fields) return { problems: [{ kind: 'notObject', subject: place }] };
  const query = fields.get('query');
  const name = nameOf(fields);
  const subject = name ?? place;
  const wrong = queryProblem(query);
  if (wrong) return { problems: [{ ...wrong, subject }] };
  const text = (query as string).trim();
  const notify = fields.get('notify');
  const problems: SavedSearchProblem[] = [];
  if (name === undefined && fields.has('name'))
    problems.push({ kind: 'badName', subject: place, detail: MAX_NAME_LENGTH });
  if (notify !== undefined && typeof notify !== 'boolean') problems.push({ kind: 'badNotify', subject });
  for (const field of unknownFields(fields.keys(), FIELDS)) problems.push({ ...field, subject });
  problems.push(...misspelt(text, subject));
  const search = { key: searchKey(text), name: name ?? text, query: text, notify: notify === true };
  return { search, problems };
}

function nameOf(fields: JsonRecord): string | undefined {
  const name = fields.get('name');
  if (typeof name !== 'string' || name.trim() === '' || name.trim().length > MAX_NAME_LENGTH)
    return undefined;
  return name.trim();
}

/** Returns why a query cannot be followed; `undefined` if it can be. */
export function queryProblem(
  query: unknown,
): { readonly kind: SavedSearchProblemKind; readonly detail?: number } | undefined {
  if (query === undefined) return { kind: 'noQuery' };
  if (typeof query !== 'string') return { kind: 'badQuery' };
  if (query.trim().length > MAX_SAVED_QUERY_LENGTH)
    return { kind: 'longQuery', detail: MAX_SAVED_QUERY_LENGTH };
  // A keyword without a value, or a sort order alone, would find every paper.
  return isEmpty(parseQuery(query.trim())) ? { kind: 'emptyQuery' } : undefined;
}

function misspelt(query: string, subject: string | number): SavedSearchProblem[] {
  const mistake = suggestionsFor(parseQuery(`${query} `)).find(({ kind }) => kind !== 'year');
  if (!mistake) return [];
  const [meant] = mistake.instead;
  return [{ kind: 'misspelt', subject, detail: mistake.typed, ...(meant && { instead: meant.label }) }];
}
