import { popCount } from '../read/numeric';
import { termIds, formIdsOfStem, type IndexReader, type OffsetSegment } from '../read/indexReader';
import { lowerBound } from '../read/numeric';
import type { QueryPlan } from './plan/queryPlan';
import type { Segment } from '../segment/segment';
import { readTitleTokens } from '../segment/forwardIndex';
import type { ScoreAccumulator } from '../read/accumulator';
import { FIRST_WORD } from '../segment/document';
import type { SegmentReader } from '../read/segmentReader';
import { wordsOf } from '../../analysis/tokenizer';

/** Increase for two neighbours of the query that are adjacent in the title, and for two in order. */
const ADJACENT = 1;
const IN_ORDER = 0.5;

/** Increase for a title with all words of a long query, in multiples of the score, and power of their share. */
const TITLE_SHARE_BOOST = 10;
const TITLE_SHARE_POWER = 10;

const ANY_BIT = 0xffff;

/**
 * Increases scores by titles. In a short query, adjacent words in the title's order count, because users type titles
 * from the left. A query of six or more words is probably a title, so the share of matched words counts.
 */
export function boostByTitle(
  index: IndexReader,
  plan: QueryPlan,
  docs: readonly number[],
  accumulator: ScoreAccumulator,
): void {
  if (plan.termCount < 2) return;
  const termMasks = new Map<OffsetSegment, ReadonlyMap<number, number>>();
  for (const doc of docs) {
    const reader = index.segmentOf(doc);
    if (reader === undefined) continue;
    const masks = termMasks.get(reader) ?? termsOfWords(reader, plan);
    termMasks.set(reader, masks);
    const filled = titleWords(reader, doc - reader.base).map((word) => masks.get(word) ?? 0);
    const boost = plan.isShort ? inOrderShare(filled, plan.termCount) : titleShare(filled, plan.termCount);
    accumulator.scores[doc] = (accumulator.scores[doc] ?? 0) * (1 + boost);
  }
}

function titleShare(filled: readonly number[], termCount: number): number {
  const share = popCount(filled.reduce((all, mask) => all | mask, 0)) / termCount;
  return TITLE_SHARE_BOOST * share ** TITLE_SHARE_POWER;
}

/** Maps term ids to a bit for each query term. */
function termsOfWords({ segment }: OffsetSegment, plan: QueryPlan): ReadonlyMap<number, number> {
  const masks = new Map<number, number>();
  for (const { word, stem, substitutes, mask } of plan.terms) {
    const fill = (number: number): void => {
      if (number >= 0) masks.set(number, (masks.get(number) ?? 0) | mask);
    };
    fill(segment.words.find(word));
    if (stem !== '') formIdsOfStem(segment, stem).forEach(fill);
    for (const { words } of substitutes) termIds(segment, words).forEach(fill);
  }
  return masks;
}

/** Returns 0 if no neighbours are in order, ADJACENT if all are adjacent. */
function inOrderShare(filled: readonly number[], termCount: number): number {
  let sum = 0;
  for (let term = 1; term < termCount; term++) {
    const [before, after] = [1 << (term - 1), 1 << term];
    const first = filled.findIndex((mask) => (mask & before) !== 0);
    const last = filled.findLastIndex((mask) => (mask & after) !== 0);
    if (first < 0 || last < 0) continue;
    // A word that matches both terms is their joined spelling: `pretraining`.
    const adjacent = filled.some(
      (mask, i) => (mask & before) !== 0 && (((filled[i + 1] ?? 0) | mask) & after) !== 0,
    );
    if (adjacent) sum += ADJACENT;
    else if (first < last) sum += IN_ORDER;
  }
  return sum / (termCount - 1);
}

/** Papers whose title begins with the typed words, the last one complete or as a prefix. */
interface TitleMatches {
  readonly whole: readonly number[];
  readonly partial: readonly number[];
}

/**
 * Returns the found papers whose title begins with the words of the query.
 * @param passes by document id, 0 for the papers that the filters exclude
 */
export function titlesStartingWith(
  index: IndexReader,
  plan: QueryPlan,
  words: readonly string[],
  { matchMask }: ScoreAccumulator,
  passes: Uint8Array | undefined,
): TitleMatches {
  const whole: number[] = [];
  const begun: number[] = [];
  // A title that begins with the first word has that word's title bit.
  const holds = plan.isShort && plan.termCount === words.length ? 1 << (2 * plan.termCount) : ANY_BIT;
  for (const reader of index.segments) {
    const { segment, base } = reader;
    const beginning = titlePrefixIn(segment, words);
    const { words: firsts, docs } = segment.titlePrefixes;
    const to = lowerBound(firsts, beginning.first[1]);
    for (let i = lowerBound(firsts, beginning.first[0]); i < to; i++) {
      const local = docs[i] ?? 0;
      if (local >= segment.fingerprints.length) continue;
      const doc = base + local;
      if (((matchMask[doc] ?? 0) & holds) === 0 || passes?.[doc] === 0) continue;
      const end = words.length === 1 ? firsts[i] : lastWordIn(reader, local, beginning);
      if (end !== undefined) (end === beginning.numbers.at(-1) ? whole : begun).push(doc);
    }
  }
  return { whole, partial: begun };
}

/** Ids of the typed words, and half-open ranges for the first and last. */
interface TitlePrefix {
  readonly numbers: readonly number[];
  readonly first: readonly [number, number];
  readonly last: readonly [number, number];
}

function titlePrefixIn({ words: vocabulary }: Segment, words: readonly string[]): TitlePrefix {
  const numbers = words.map((word) => vocabulary.find(word));
  const last = vocabulary.prefixRange(words.at(-1) ?? '');
  const [number = 0] = numbers;
  // A word that the segment lacks has no id, so no title begins with it.
  return { numbers, first: words.length > 1 ? [number, number + 1] : last, last };
}

/** Returns the title word at the position of the last typed word, if the title matches. */
function lastWordIn(
  reader: SegmentReader,
  local: number,
  { numbers, last }: TitlePrefix,
): number | undefined {
  const title = titleWords(reader, local, numbers.length);
  const end = title[numbers.length - 1] ?? UNKNOWN_WORD;
  if (end < last[0] || end >= last[1]) return undefined;
  const begins = numbers.every((number, at) => at === numbers.length - 1 || title[at] === number);
  return begins ? end : undefined;
}

const UNKNOWN_WORD = -2;

/**
 * Returns the term ids of a title's first `count` words. If their page is not loaded, splits the paper's title instead:
 * loading a page takes 0.3 ms, and a first search of 50,000 papers loaded 300 pages.
 */
function titleWords({ segment, papers }: SegmentReader, local: number, count = Infinity): readonly number[] {
  const { sequenceStarts, pages } = segment;
  const paper = papers[local];
  if (
    paper === undefined ||
    pages?.isLoaded(sequenceStarts[local] ?? 0, sequenceStarts[local + 1] ?? 0) !== false
  )
    return readTitleTokens(segment, local)
      .filter((item) => item >= FIRST_WORD)
      .slice(0, count)
      .map((item) => item - FIRST_WORD);
  return wordsOf(paper.title)
    .slice(0, count)
    .map(({ text }) => {
      const word = segment.words.find(text);
      return word < 0 ? UNKNOWN_WORD : word;
    });
}
