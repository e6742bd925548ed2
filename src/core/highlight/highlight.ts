import { wordsOf } from '../analysis/tokenizer';
import type { Field, Query } from '../query/parseQuery';
import { splitSentences } from './sentences';
import { QueryTerms } from './queryTerms';

/** Range of a text, in UTF-16 code units, end exclusive. */
export type Range = readonly [start: number, end: number];

export type HighlightQuery = Query | readonly string[];

/**
 * Returns the ranges of a text that match the query's words in any form. An incomplete word marks the start of a word.
 * @param field without it, only words that are searched in all fields are marked
 */
export function markMatches(text: string, query: HighlightQuery, field?: Field): readonly Range[] {
  const ranges: [number, number][] = [];
  for (const [start, end] of matchesIn(text, queryTermsOf(query, field))) {
    const last = ranges.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  }
  return ranges;
}

/** Counts the distinct query words in a text. */
export function countMatches(text: string, query: HighlightQuery, field?: Field): number {
  return countKeys(matchesIn(text, queryTermsOf(query, field)));
}

/** `start` is an offset in the text, `first` one in the sentence. */
export interface BestSentence {
  readonly text: string;
  readonly start: number;
  readonly first: number | undefined;
}

/** Returns the sentence with the most distinct query words, by default the first. */
export function bestSentence(text: string, query: HighlightQuery, field?: Field): BestSentence {
  const words = queryTermsOf(query, field);
  let best: BestSentence = { text: '', start: 0, first: undefined };
  let bestCount = -1;
  for (const { segment, index } of splitSentences(text)) {
    if (bestCount >= 0 && !words.mayBeIn(segment)) continue;
    const hits = matchesIn(segment, words);
    const found = countKeys(hits);
    if (found <= bestCount) continue;
    bestCount = found;
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

/** Terms by field. The rows of a list share one query. */
const termCache = new WeakMap<HighlightQuery, Map<Field | undefined, QueryTerms>>();

function queryTermsOf(query: HighlightQuery, field: Field | undefined): QueryTerms {
  const byField = termCache.get(query) ?? new Map<Field | undefined, QueryTerms>();
  termCache.set(query, byField);
  const found =
    byField.get(field) ?? (isTermList(query) ? QueryTerms.ofWords(query) : QueryTerms.ofQuery(query, field));
  byField.set(field, found);
  return found;
}

function isTermList(query: HighlightQuery): query is readonly string[] {
  return Array.isArray(query);
}

type Match = readonly [start: number, end: number, key: string];

function countKeys(hits: readonly Match[]): number {
  return new Set(hits.map(([, , key]) => key)).size;
}

function matchesIn(text: string, terms: QueryTerms): Match[] {
  if (!terms.mayBeIn(text)) return [];
  const words = wordsOf(text);
  const hits: Match[] = [];
  words.forEach((word, i) => {
    const key = terms.keyOf(word.text);
    if (key !== undefined) {
      const part = terms.isBegun(key) && word.end - word.start === word.text.length;
      hits.push([word.start, part ? word.start + key.length : word.end, key]);
    }
    const before = words[i - 1];
    if (before === undefined || !(word.hyphenated || word.start === before.end + 1)) return;
    const joined = terms.keyOfPair(before.text, word.text);
    if (joined !== undefined) hits.push([before.start, word.end, joined]);
  });
  return hits.sort((a, b) => a[0] - b[0]);
}
