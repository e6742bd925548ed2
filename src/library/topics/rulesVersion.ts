import { createHash } from 'node:crypto';
import { TOPIC_RULES } from '../../core/topics/assignTopics';
import type { Topic } from '../../core/topics/topic';

/**
 * Returns the version of the scoring rules: a hash of everything that decides which topics a paper earns by terms.
 * @param version version of the extension
 */
export function rulesVersion(topics: readonly Topic[], version: string): string {
  return createHash('sha256')
    .update(JSON.stringify([version, TOPIC_RULES, topics.filter(({ query }) => query === undefined)]))
    .digest('hex');
}
