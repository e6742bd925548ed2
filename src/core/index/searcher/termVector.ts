import type { Corpus } from '../read/indexReader';
import { NO_STEM, TITLE_WEIGHT, type Segment } from '../segment/segment';
import { readSequence } from '../segment/forwardIndex';
import type { TextScorer } from './textScorer';
import { FIRST_WORD, Mark, Section } from '../segment/document';

/** How often a stem occurs in a paper. */
export interface StemCounts {
  inTitle: number;
  inAbstract: number;
}

/** A stem of a paper with its weight there. */
export interface WeighedStem {
  readonly stem: string;
  readonly weight: number;
}

/** The stems in title and abstract of a segment's paper by their numbers there, in the order of the text. */
export function countStems(segment: Segment, doc: number): ReadonlyMap<number, StemCounts> {
  const found = new Map<number, StemCounts>();
  let section = 0;
  for (const item of readSequence(segment, doc)) {
    if (item === Mark.section) section++;
    if (section > Section.abstract) break;
    if (item < FIRST_WORD) continue;
    const stem = segment.stemOfWord[item - FIRST_WORD] ?? NO_STEM;
    if (stem === NO_STEM) continue;
    let counts = found.get(stem);
    if (counts === undefined) found.set(stem, (counts = { inTitle: 0, inAbstract: 0 }));
    if (section === Section.title) counts.inTitle++;
    else counts.inAbstract++;
  }
  return found;
}

/** Frequency of a stem as it is ranked: the title's words count more. */
export function rankedFrequency({ inTitle, inAbstract }: StemCounts): number {
  return TITLE_WEIGHT * inTitle + inAbstract;
}

/** The stems of a paper's text, weightiest first. */
export function stemsOf(corpus: Corpus, text: TextScorer, doc: number): WeighedStem[] {
  const shard = corpus.shardOf(doc);
  if (shard === undefined) return [];
  const { segment, base } = shard;
  return [...countStems(segment, doc - base)]
    .map(([number, counts]) => {
      const stem = segment.stems.text(number);
      return { stem, weight: text.stemWeight(stem, rankedFrequency(counts), doc) };
    })
    .sort((a, b) => b.weight - a.weight || (a.stem < b.stem ? -1 : 1));
}
