import { MAX_TOPIC_QUERY_LENGTH } from './limits';
import { parseQuery, type Query } from '../query/parseQuery';
import { suggestionsFor } from '../query/suggestions';
import { unknownFields } from '../query/unknownField';
import { topicQuery } from './topicQuery';
import type { Topic, TopicTerm } from './topic';
import type { TopicProblem, TopicProblemKind } from './topicProblem';

const FALLBACK_ICON = 'tag';
const FIELDS = ['id', 'label', 'icon', 'query', 'terms', 'hidden'];

/** `problems` of a valid topic do not invalidate it. */
export type Entry =
  | { readonly kind: 'topic'; readonly topic: Topic; readonly problems: readonly TopicProblem[] }
  | { readonly kind: 'hide'; readonly id: string; readonly problems: readonly TopicProblem[] }
  | { readonly kind: 'none'; readonly problems: readonly TopicProblem[] };

export type EntryRecord = Readonly<Record<string, unknown>>;

/** Returns the reason if an entry has no valid id. */
export function identified(
  raw: unknown,
  place: number,
): { readonly id: string; readonly fields: EntryRecord } | TopicProblem {
  if (!isRecord(raw)) return { kind: 'notObject', subject: place };
  const { id } = raw;
  if (typeof id !== 'string' || !/^[a-z0-9][a-z0-9-]{0,63}$/.test(id)) {
    const shown = typeof id === 'string' ? { detail: id.slice(0, 80) } : {};
    return { kind: 'badId', subject: place, ...shown };
  }
  return { id, fields: raw };
}

/**
 * Reads an entry of the data file or the setting. A valibot schema would replace six type tests, but need a table from
 * its paths to kinds of problems, and an entry may take fields from the topic that it overrides.
 * @param isIcon returns whether a name is a codicon
 */
export function parseEntry(
  id: string,
  fields: EntryRecord,
  before: Topic | undefined,
  isIcon: (name: string) => boolean,
): Entry {
  const unknown = unknownFields(Object.keys(fields), FIELDS).map((field) => ({ ...field, subject: id }));
  const rejected = (kind: TopicProblemKind, more: Partial<TopicProblem> = {}): Entry => ({
    kind: 'none',
    problems: [...unknown, { kind, subject: id, ...more }],
  });
  const { hidden, label = before?.label, icon = before?.icon ?? FALLBACK_ICON } = fields;
  if (hidden !== undefined && typeof hidden !== 'boolean') return rejected('badHidden');
  if (hidden === true) return before ? { kind: 'hide', id, problems: unknown } : rejected('hidesNothing');
  if (typeof label !== 'string' || label.trim() === '') return rejected('noLabel');
  const evidence = parseEvidence(fields, before);
  if ('kind' in evidence) return rejected(evidence.kind, evidence);
  const problems = [...unknown, ...misspelledFields(id, fields)];
  const isKnown = typeof icon === 'string' && isIcon(icon);
  if (!isKnown) problems.push({ kind: 'badIcon', subject: id, detail: iconText(icon) });
  return {
    kind: 'topic',
    topic: { id, label: label.trim(), icon: isKnown ? icon : FALLBACK_ICON, ...evidence },
    problems,
  };
}

type Evidence = Pick<Topic, 'terms' | 'query'>;
type Rejected = Pick<TopicProblem, 'kind' | 'detail'>;

/** By default, returns the query or terms of the overridden topic. */
function parseEvidence(fields: EntryRecord, before: Topic | undefined): Evidence | Rejected {
  const { query, terms } = fields;
  if (query !== undefined) {
    if (typeof query !== 'string') return { kind: 'emptyQuery' };
    return wrongQuery(query) ?? { terms: [], query: query.trim() };
  }
  if (terms === undefined) {
    if (before === undefined) return { kind: 'noQuery' };
    return { terms: before.terms, ...(before.query !== undefined && { query: before.query }) };
  }
  if (!Array.isArray(terms)) return { kind: 'badTerms' };
  const read: TopicTerm[] = [];
  for (const [index, term] of (terms as unknown[]).entries()) {
    const one = parseTerm(term, index + 1);
    if ('kind' in one) return one;
    read.push(one);
  }
  return { terms: read };
}

function parseTerm(term: unknown, detail: number): TopicTerm | Rejected {
  if (!isRecord(term)) return { kind: 'badTerm', detail };
  const { weight, any, not } = term;
  if (typeof weight !== 'number' || !Number.isFinite(weight)) return { kind: 'badWeight', detail };
  if (!isQueries(any) || any.length === 0) return { kind: 'badAny', detail };
  if (not !== undefined && !isQueries(not)) return { kind: 'badNot', detail };
  const wrong = [...any, ...(not ?? [])].map(wrongQuery).find((one) => one !== undefined);
  return wrong ?? { weight, any, ...(not && { not }) };
}

/** Words or one phrase: always valid, so not parsed. Every start reads 2,500 queries, most of them plain. */
export const PLAIN_QUERY = /^(?:“[\p{L}\p{N}]+(?:[ -][\p{L}\p{N}]+)*”|[\p{L}\p{N}]+(?:[ -][\p{L}\p{N}]+)*)$/u;

function wrongQuery(text: string): Rejected | undefined {
  if (text.length > MAX_TOPIC_QUERY_LENGTH) return { kind: 'longQuery', detail: MAX_TOPIC_QUERY_LENGTH };
  if (PLAIN_QUERY.test(text)) return undefined;
  // A keyword without a value, or a sort order alone, would find every paper.
  if (parseQuery(text.trim()).clauses.every(({ kind }) => kind === 'unfinished'))
    return { kind: 'emptyQuery' };
  return hasStateFilter(topicQuery(text)) ? { kind: 'circular', detail: text } : undefined;
}

const STATE_FIELDS: ReadonlySet<string | undefined> = new Set(['topic', 'tag', 'note', 'text']);

/** Returns whether a query depends on topics, reading state, notes or kept texts. */
function hasStateFilter({ clauses }: Query): boolean {
  return clauses.some(
    (clause) =>
      (clause.kind === 'text' && STATE_FIELDS.has(clause.field)) ||
      (clause.kind === 'flag' && clause.flag !== 'has:code'),
  );
}

/** Returns the first probable mistake in an entry's queries. */
function misspelledFields(id: string, { query, terms }: EntryRecord): readonly TopicProblem[] {
  for (const text of typeof query === 'string' ? [query] : queriesOf(terms)) {
    const [trouble] = PLAIN_QUERY.test(text) ? [] : suggestionsFor(topicQuery(text));
    if (!trouble) continue;
    const [meant] = trouble.instead;
    const instead = meant === undefined ? {} : { instead: meant.label };
    return [{ kind: 'misspelt', subject: id, detail: trouble.typed, ...instead }];
  }
  return [];
}

/** Includes invalid queries. */
export function queriesOf(terms: unknown): readonly string[] {
  if (!Array.isArray(terms)) return [];
  const lists = (terms as unknown[]).filter(isRecord).flatMap(({ any, not }): unknown[] => [any, not]);
  return lists
    .filter((list): list is unknown[] => Array.isArray(list))
    .flat()
    .filter((query) => typeof query === 'string');
}

function iconText(icon: unknown): string {
  return (typeof icon === 'string' ? icon : JSON.stringify(icon)).slice(0, 80);
}

function isQueries(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((query) => typeof query === 'string' && query.trim() !== '');
}

function isRecord(value: unknown): value is EntryRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
