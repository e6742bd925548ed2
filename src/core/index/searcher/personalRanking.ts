import type { IndexReader } from '../read/indexReader';
import type { ScoreAccumulator } from '../read/accumulator';
import { countTerms, rankFrequency } from './related/termVector';
import type { TextScorer } from './textScorer';

export interface Preference {
  readonly id: string;
  /** Above 0: more papers like it. Below 0: fewer. */
  readonly weight: number;
}

/** The marked paper that explains a recommendation, and the number of others. */
export interface PersonalReason {
  readonly id: string;
  readonly others: number;
}

export interface PreferredDoc {
  readonly doc: number;
  readonly weight: number;
}

/** In addition to the weight in the whole text. */
const TITLE_BOOST = 0.5;
/** Stems that score papers; chosen by `npm run eval:foryou`. */
const PROFILE_STEMS = 150;
/** A marked paper explains a recommendation from this share of the highest similarity. */
const REASON_SHARE = 0.5;
/** Two papers share numbers by chance. */
const NUMBER = /^\p{N}+$/u;
const MATCHED = 1;

/**
 * Scores all papers by the user's profile (Rocchio, 1971): the weighted sum of the marked papers' term vectors. Each
 * vector has length 1, so that long abstracts do not weigh more. A score is the sum of profile weight times BM25
 * weight. This counts idf twice: nDCG@20 in `npm run eval:foryou` is 0.18, and 0.14 with idf counted once. Yields after
 * each paper and stem.
 * @param accumulator receives the scores; negative for papers similar to unwanted ones
 */
export function* scoreByProfile(
  index: IndexReader,
  text: TextScorer,
  marked: readonly PreferredDoc[],
  accumulator: ScoreAccumulator,
): Generator<void, void> {
  const profile = new Map<string, number>();
  for (const { doc, weight } of marked) {
    const vector = vectorOf(index, text, doc);
    const length = Math.hypot(...vector.values());
    for (const [stem, value] of vector)
      profile.set(stem, (profile.get(stem) ?? 0) + (weight * value) / length);
    yield;
  }
  const strongest = [...profile]
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]) || (a[0] < b[0] ? -1 : 1))
    .slice(0, PROFILE_STEMS);
  for (const [stem, value] of strongest) {
    text.addStem(stem, accumulator, { factor: value, mask: MATCHED, title: TITLE_BOOST });
    yield;
  }
}

/**
 * Returns the marked paper most similar to a paper, by their shared stems: idf times the saturated term frequency in
 * each. `undefined` if none shares a stem.
 */
export function reasonFor(
  index: IndexReader,
  text: TextScorer,
  doc: number,
  liked: readonly number[],
): { readonly doc: number; readonly others: number } | undefined {
  const own = vectorOf(index, text, doc);
  const found = liked
    .filter((other) => other !== doc)
    .map((other) => ({ doc: other, score: similarity(text, own, vectorOf(index, text, other)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.doc - b.doc);
  const [first] = found;
  if (!first) return undefined;
  const alike = found.filter(({ score }) => score >= REASON_SHARE * first.score);
  return { doc: first.doc, others: alike.length - 1 };
}

function vectorOf(index: IndexReader, text: TextScorer, doc: number): ReadonlyMap<string, number> {
  const reader = index.segmentOf(doc);
  const vector = new Map<string, number>();
  if (reader === undefined) return vector;
  for (const [number, counts] of countTerms(reader.segment, doc - reader.base)) {
    const stem = reader.segment.stems.text(number);
    if (NUMBER.test(stem)) continue;
    const frequency = text.tfWeight(rankFrequency(counts), counts.inTitle, doc, TITLE_BOOST);
    vector.set(stem, frequency * text.idfOf(stem));
  }
  return vector;
}

function similarity(
  text: TextScorer,
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
): number {
  let sum = 0;
  for (const [stem, weight] of a) {
    const other = b.get(stem);
    if (other !== undefined) sum += (weight * other) / text.idfOf(stem);
  }
  return sum;
}
