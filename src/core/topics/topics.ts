import { parseQuery } from '../query/parseQuery';

/**
 * Evidence for a topic. A paper that matches a query of `any` and none of `not` scores up to `weight`: about
 * half for one mention in the abstract, more for the title and for further mentions. A negative weight is
 * evidence against the topic.
 */
export interface TopicTerm {
  readonly weight: number;
  /** Queries in the search syntax, on title and abstract. */
  readonly any: readonly string[];
  readonly not?: readonly string[];
}

export interface Topic {
  readonly id: string;
  readonly label: string;
  /** Codicon name, without `$()`. */
  readonly icon: string;
  readonly terms: readonly TopicTerm[];
}

/** Valid topics, and a message for each invalid entry. */
export interface ReadTopics {
  readonly topics: readonly Topic[];
  readonly problems: readonly string[];
}

/** Topic of papers without any other topic. */
export const OTHER_TOPIC = 'other';

/** Weight of a topic defined by one query. Exceeds any sum of weighted terms. */
export const WHOLE_QUERY = 1000;

const FALLBACK_ICON = 'tag';

/** Result of reading one entry of the data file or the setting. */
type Entry =
  | { readonly kind: 'topic'; readonly id: string; readonly topic: Topic }
  | { readonly kind: 'hide'; readonly id: string }
  | { readonly kind: 'problem'; readonly problem: string };

/** Reads the data file `{topics: [{id, label, icon, terms: [{weight, any, not}]}]}`. Never throws. */
export function readTopics(json: unknown): ReadTopics {
  const entries = isRecord(json) ? json['topics'] : undefined;
  if (!Array.isArray(entries))
    return { topics: [], problems: ['The topics file holds no list named "topics".'] };
  return withChanges([], entries);
}

/**
 * Applies the entries of the setting. A new id is added before `other`, a known id overrides the fields it
 * gives, and `hidden: true` removes a topic. Invalid entries are reported and change nothing.
 */
export function withChanges(topics: readonly Topic[], entries: unknown): ReadTopics {
  if (entries === undefined || entries === null) return { topics, problems: [] };
  if (!Array.isArray(entries)) return { topics, problems: ['The list of topics is not a list.'] };
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const problems: string[] = [];
  for (const [index, raw] of entries.entries()) {
    const entry = readEntry(raw, index, byId);
    if (entry.kind === 'problem') problems.push(entry.problem);
    else if (entry.kind === 'hide') byId.delete(entry.id);
    else byId.set(entry.id, entry.topic);
  }
  return { topics: otherLast([...byId.values()]), problems };
}

function readEntry(raw: unknown, index: number, known: ReadonlyMap<string, Topic>): Entry {
  const place = `Topic ${index + 1}`;
  if (!isRecord(raw)) return { kind: 'problem', problem: `${place} is not an object.` };
  const { id, hidden } = raw;
  if (typeof id !== 'string' || !/^[a-z0-9][a-z0-9-]{0,63}$/.test(id)) {
    return {
      kind: 'problem',
      problem: `${place} has no id of small letters, digits and hyphens.`,
    };
  }
  const problem = (what: string): Entry => ({ kind: 'problem', problem: `Topic "${id}" ${what}` });
  if (hidden !== undefined && typeof hidden !== 'boolean')
    return problem('has a "hidden" that is not true or false.');
  if (hidden === true)
    return known.has(id) ? { kind: 'hide', id } : problem('is hidden, but there is no such topic.');
  const before = known.get(id);
  const label = raw['label'] ?? before?.label;
  if (typeof label !== 'string' || label.trim() === '') return problem('has no label.');
  const icon = raw['icon'] ?? before?.icon ?? FALLBACK_ICON;
  if (typeof icon !== 'string' || !/^[a-z0-9-]{1,64}$/.test(icon))
    return problem('has an icon that is no codicon name.');
  const terms = readTerms(raw, before);
  if (typeof terms === 'string') return problem(terms);
  return { kind: 'topic', id, topic: { id, label: label.trim(), icon, terms } };
}

/** Returns an entry's terms (by default those of the topic that it overrides), or a problem description. */
function readTerms(
  raw: Readonly<Record<string, unknown>>,
  before: Topic | undefined,
): readonly TopicTerm[] | string {
  const { query, terms } = raw;
  if (query !== undefined) {
    if (typeof query !== 'string' || query.trim() === '') return 'has an empty "query".';
    if (asksForState(query)) return CIRCULAR;
    return [{ weight: WHOLE_QUERY, any: [query.trim()] }];
  }
  if (terms === undefined) return before ? before.terms : 'has neither "query" nor "terms".';
  if (!Array.isArray(terms)) return 'has "terms" that are no list.';
  const read: TopicTerm[] = [];
  for (const [index, term] of (terms as unknown[]).entries()) {
    const place = `has a term ${index + 1}`;
    if (!isRecord(term)) return `${place} that is not an object.`;
    const { weight, any, not } = term;
    if (typeof weight !== 'number' || !Number.isFinite(weight))
      return `${place} whose "weight" is no number.`;
    if (!isQueries(any) || any.length === 0) return `${place} whose "any" is no list of queries.`;
    if (not !== undefined && !isQueries(not)) return `${place} whose "not" is no list of queries.`;
    if ([...any, ...(not ?? [])].some(asksForState)) return CIRCULAR;
    read.push({ weight, any, ...(not && { not }) });
  }
  return read;
}

const CIRCULAR = 'asks for topic:, is:saved or is:unread, which are not known when topics are given.';

/** Returns whether a query depends on topics or on the user's reading state. */
function asksForState(query: string): boolean {
  return parseQuery(query).clauses.some(
    (clause) =>
      (clause.kind === 'text' && clause.field === 'topic') ||
      (clause.kind === 'flag' && clause.flag !== 'has:code'),
  );
}

function isQueries(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((query) => typeof query === 'string' && query.trim() !== '');
}

function otherLast(topics: readonly Topic[]): readonly Topic[] {
  const other = topics.filter(({ id }) => id === OTHER_TOPIC);
  return [...topics.filter(({ id }) => id !== OTHER_TOPIC), ...other];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
