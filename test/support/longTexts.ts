import type { Paper } from '../../src/core/paper/paper';
import type { KeptText } from '../../src/library/store/keptTextStore';
import { Random } from '../eval/random';
import { hubText } from './hub-content';

/**
 * Returns full texts of some of the papers, the same for the same seed. A text is the paper's abstract, then titles and
 * abstracts of other papers as its sections.
 * @param length length of each text in characters, at least
 */
export function* longTexts(
  papers: readonly Paper[],
  count: number,
  length: number,
  seed: number,
): Generator<KeptText, void> {
  const random = new Random(seed);
  for (const paper of random.pick(papers, count)) {
    const parts = [paper.abstract];
    for (let size = paper.abstract.length; size < length;) {
      const { title, abstract } = papers[random.below(papers.length)] ?? paper;
      // Made-up abstracts have no sentences.
      const sentences = abstract.replace(/(?:[^\s.]+ ){20}/g, (words) => `${words.trim()}. `);
      parts.push(`## ${title}`, sentences);
      size += title.length + sentences.length;
    }
    const about = { id: paper.id, fetched: '2026-03-05T15:00:00.000Z', host: 'hub.example' };
    yield { ...about, answer: hubText(paper.id, paper.title, parts.join('\n\n')) };
  }
}
