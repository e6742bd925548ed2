import { OTHER_TOPIC, type Topic } from './topic';
import type { TopicProblem } from './topicProblem';

const SLICE_PAPERS = 1024;

/**
 * Returns a problem for each topic of the settings without papers. Yields.
 * @param bundled the topics of the extension, which may have no papers
 * @param assigned the topics of each paper
 */
export function* topicsWithoutPapers(
  topics: readonly Topic[],
  bundled: readonly Topic[],
  assigned: ReadonlyMap<string, readonly string[]>,
): Generator<void, readonly TopicProblem[]> {
  const unchanged = new Map(bundled.map(({ id, terms }) => [id, terms]));
  const own = topics.filter(
    ({ id, terms, query }) => id !== OTHER_TOPIC && (query !== undefined || unchanged.get(id) !== terms),
  );
  const waiting = new Set(own.map(({ id }) => id));
  let papers = 0;
  for (const ids of assigned.values()) {
    if (waiting.size === 0) break;
    for (const id of ids) waiting.delete(id);
    if (++papers % SLICE_PAPERS === 0) yield;
  }
  // In an empty library, a topic without papers is not a mistake.
  return papers === 0 ? [] : [...waiting].map((subject) => ({ kind: 'noPaper', subject }));
}
