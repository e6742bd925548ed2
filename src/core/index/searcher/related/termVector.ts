import type { IndexReader } from '../../read/indexReader';
import { NO_STEM, type Segment } from '../../segment/segment';
import { TITLE_WEIGHT } from '../../segment/titleWeight';
import { readTokens } from '../../segment/forwardIndex';
import type { TextScorer } from '../textScorer';
import { FIRST_WORD, Mark, Section } from '../../segment/document';

export interface TermFreqs {
  inTitle: number;
  inAbstract: number;
}

export interface WeightedTerm {
  readonly stem: string;
  readonly weight: number;
}

/** Counts stems in title and abstract, by id, in the order of the text. */
export function countTerms(segment: Segment, doc: number): ReadonlyMap<number, TermFreqs> {
  const found = new Map<number, TermFreqs>();
  let section = 0;
  for (const item of readTokens(segment, doc)) {
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

/** Frequency of a stem for ranking: words of the title count more. */
export function rankFrequency({ inTitle, inAbstract }: TermFreqs): number {
  return TITLE_WEIGHT * inTitle + inAbstract;
}

/** By descending weight. */
export function termVector(index: IndexReader, text: TextScorer, doc: number): WeightedTerm[] {
  const reader = index.segmentOf(doc);
  if (reader === undefined) return [];
  const { segment, base } = reader;
  return [...countTerms(segment, doc - base)]
    .map(([number, counts]) => {
      const stem = segment.stems.text(number);
      return { stem, weight: text.stemWeight(stem, rankFrequency(counts), doc) };
    })
    .sort((a, b) => b.weight - a.weight || (a.stem < b.stem ? -1 : 1));
}
