import { idf } from '../../read/bm25';
import type { IndexReader, OffsetSegment } from '../../read/indexReader';
import { compareTies, topK } from '../../read/topK';
import { surfaceFormsOf, commonForm, type SurfaceForms } from './surfaceForms';
import type { TextScorer } from '../textScorer';
import { countTerms, rankFrequency, type TermFreqs } from './termVector';

/** `shared`: words of both papers, by descending weight. */
export interface SimilarDoc {
  readonly doc: number;
  readonly score: number;
  readonly shared: readonly string[];
}

/** In addition to the weight in the whole text. */
const TITLE_BOOST = 0.5;
const MAX_SHARED_WORDS = 5;
/** Stems in more papers than this only score candidates that other stems found. */
const MAX_FINDING_DOCS = 1000;
/** Compared stem by stem. */
const CANDIDATE_DOCS = 100;
/** Two papers share numbers by chance. */
const NUMBER = /^\p{N}+$/u;

/**
 * Finds papers that share a paper's words. The score sums, over the stems of both, idf times the saturated term
 * frequency (BM25) in each. `npm run eval:related` decided to count idf once, to add the title's weight, and to use all
 * stems.
 */
export function moreLikeThis(index: IndexReader, text: TextScorer, doc: number, limit: number): SimilarDoc[] {
  const reader = index.segmentOf(doc);
  if (reader === undefined) return [];
  const accumulator = index.borrowAccumulator();
  const own: SourceTerm[] = [];
  for (const [number, counts] of countTerms(reader.segment, doc - reader.base)) {
    const stem = reader.segment.stems.text(number);
    if (NUMBER.test(stem)) continue;
    const factor = tfWeight(text, counts, doc);
    const found = text.addStem(stem, accumulator, {
      factor,
      mask: 1,
      title: TITLE_BOOST,
      maxDocs: MAX_FINDING_DOCS,
    });
    own.push({ stem, weight: factor * idf(index.numDocs, found), significant: isSignificant(counts) });
  }
  const found = topK(index, accumulator.matchedDocs, accumulator.scores, Math.max(CANDIDATE_DOCS, limit + 1));
  index.returnAccumulator(accumulator);
  const forms = formsOfDoc(index, doc);
  return found
    .filter((other) => other !== doc)
    .map(comparerOf(index, text, own))
    .sort((a, b) => b.score - a.score || (compareTies(index, a.doc, b.doc) ? -1 : 1))
    .slice(0, limit)
    .map(({ doc, score, shared }) => ({
      doc,
      score,
      shared: sharedWords(shared, forms, formsOfDoc(index, doc)),
    }));
}

interface SourceTerm {
  readonly stem: string;
  /** Idf times the saturated term frequency in the source paper. */
  readonly weight: number;
  readonly significant: boolean;
}

interface SharedTerm {
  readonly stem: string;
  readonly weight: number;
  /** In one of the papers. */
  readonly significant: boolean;
}

interface Candidate {
  readonly doc: number;
  readonly score: number;
  readonly shared: readonly SharedTerm[];
}

function comparerOf(
  index: IndexReader,
  text: TextScorer,
  own: readonly SourceTerm[],
): (doc: number) => Candidate {
  const numbers = new Map<OffsetSegment, readonly number[]>();
  return (doc) => {
    const reader = index.segmentOf(doc);
    const shared: SharedTerm[] = [];
    if (reader !== undefined) {
      const known = numbers.get(reader) ?? own.map(({ stem }) => reader.segment.stems.find(stem));
      numbers.set(reader, known);
      const counted = countTerms(reader.segment, doc - reader.base);
      own.forEach(({ stem, weight, significant }, at) => {
        const counts = counted.get(known[at] ?? -1);
        if (counts === undefined) return;
        shared.push({
          stem,
          weight: weight * tfWeight(text, counts, doc),
          significant: significant || isSignificant(counts),
        });
      });
    }
    return { doc, score: shared.reduce((sum, { weight }) => sum + weight, 0), shared };
  };
}

function tfWeight(text: TextScorer, counts: TermFreqs, doc: number): number {
  return text.tfWeight(rankFrequency(counts), counts.inTitle, doc, TITLE_BOOST);
}

function isSignificant({ inTitle, inAbstract }: TermFreqs): boolean {
  return inTitle > 0 || inAbstract > 1;
}

function formsOfDoc(index: IndexReader, doc: number): SurfaceForms {
  const paper = index.paper(doc);
  return paper === undefined ? new Map() : surfaceFormsOf(paper.title, paper.abstract);
}

function sharedWords(shared: readonly SharedTerm[], mine: SurfaceForms, theirs: SurfaceForms): string[] {
  const words = new Set<string>();
  for (const { stem } of shared
    .filter(({ significant }) => significant)
    .sort((a, b) => b.weight - a.weight)) {
    const form = commonForm(stem, mine, theirs);
    if (form !== undefined) words.add(form);
    if (words.size === MAX_SHARED_WORDS) break;
  }
  return [...words];
}
