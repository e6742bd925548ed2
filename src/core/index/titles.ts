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
    const { starts, docs } = byFirstWord(segment);
    for (let at = starts[from] ?? 0; at < (starts[to] ?? 0); at++) {
      const doc = docs[at] ?? 0;
      if (!passes(base + doc)) continue;
      const title = readTitle(segment, doc).filter((item) => item >= FIRST_WORD);
      const last = title[words.length - 1] ?? 0;
      if (last < (low ?? 0) || last >= (high ?? 0)) continue;
      if (!numbers.every((number, i) => i === words.length - 1 || title[i] === number)) continue;
      (last === numbers.at(-1) ? whole : begun).push(base + doc);
    }
  }
  return { whole, begun };
}

/** Papers by the first word of their title: those of an item `i` of sequences are `docs[starts[i]..starts[i + 1]]`. */
interface ByFirstWord {
  readonly starts: Uint32Array;
  readonly docs: Uint32Array;
}

/** Made when it is first asked for. */
function byFirstWord(segment: Segment): ByFirstWord {
  const known = byFirstWordOf.get(segment);
  if (known !== undefined) return known;
  const count = segment.fingerprints.length;
  const firsts = new Uint32Array(count);
  const starts = new Uint32Array(segment.words.size + FIRST_WORD + 2);
  for (let doc = 0; doc < count; doc++) {
    const first = readFirst(segment, doc);
    firsts[doc] = first;
    starts[first + 2] = (starts[first + 2] ?? 0) + 1;
  }
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  const docs = new Uint32Array(count);
  // What is the end of the items before is, after each of its own, the end of these.
  for (let doc = 0; doc < count; doc++) {
    const place = (firsts[doc] ?? 0) + 1;
    const at = starts[place] ?? 0;
    docs[at] = doc;
    starts[place] = at + 1;
  }
  const made = { starts, docs };
  byFirstWordOf.set(segment, made);
  return made;
}

const byFirstWordOf = new WeakMap<Segment, ByFirstWord>();
