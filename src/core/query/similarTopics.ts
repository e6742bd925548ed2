import { topicName } from '../analysis/tokenizer';
import type { Clause, Query, TextClause } from './parseQuery';
import type { Topic } from '../topics/topic';

export type NamedTopic = Pick<Topic, 'id' | 'label' | 'englishLabel'>;

function labelsOf({ label, englishLabel = label }: NamedTopic): readonly string[] {
  return [topicName(label), topicName(englishLabel)];
}

/**
 * Replaces the label of a topic by its id: `topic:"vision and language"` becomes `topic:multimodal`. In the clause
 * being typed, a unique start of a label is enough. Unknown topics stay.
 */
export function withTopicIds(query: Query, topics: readonly NamedTopic[]): Query {
  if (!query.clauses.some(isTopic)) return query;
  return { ...query, clauses: query.clauses.map((clause) => withTopicId(clause, topics)) };
}

function withTopicId(clause: Clause, topics: readonly NamedTopic[]): Clause {
  if (!isTopic(clause)) return clause;
  const wanted = topicName(clause.text);
  const isWanted = (name: string): boolean => (clause.open ? name.startsWith(wanted) : name === wanted);
  if (topics.some(({ id }) => isWanted(topicName(id)))) return clause;
  const whole = topics.find((topic) => labelsOf(topic).includes(wanted));
  const begun = topics.filter((topic) => labelsOf(topic).some(isWanted));
  const named = whole ?? (begun.length === 1 ? begun[0] : undefined);
  return named === undefined ? clause : { ...clause, text: named.id, open: false };
}

function isTopic(clause: Clause): clause is TextClause {
  return clause.kind === 'text' && clause.field === 'topic';
}

/** Returns whether a topic has this id or label. */
export function isTopicName(text: string, topics: readonly NamedTopic[]): boolean {
  const wanted = topicName(text);
  return topics.some((topic) => topicName(topic.id) === wanted || labelsOf(topic).includes(wanted));
}

const MAX_SIMILAR = 3;

/**
 * Returns ids of topics similar to an unknown `topic:` value, first those with a word that starts with it. Returns
 * `undefined` if the topic exists or the typed text can still become one.
 */
export function similarTopics(
  clause: TextClause,
  topics: readonly NamedTopic[],
): readonly string[] | undefined {
  if (isTopicName(clause.text, topics)) return undefined;
  const wanted = topicName(clause.text);
  const named = topics.map((topic) => ({
    id: topic.id,
    names: [topicName(topic.id), ...labelsOf(topic)],
  }));
  const begun = named.filter(({ names }) => names.some((name) => `-${name}`.includes(`-${wanted}`)));
  if (clause.open && begun.length > 0) return undefined;
  const near = named.filter(({ names }) =>
    names.some(
      (name) => withinOneEdit(wanted, name) || name.split('-').some((word) => withinOneEdit(wanted, word)),
    ),
  );
  return [...new Set([...begun, ...near].map(({ id }) => id))].slice(0, MAX_SIMILAR);
}

/** Minimum length for approximate matching. Shorter words have too many neighbors. */
const MIN_LENGTH_FOR_TYPOS = 4;
/** Accepts two more letters at the end, one edit, or two swapped letters. */
export function withinOneEdit(typed: string, known: string): boolean {
  if (known.length < MIN_LENGTH_FOR_TYPOS) return false;
  if (typed.startsWith(known) && typed.length <= known.length + 2) return true;
  let same = 0;
  while (same < known.length && typed[same] === known[same]) same++;
  const [a, b] = [typed.slice(same), known.slice(same)];
  const swapped = `${b.charAt(1)}${b.charAt(0)}${b.slice(2)}`;
  return a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b || a === swapped;
}
