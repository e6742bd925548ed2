import type { Paper } from '../../src/core/paper';
import type { Random } from '../eval/random';

/** What stands in the input after each third key, as people type one to four words of titles. */
export function typedPrefixes(papers: readonly Paper[], count: number, random: Random): string[] {
  const prefixes: string[] = [];
  while (prefixes.length < count) {
    const words = (papers[random.below(papers.length)]?.title ?? '').match(/[\p{L}\p{N}-]{3,}/gu) ?? [];
    const text = random
      .pick(words, 1 + random.below(4))
      .join(' ')
      .toLowerCase();
    for (let end = 1; end <= text.length && prefixes.length < count; end += 3)
      prefixes.push(text.slice(0, end));
  }
  return prefixes;
}
