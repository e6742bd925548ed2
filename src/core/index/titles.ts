import { ones } from './bits';
import { eachWordOfStem, type Corpus, type PlacedShard } from './corpus';
import type { Plan } from './plan';
import type { Segment } from './segment';
import { readFirst, readTitle } from './sequenceCodes';
import type { Tally } from './tally';
import { FIRST_WORD } from './tokens';

/** What two neighbours of the query add where a title has them side by side, and where in the same order. */
const ADJACENT = 1;
const IN_ORDER = 0.5;

/** What a title that holds every word of a long query adds, in multiples of the score, and the power of the share that it holds. */
const HELD = 10;
const HELD_POWER = 10;

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
    if (stem !== '') eachWordOfStem(segment, stem, fill);
    for (const { words } of instead) for (const one of words) fill(segment.words.find(one));
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

/** The papers that pass a test and whose title begins with some words. */
export function startingWith(
  corpus: Corpus,
  words: readonly string[],
  passes: (doc: number) => boolean,
): Starting {
  const whole: number[] = [];
  const begun: number[] = [];
  for (const { segment, base } of corpus.shards) {
    const numbers = words.map((word) => segment.words.find(word) + FIRST_WORD);
    const [low, high] = segment.words.prefixRange(words.at(-1) ?? '').map((number) => number + FIRST_WORD);
    const [from, to] = words.length > 1 ? [numbers[0] ?? 0, (numbers[0] ?? 0) + 1] : [low ?? 0, high ?? 0];
    const firsts = firstWords(segment);
    // A tight loop: most titles begin otherwise.
    for (let doc = 0; doc < firsts.length; doc++) {
      const first = firsts[doc] ?? 0;
      if (first < from || first >= to || !passes(base + doc)) continue;
      const title = words.length > 1 ? readTitle(segment, doc).filter((item) => item >= FIRST_WORD) : [first];
      const last = title[words.length - 1] ?? 0;
      if (last < (low ?? 0) || last >= (high ?? 0)) continue;
      if (!numbers.every((number, i) => i === words.length - 1 || title[i] === number)) continue;
      (last === numbers.at(-1) ? whole : begun).push(base + doc);
    }
  }
  return { whole, begun };
}

/** The first word of each title of a segment, as in its sequences; made when it is first asked for. */
function firstWords(segment: Segment): Uint32Array {
  let firsts = firstWordsOf.get(segment);
  if (firsts === undefined) {
    firsts = new Uint32Array(segment.fingerprints.length);
    for (let doc = 0; doc < firsts.length; doc++) firsts[doc] = readFirst(segment, doc);
    firstWordsOf.set(segment, firsts);
  }
  return firsts;
}

const firstWordsOf = new WeakMap<Segment, Uint32Array>();
