import type { IndexReader } from '../read/indexReader';
import { NO_STEM, TITLE_WEIGHT, type Segment } from '../segment/segment';
import { readTokens } from '../segment/forwardIndex';
import type { TextScorer } from './textScorer';
import { FIRST_WORD, Mark, Section } from '../segment/document';

/** How often a stem occurs in a paper. */
export interface TermFreqs {
  inTitle: number;
  inAbstract: number;
}

/** A stem of a paper with its weight there. */
export interface WeightedTerm {
  readonly stem: string;
  readonly weight: number;
}

/** The stems in title and abstract of a segment's paper by their numbers there, in the order of the text. */
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

/** Frequency of a stem as it is ranked: the title's words count more. */
export function rankFrequency({ inTitle, inAbstract }: TermFreqs): number {
  return TITLE_WEIGHT * inTitle + inAbstract;
}

/** The stems of a paper's text, weightiest first. */
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
