import { topicName } from '../analysis/tokenizer';
import type { TextClause } from './parseQuery';
import type { Topic } from '../topics/topics';

/** What is known about a topic to find it by. */
export type NamedTopic = Pick<Topic, 'id' | 'label'>;

/** Most topics that are offered for one that does not exist. */
const MOST = 3;

/**
 * Ids of the topics that a `topic:` which names none may mean, those with a word that begins so first; undefined when
 * there is nothing wrong with it, as long as it may still become one.
 */
export function nearTopics(clause: TextClause, topics: readonly NamedTopic[]): readonly string[] | undefined {
  const wanted = topicName(clause.text);
  const named = topics.map(({ id, label }) => ({ id, names: [topicName(id), topicName(label)] }));
  if (named.some(({ id }) => topicName(id) === wanted)) return undefined;
  const begun = named.filter(({ names }) => names.some((name) => `-${name}`.includes(`-${wanted}`)));
  if (clause.open && begun.length > 0) return undefined;
  const near = named.filter(({ names }) =>
    names.some((name) => isNear(wanted, name) || name.split('-').some((word) => isNear(wanted, word))),
  );
  return [...new Set([...begun, ...near].map(({ id }) => id))].slice(0, MOST);
}

/** Shortest word that another may be taken for; of shorter ones too many are near. */
const SHORTEST = 4;
/** Whether a word is another with an ending more or less, a letter wrong, or two swapped. */
export function isNear(typed: string, known: string): boolean {
  if (known.length < SHORTEST) return false;
  if (typed.startsWith(known) && typed.length <= known.length + 2) return true;
  let same = 0;
  while (same < known.length && typed[same] === known[same]) same++;
  const [a, b] = [typed.slice(same), known.slice(same)];
  const swapped = `${b.charAt(1)}${b.charAt(0)}${b.slice(2)}`;
  return a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b || a === swapped;
}
