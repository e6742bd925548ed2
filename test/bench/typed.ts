import type { Paper } from '../../src/core/paper/paper';
import type { Random } from '../eval/random';

const WORDS = /[\p{L}\p{N}-]{3,}/gu;

/**
 * Returns the text of the search box after every third key while a user types one to four words of a title.
 * Empty if no paper has a title.
 */
export function typedPrefixes(papers: readonly Paper[], count: number, random: Random): string[] {
  const titles = papers.map(({ title }) => title.match(WORDS) ?? []).filter(({ length }) => length > 0);
  const prefixes: string[] = [];
  while (titles.length > 0 && prefixes.length < count) {
    const words = titles[random.below(titles.length)] ?? [];
    const text = random
      .pick(words, 1 + random.below(4))
      .join(' ')
      .toLowerCase();
    for (let end = 1; end <= text.length && prefixes.length < count; end += 3)
      prefixes.push(text.slice(0, end));
  }
  return prefixes;
}
