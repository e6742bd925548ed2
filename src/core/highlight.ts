import type { Query } from './query';
import { stemOf } from './index/stems';
import { joinedWords, wordsOf, type Word } from './index/words';

/** A stretch of a text, in UTF-16 code units, end excluded. */
export type Range = readonly [start: number, end: number];

/** What to mark: a query, or words such as a hit's `terms`. */
export type Wanted = Query | readonly string[];

/** Where a text holds words that were asked for, in any form of theirs; a word still being typed marks its start. */
export function markMatches(text: string, wanted: Wanted): readonly Range[] {
  const matcher = matcherOf(wanted);
  const ranges: [number, number][] = [];
  for (const [start, end] of hitsIn(wordsOf(text), matcher)) {
    const last = ranges.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  }
  return ranges;
}

/**
 * The sentence of a text that holds most of what was asked for, by different words first; the text's first sentence
 * when none holds any. Also says where the sentence begins.
 */
export function bestSentence(
  text: string,
  wanted: Wanted,
): { readonly text: string; readonly start: number } {
  const matcher = matcherOf(wanted);
  let best = { text: '', start: 0 };
  let most = -1;
  for (const { segment, index } of sentencesOf(text)) {
    const found = new Set(hitsIn(wordsOf(segment), matcher).map(([, , key]) => key));
    if (found.size <= most) continue;
    most = found.size;
    best = { text: segment.trim(), start: index + segment.length - segment.trimStart().length };
  }
  return best;
}

interface Matcher {
  readonly words: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  /** Beginning of a word that is still being typed. */
  readonly prefix: string | undefined;
}

function matcherOf(wanted: Wanted): Matcher {
  if (isWords(wanted)) return { words: new Set(wanted), stems: new Set(), prefix: undefined };
  const words = new Set<string>();
  const stems = new Set<string>();
  let prefix: string | undefined;
  for (const clause of wanted.clauses) {
    if (clause.kind !== 'text' || clause.presence === 'mustNot') continue;
    const typed = wordsOf(clause.text);
    const normal = typed.map((word) => word.text);
    for (const word of [...normal, ...joinedWords(normal)]) {
      const stem = stemOf(word);
      if (stem !== '' && !clause.exact) stems.add(stem);
      if (stem !== '' || clause.exact || normal.length === 1) words.add(word);
    }
    const last = typed.at(-1);
    if (clause.open && last?.end === clause.text.length && last.text.length > 1) prefix = last.text;
  }
  return { words, stems, prefix };
}

function isWords(wanted: Wanted): wanted is readonly string[] {
  return Array.isArray(wanted);
}

type Hit = readonly [start: number, end: number, key: string];

function hitsIn(words: readonly Word[], matcher: Matcher): Hit[] {
  const hits: Hit[] = [];
  words.forEach((word, i) => {
    const key = keyOf(word.text, matcher);
    if (key !== undefined) {
      const part = key === matcher.prefix && word.end - word.start === word.text.length;
      hits.push([word.start, part ? word.start + key.length : word.end, key]);
    }
    const before = words[i - 1];
    if (before === undefined || !(word.tied || word.start === before.end + 1)) return;
    const joined = keyOf(before.text + word.text, matcher);
    if (joined !== undefined && joined !== matcher.prefix) hits.push([before.start, word.end, joined]);
  });
  return hits.sort((a, b) => a[0] - b[0]);
}

function keyOf(word: string, { words, stems, prefix }: Matcher): string | undefined {
  if (words.has(word)) return word;
  const stem = stemOf(word);
  if (stem !== '' && stems.has(stem)) return stem;
  return prefix !== undefined && word.startsWith(prefix) ? prefix : undefined;
}

const SENTENCE_END = /[.!?]["')\]]*\s+(?=[\p{Lu}\p{N}"'([])/gu;
/** Full stops after these end no sentence. */
const ABBREVIATION = /(?:\b(?:e\.g|i\.e|et al|cf|vs|Fig|Eq|Sec|resp|approx)|\b\p{Lu})\.$/u;

function sentencesOf(text: string): { readonly segment: string; readonly index: number }[] {
  const sentences: { segment: string; index: number }[] = [];
  let from = 0;
  for (const match of text.matchAll(SENTENCE_END)) {
    const end = match.index + match[0].length;
    if (ABBREVIATION.test(text.slice(Math.max(from, match.index - 10), match.index + 1))) continue;
    sentences.push({ segment: text.slice(from, end), index: from });
    from = end;
  }
  if (from < text.length || sentences.length === 0)
    sentences.push({ segment: text.slice(from), index: from });
  return sentences;
}
