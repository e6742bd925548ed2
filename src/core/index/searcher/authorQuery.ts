import type { IndexReader, OffsetSegment } from '../read/indexReader';
import { readField } from '../segment/forwardIndex';
import { FIRST_WORD, Mark, Section } from '../segment/document';
import type { Segment } from '../segment/segment';
import { withoutUmlautE } from './plan/compounds';
import { MAX_NAME_WORDS, MAX_TYPED_WORDS, matchesName } from '../../analysis/nameWords';
import { wordsOf } from '../../analysis/tokenizer';

/**
 * Calls back with each paper of an author whose name contains all words of a typed name, in any order. A single letter
 * matches an initial.
 * @param open the last word may be incomplete
 * @param only by document id, 1 for the papers to test
 */
export function eachAuthorMatch(
  index: IndexReader,
  name: string,
  open: boolean,
  only: Uint8Array,
  visit: (doc: number) => void,
): void {
  const words = wordsOf(name)
    .slice(0, MAX_TYPED_WORDS)
    .map((word) => word.text);
  const begun = words.map((word, i) => word.length === 1 || (open && i === words.length - 1));
  for (const reader of index.segments) eachInSegment(reader, words, begun, only, visit);
}

function eachInSegment(
  { segment, base, deletedDocs }: OffsetSegment,
  words: readonly string[],
  begun: readonly boolean[],
  only: Uint8Array,
  visit: (doc: number) => void,
): void {
  const spelled = words.map((word, i) => rangesOf(segment, word, begun[i] === true));
  if (spelled.some((ranges) => ranges.length === 0)) return;
  // Reads only the papers of the rarest word.
  const { starts, docs } = segment.authors;
  const spans = spelled.map((ranges) =>
    ranges.map(([from, to]): TermRange => [starts[from] ?? 0, starts[to] ?? 0]),
  );
  const rarest = spans.reduce((fewest, own) => (lengthOf(own) < lengthOf(fewest) ? own : fewest));
  const wanted = spelled.map((ranges) =>
    ranges.map(([from, to]): TermRange => [from + FIRST_WORD, to + FIRST_WORD]),
  );
  for (const doc of new Set(rarest.flatMap(([low, high]) => [...docs.subarray(low, high)]))) {
    if (deletedDocs?.[doc] === 1 || only[base + doc] === 0) continue;
    if (matchesAuthor(readField(segment, doc, Section.authors), wanted)) visit(base + doc);
  }
}

type TermRange = readonly [from: number, to: number];

/** Returns the ids of words that match a typed one, also as an umlaut: `Mueller` is `Müller`. */
function rangesOf({ words }: Segment, typed: string, begun: boolean): readonly TermRange[] {
  return [...new Set([typed, withoutUmlautE(typed)])]
    .map((word): TermRange => {
      if (begun) return words.prefixRange(word);
      const number = words.find(word);
      return number < 0 ? [0, 0] : [number, number + 1];
    })
    .filter(([from, to]) => from < to);
}

function lengthOf(spans: readonly TermRange[]): number {
  return spans.reduce((sum, [from, to]) => sum + to - from, 0);
}

function matchesAuthor(authors: readonly number[], wanted: readonly (readonly TermRange[])[]): boolean {
  let author: number[] = [];
  for (const item of authors) {
    if (item === Mark.item) {
      if (containsNames(author, wanted)) return true;
      author = [];
    } else if (item >= FIRST_WORD && author.length < MAX_NAME_WORDS) author.push(item);
  }
  return false;
}

function containsNames(author: readonly number[], wanted: readonly (readonly TermRange[])[]): boolean {
  return matchesName(wanted.length, author.length, (i, j) => {
    const word = author[j] ?? 0;
    return wanted[i]?.some(([from, to]) => word >= from && word < to) === true;
  });
}
