import { wordsOf } from '../analysis/tokenizer';
import type { Field, Query } from '../query/parseQuery';
import { sentencesOf } from './sentences';
import { WantedWords } from './queryTerms';

/** Range of a text, in UTF-16 code units, end exclusive. */
export type Range = readonly [start: number, end: number];

/** Words to mark: a query, or a list such as a hit's `terms`. */
export type Wanted = Query | readonly string[];

/**
 * Returns the ranges of a text that match the query's words in any form. An incomplete word marks the start
 * of a word.
 * @param field field of the text; without it, only words that are searched in all fields are marked
 */
export function markMatches(text: string, wanted: Wanted, field?: Field): readonly Range[] {
  const ranges: [number, number][] = [];
  for (const [start, end] of hitsIn(text, wordsWanted(wanted, field))) {
    const last = ranges.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  }
  return ranges;
}

/** Counts the different query words in a text. */
export function countMatches(text: string, wanted: Wanted, field?: Field): number {
  return keysIn(hitsIn(text, wordsWanted(wanted, field)));
}

/** Sentence, with its offset in the text and the offset of the first match in the sentence. */
export interface FoundSentence {
  readonly text: string;
  readonly start: number;
  readonly first: number | undefined;
}

/** Returns the sentence with the most different query words; without any match, the first sentence. */
export function bestSentence(text: string, wanted: Wanted, field?: Field): FoundSentence {
  const words = wordsWanted(wanted, field);
  let best: FoundSentence = { text: '', start: 0, first: undefined };
  let most = -1;
  for (const { segment, index } of sentencesOf(text)) {
    if (most >= 0 && !words.mayBeIn(segment)) continue;
    const hits = hitsIn(segment, words);
    const found = keysIn(hits);
    if (found <= most) continue;
    most = found;
    const blanks = segment.length - segment.trimStart().length;
    const first = hits[0]?.[0];
    best = {
      text: segment.trim(),
      start: index + blanks,
      first: first === undefined ? undefined : first - blanks,
    };
  }
  return best;
}

/** Cache of query words by field: the rows of a list share the same query. */
const known = new WeakMap<Wanted, Map<Field | undefined, WantedWords>>();

function wordsWanted(wanted: Wanted, field: Field | undefined): WantedWords {
  const byField = known.get(wanted) ?? new Map<Field | undefined, WantedWords>();
  known.set(wanted, byField);
  const found =
    byField.get(field) ??
    (isWords(wanted) ? WantedWords.ofWords(wanted) : WantedWords.ofQuery(wanted, field));
  byField.set(field, found);
  return found;
}

function isWords(wanted: Wanted): wanted is readonly string[] {
  return Array.isArray(wanted);
}

type Hit = readonly [start: number, end: number, key: string];

function keysIn(hits: readonly Hit[]): number {
  return new Set(hits.map(([, , key]) => key)).size;
}

function hitsIn(text: string, wanted: WantedWords): Hit[] {
  if (!wanted.mayBeIn(text)) return [];
  const words = wordsOf(text);
  const hits: Hit[] = [];
  words.forEach((word, i) => {
    const key = wanted.keyOf(word.text);
    if (key !== undefined) {
      const part = wanted.isBegun(key) && word.end - word.start === word.text.length;
      hits.push([word.start, part ? word.start + key.length : word.end, key]);
    }
    const before = words[i - 1];
    if (before === undefined || !(word.hyphenated || word.start === before.end + 1)) return;
    const joined = wanted.keyOfPair(before.text, word.text);
    if (joined !== undefined) hits.push([before.start, word.end, joined]);
  });
  return hits.sort((a, b) => a[0] - b[0]);
}
