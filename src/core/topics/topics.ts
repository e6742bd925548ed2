import { runToEnd } from '../lang/runGenerator';
import { MAX_TOPIC_QUERIES, MAX_TOPICS } from './limits';
import { type EntryRecord, identified, queriesOf, parseEntry } from './topicEntry';
import { OTHER_TOPIC, type Topic } from './topic';
import type { TopicProblem } from './topicProblem';

export { OTHER_TOPIC, type Topic, type TopicTerm } from './topic';

export interface ParsedTopics {
  readonly topics: readonly Topic[];
  readonly problems: readonly TopicProblem[];
}

/** Reads the data file `{topics: [{id, label, icon, terms: [{weight, any, not}]}]}`. Never throws. */
export function parseTopics(json: unknown): ParsedTopics {
  return runToEnd(parsingTopics(json));
}

/** Like `parseTopics`, but yields after each topic. */
export function* parsingTopics(json: unknown): Generator<void, ParsedTopics> {
  const entries = typeof json === 'object' && json !== null ? (json as EntryRecord)['topics'] : undefined;
  if (!Array.isArray(entries)) return { topics: [], problems: [{ kind: 'badFile' }] };
  return yield* applyingEntries([], entries, () => true);
}

/**
 * Applies the entries of the setting. A new id is added before `other`, a known id overrides the given fields, and
 * `hidden: true` removes a topic. An invalid entry changes nothing. Of entries with one id, the first is used.
 * @param isIcon returns whether a name is a codicon
 */
export function applyChanges(
  topics: readonly Topic[],
  entries: unknown,
  isIcon: (name: string) => boolean = (name) => /^[a-z0-9-]{1,64}$/.test(name),
): ParsedTopics {
  if (entries === undefined || entries === null) return { topics, problems: [] };
  if (!Array.isArray(entries)) return { topics, problems: [{ kind: 'notList' }] };
  const { used, problems } = withinLimits(entries as unknown[]);
  const result = runToEnd(applyingEntries(topics, used, isIcon));
  const known = new Set(topics.map(({ id }) => id));
  return {
    topics: result.topics.map((topic) => (known.has(topic.id) ? topic : { ...topic, added: true })),
    problems: [...problems, ...result.problems],
  };
}

function withinLimits(entries: readonly unknown[]): {
  readonly used: readonly unknown[];
  readonly problems: readonly TopicProblem[];
} {
  const some = entries.slice(0, MAX_TOPICS);
  const problems: TopicProblem[] =
    entries.length > MAX_TOPICS ? [{ kind: 'tooMany', subject: MAX_TOPICS + 1, detail: MAX_TOPICS }] : [];
  let queries = 0;
  const tooLate = some.findIndex((raw) => {
    queries +=
      typeof raw === 'object' && raw !== null ? 1 + queriesOf((raw as EntryRecord)['terms']).length : 0;
    return queries > MAX_TOPIC_QUERIES;
  });
  if (tooLate < 0) return { used: some, problems };
  problems.push({ kind: 'tooManyQueries', subject: tooLate + 1, detail: MAX_TOPIC_QUERIES });
  return { used: some.slice(0, tooLate), problems };
}

function* applyingEntries(
  topics: readonly Topic[],
  entries: readonly unknown[],
  isIcon: (name: string) => boolean,
): Generator<void, ParsedTopics> {
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const seen = new Set<string>();
  const problems: TopicProblem[] = [];
  for (const [index, raw] of entries.entries()) {
    const named = identified(raw, index + 1);
    if ('kind' in named) {
      problems.push(named);
      continue;
    }
    const { id, fields } = named;
    if (seen.has(id)) {
      problems.push({ kind: 'duplicate', subject: index + 1, detail: id });
      continue;
    }
    seen.add(id);
    const entry = parseEntry(id, fields, byId.get(id), isIcon);
    problems.push(...entry.problems);
    if (entry.kind === 'hide') byId.delete(id);
    else if (entry.kind === 'topic') byId.set(id, entry.topic);
    yield;
  }
  return { topics: otherLast([...byId.values()]), problems };
}

function otherLast(topics: readonly Topic[]): readonly Topic[] {
  const other = topics.filter(({ id }) => id === OTHER_TOPIC);
  return [...topics.filter(({ id }) => id !== OTHER_TOPIC), ...other];
}
