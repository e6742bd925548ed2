import { idf } from '../read/bm25';
import type { IndexReader, OffsetSegment } from '../read/indexReader';
import { compareTies, topK } from '../read/topK';
import { surfaceFormsOf, commonForm, type SurfaceForms } from './surfaceForms';
import type { TextScorer } from './textScorer';
import { countTerms, rankFrequency, type TermFreqs } from './termVector';

/** A related paper by number, with the words that it shares, weightiest first. */
export interface SimilarDoc {
  readonly doc: number;
  readonly score: number;
  readonly shared: readonly string[];
}

/** Weight of a stem's place in the title, beside that of its place in the whole text. */
const TITLE_BOOST = 0.5;
/** Shared words that are named. */
const MAX_SHARED_WORDS = 5;
/** A stem in more papers than this finds none by itself; it tells those apart that the others found. */
const MAX_FINDING_DOCS = 1000;
/** Papers that are found before they are compared stem by stem. */
const CANDIDATE_DOCS = 100;
/** Numbers are shared by chance. */
const NUMBER = /^\p{N}+$/u;

/**
 * Papers that share a paper's words: the sum, over all stems that both hold, of the stem's rarity and of how much each
 * of the two is about it, by BM25's saturation. A word that only one of them holds, as a name that it invents, counts
 * for nothing, and none counts without end. That rarity counts once, the title on top, and all stems instead of a few
 * is what `npm run eval:related` shows to be best; the plateau is wide.
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
      bits: 1,
      title: TITLE_BOOST,
      maxDocs: MAX_FINDING_DOCS,
    });
    own.push({ stem, weight: factor * idf(index.liveCount, found), significant: isSignificant(counts) });
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

/** A stem of the paper whose relatives are looked for. */
interface SourceTerm {
  readonly stem: string;
  /** Its rarity times how much the paper is about it. */
  readonly weight: number;
  readonly significant: boolean;
}

/** A stem that two papers share, and what it adds to their score. */
interface SharedTerm {
  readonly stem: string;
  readonly weight: number;
  /** One of the papers is about it. */
  readonly significant: boolean;
}

interface Candidate {
  readonly doc: number;
  readonly score: number;
  readonly shared: readonly SharedTerm[];
}

/** Finds the stems that another paper shares; its score is the sum of what they weigh. */
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

/** A paper comes back to what it is about, or says it in its title; what it says once may be how it is said. */
function isSignificant({ inTitle, inAbstract }: TermFreqs): boolean {
  return inTitle > 0 || inAbstract > 1;
}

function formsOfDoc(index: IndexReader, doc: number): SurfaceForms {
  const paper = index.paper(doc);
  return paper === undefined ? new Map() : surfaceFormsOf(paper.title, paper.abstract);
}

/** The weightiest shared stems that tell, as they are written. */
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
