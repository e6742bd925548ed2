import type { Corpus } from './corpus';
import { NO_STEM, TITLE_WEIGHT, readSequence } from './segment';
import type { TextScorer } from './textScorer';
import { FIRST_WORD, Mark, Section } from './tokens';

/** A stem of a paper with its weight there, and the word that it stands for most often. */
export interface WeighedStem {
  readonly stem: string;
  readonly weight: number;
  readonly word: string;
}

/** The stems of a paper's text, weightiest first. */
export function stemsOf(corpus: Corpus, text: TextScorer, doc: number): WeighedStem[] {
  const shard = corpus.shardOf(doc);
  if (shard === undefined) return [];
  const { segment, base } = shard;
  const found = new Map<number, { frequency: number; readonly words: Map<number, number> }>();
  let section = 0;
  for (const item of readSequence(segment, doc - base)) {
    if (item === Mark.section) section++;
    if (section > Section.abstract) break;
    if (item < FIRST_WORD) continue;
    const word = item - FIRST_WORD;
    const stem = segment.stemOfWord[word] ?? NO_STEM;
    if (stem === NO_STEM) continue;
    const entry = found.get(stem) ?? { frequency: 0, words: new Map<number, number>() };
    entry.frequency += section === Section.title ? TITLE_WEIGHT : 1;
    entry.words.set(word, (entry.words.get(word) ?? 0) + 1);
    found.set(stem, entry);
  }
  const stems = [...found].map(([number, { frequency, words }]) => {
    const stem = segment.stems.text(number);
    const [word] = [...words].reduce((most, entry) => (entry[1] > most[1] ? entry : most));
    return { stem, weight: text.stemWeight(stem, frequency, doc), word: segment.words.text(word) };
  });
  return stems.sort((a, b) => b.weight - a.weight || (a.stem < b.stem ? -1 : 1));
}
