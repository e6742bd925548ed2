import { createHash } from 'node:crypto';
import { TOPIC_RULES } from '../../core/topics/assignTopics';
import type { Topic } from '../../core/topics/topic';

/**
 * Returns a hash of everything that affects which topics a paper gets by terms. Excludes icons, and labels,
 * which depend on the language of the window.
 * @param version version of the extension
 */
export function rulesVersion(topics: readonly Topic[], version: string): string {
  const scored = topics
    .filter(({ query }) => query === undefined)
    .map((topic) => ({ ...topic, label: '', icon: '' }));
  return createHash('sha256')
    .update(JSON.stringify([version, TOPIC_RULES, scored]))
    .digest('hex');
}
