import { ones } from '../read/numeric';
import { numbersOf, wordsOfStem, type Corpus, type PlacedShard } from '../read/indexReader';
import { lowerBound } from '../read/numeric';
import type { Plan } from './queryPlan';
import type { Segment } from '../segment/segment';
import { readTitle } from '../segment/forwardIndex';
import type { Tally } from '../read/accumulator';
import { FIRST_WORD } from '../segment/document';

/** What two neighbours of the query add where a title has them side by side, and where in the same order. */
const ADJACENT = 1;
const IN_ORDER = 0.5;

/** What a title that holds every word of a long query adds, in multiples of the score, and the power of the share that it holds. */
const HELD = 10;
const HELD_POWER = 10;

/** Any bit of a tally. */
const ANY = 0xffff;

/**
 * Raises the scores of papers by their titles: people remember one from the left to the right, so that of a few words
 * their order counts, and who types as many as six mostly types a title, so that of those its share of them does.
 */
export function raiseByTitle(corpus: Corpus, plan: Plan, docs: readonly number[], tally: Tally): void {
  if (plan.slots < 2) return;
  const slotsOf = new Map<PlacedShard, ReadonlyMap<number, number>>();
  for (const doc of docs) {
    const shard = corpus.shardOf(doc);
    if (shard === undefined) continue;
    const slots = slotsOf.get(shard) ?? slotsOfWords(shard, plan);
    slotsOf.set(shard, slots);
    const filled = readTitle(shard.segment, doc - shard.base)
      .filter((item) => item >= FIRST_WORD)
      .map((item) => slots.get(item - FIRST_WORD) ?? 0);
    const raise = plan.few ? order(filled, plan.slots) : held(filled, plan.slots);
    tally.values[doc] = (tally.values[doc] ?? 0) * (1 + raise);
  }
}

function held(filled: readonly number[], slots: number): number {
  const share = ones(filled.reduce((all, bits) => all | bits, 0)) / slots;
  return HELD * share ** HELD_POWER;
}

/** Which slots of the query a word of the papers fills, one bit each. */
function slotsOfWords({ segment }: PlacedShard, plan: Plan): ReadonlyMap<number, number> {
  const slots = new Map<number, number>();
  for (const { word, stem, instead, bits } of plan.terms) {
    const fill = (number: number): void => {
      if (number >= 0) slots.set(number, (slots.get(number) ?? 0) | bits);
    };
    fill(segment.words.find(word));
    if (stem !== '') wordsOfStem(segment, stem).forEach(fill);
    for (const { words } of instead) numbersOf(segment, words).forEach(fill);
  }
  return slots;
}

/** From 0, where no two neighbours of the query are in order, to ADJACENT, where all are side by side. */
function order(filled: readonly number[], slots: number): number {
  let sum = 0;
  for (let slot = 1; slot < slots; slot++) {
    const [before, after] = [1 << (slot - 1), 1 << slot];
    const first = filled.findIndex((bits) => (bits & before) !== 0);
    const last = filled.findLastIndex((bits) => (bits & after) !== 0);
    if (first < 0 || last < 0) continue;
    // A word that fills both is their spelling in one: `pretraining`.
    const adjacent = filled.some(
      (bits, i) => (bits & before) !== 0 && (((filled[i + 1] ?? 0) | bits) & after) !== 0,
    );
    if (adjacent) sum += ADJACENT;
    else if (first < last) sum += IN_ORDER;
  }
  return sum / (slots - 1);
}

/** Papers by how their title begins: with what was typed, or with words of which the last is only begun. */
interface Starting {
  readonly whole: readonly number[];
  readonly begun: readonly number[];
}

/**
 * The papers that a query found whose title begins with its words.
 * @param passes 0 for the papers that are filtered out
 */
export function startingWith(
  corpus: Corpus,
  plan: Plan,
  words: readonly string[],
  { bits }: Tally,
  passes: Uint8Array | undefined,
): Starting {
  const whole: number[] = [];
  const begun: number[] = [];
  // A title that begins with the first word holds it.
  const holds = plan.few && plan.slots === words.length ? 1 << (2 * plan.slots) : ANY;
  for (const { segment, base } of corpus.shards) {
    const beginning = beginningIn(segment, words);
    const { words: firsts, docs } = segment.beginnings;
    const to = lowerBound(firsts, beginning.first[1]);
    for (let i = lowerBound(firsts, beginning.first[0]); i < to; i++) {
      const local = docs[i] ?? 0;
      if (local >= segment.fingerprints.length) continue;
      const doc = base + local;
      if (((bits[doc] ?? 0) & holds) === 0 || passes?.[doc] === 0) continue;
      const end = words.length === 1 ? firsts[i] : endIn(segment, local, beginning);
      if (end !== undefined) (end === beginning.numbers.at(-1) ? whole : begun).push(doc);
    }
  }
  return { whole, begun };
}

/** What titles of a segment begin with that begin with some words: numbers of words, ranges of them half open. */
interface Beginning {
  readonly numbers: readonly number[];
  readonly first: readonly [number, number];
  readonly last: readonly [number, number];
}

function beginningIn({ words: vocabulary }: Segment, words: readonly string[]): Beginning {
  const numbers = words.map((word) => vocabulary.find(word));
  const last = vocabulary.prefixRange(words.at(-1) ?? '');
  const [number = 0] = numbers;
  // A word that the segment lacks has no number, and nothing begins with that.
  return { numbers, first: words.length > 1 ? [number, number + 1] : last, last };
}

/** The word with which what was typed ends in a title that begins with its first word; undefined where another follows. */
function endIn(segment: Segment, local: number, { numbers, last }: Beginning): number | undefined {
  const title = readTitle(segment, local).filter((item) => item >= FIRST_WORD);
  const end = (title[numbers.length - 1] ?? 0) - FIRST_WORD;
  if (end < last[0] || end >= last[1]) return undefined;
  const begins = numbers.every(
    (number, at) => at === numbers.length - 1 || (title[at] ?? 0) - FIRST_WORD === number,
  );
  return begins ? end : undefined;
}
