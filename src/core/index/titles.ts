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

/**
 * The papers that a query found whose title begins with its words.
 * @param passes 0 for the papers that are filtered out
 */
export function startingWith(
  corpus: Corpus,
  plan: Plan,
  words: readonly string[],
  { bits, touched }: Tally,
  passes: Uint8Array | undefined,
): Starting {
  const whole: number[] = [];
  const begun: number[] = [];
  // A title that begins with the first word holds it.
  const holds = plan.few && plan.slots === words.length ? 1 << (2 * plan.slots) : ANY;
  const beginnings = corpus.shards.map((shard) => beginningIn(shard, words));
  let beginning = beginnings[0];
  // A plain loop: two letters begin words of every other paper.
  for (let i = 0; i < touched.length; i++) {
    const doc = touched[i] ?? 0;
    if (((bits[doc] ?? 0) & holds) === 0 || passes?.[doc] === 0) continue;
    if (beginning === undefined || doc < beginning.base || doc >= beginning.end)
      beginning = beginnings.find(({ base, end }) => doc >= base && doc < end);
    if (beginning === undefined) continue;
    const { segment, base, numbers, first, last, firsts } = beginning;
    const local = doc - base;
    let item = firsts[local] ?? 0;
    if (item === 0) firsts[local] = item = readFirst(segment, local) + 1;
    if (item <= first[0] || item > first[1]) continue;
    const title = readTitle(segment, local).filter((one) => one >= FIRST_WORD);
    const end = title[words.length - 1] ?? 0;
    if (end < last[0] || end >= last[1]) continue;
    if (!numbers.every((number, at) => at === words.length - 1 || title[at] === number)) continue;
    (end === numbers.at(-1) ? whole : begun).push(doc);
  }
  return { whole, begun };
}

/** What titles of a shard begin with that begin with some words: items of sequences, ranges of them half open. */
interface Beginning {
  readonly segment: Segment;
  readonly base: number;
  readonly end: number;
  readonly numbers: readonly number[];
  readonly first: readonly [number, number];
  readonly last: readonly [number, number];
  /** The first item of each title and 1; 0 where it was not read yet. */
  readonly firsts: Uint32Array;
}

function beginningIn({ segment, base }: PlacedShard, words: readonly string[]): Beginning {
  const numbers = words.map((word) => segment.words.find(word) + FIRST_WORD);
  const [low, high] = segment.words.prefixRange(words.at(-1) ?? '');
  const last = [low + FIRST_WORD, high + FIRST_WORD] as const;
  const [number = 0] = numbers;
  const first = words.length > 1 ? ([number, number + 1] as const) : last;
  const count = segment.fingerprints.length;
  const firsts = firstsOf.get(segment) ?? new Uint32Array(count);
  firstsOf.set(segment, firsts);
  return { segment, base, end: base + count, numbers, first, last, firsts };
}

/** Titles are read when they are first looked at: to read all of them would hold up the first answer. */
const firstsOf = new WeakMap<Segment, Uint32Array>();
