import type { IndexReader, OffsetSegment } from '../read/indexReader';
import { readField } from '../segment/forwardIndex';
import { FIRST_WORD, Mark, Section } from '../segment/document';
import { wordsOf } from '../../analysis/tokenizer';

/** Words of a typed name, and of an author, that are looked at; people have fewer. */
const MAX_QUERY_NAMES = 4;
const MAX_PAPER_NAMES = 12;

/**
 * Calls back with each paper of which one author has all words of a name, in any order: `LeCun, Yann`. A single letter
 * is an initial; the last word may be the beginning of one when `open`.
 * @param among only papers with 1 here are looked at
 */
export function eachAuthorMatch(
  index: IndexReader,
  name: string,
  open: boolean,
  among: Uint8Array,
  visit: (doc: number) => void,
): void {
  const words = wordsOf(name)
    .slice(0, MAX_QUERY_NAMES)
    .map((word) => word.text);
  const begun = words.map((word, i) => word.length === 1 || (open && i === words.length - 1));
  for (const reader of index.segments) eachInShard(reader, words, begun, among, visit);
}

function eachInShard(
  { segment, base, deletedDocs }: OffsetSegment,
  words: readonly string[],
  begun: readonly boolean[],
  among: Uint8Array,
  visit: (doc: number) => void,
): void {
  const ranges = words.map((word, i): readonly [from: number, to: number] => {
    if (begun[i] === true) return segment.words.prefixRange(word);
    const number = segment.words.find(word);
    return number < 0 ? [0, 0] : [number, number + 1];
  });
  if (ranges.some(([from, to]) => from === to)) return;
  // Only the papers of the range with fewest are read.
  const { starts, docs } = segment.authors;
  const [low, high] = ranges
    .map(([from, to]): readonly [number, number] => [starts[from] ?? 0, starts[to] ?? 0])
    .reduce((fewest, span) => (span[1] - span[0] < fewest[1] - fewest[0] ? span : fewest));
  const wanted = ranges.map(([from, to]): Range => [from + FIRST_WORD, to + FIRST_WORD]);
  for (const doc of new Set(docs.subarray(low, high))) {
    if (deletedDocs?.[doc] === 1 || among[base + doc] === 0) continue;
    if (matchesAuthor(readField(segment, doc, Section.authors), wanted)) visit(base + doc);
  }
}

type Range = readonly [from: number, to: number];

function matchesAuthor(authors: readonly number[], wanted: readonly Range[]): boolean {
  let author: number[] = [];
  for (const item of authors) {
    if (item === Mark.item) {
      if (containsNames(author, wanted)) return true;
      author = [];
    } else if (item >= FIRST_WORD && author.length < MAX_PAPER_NAMES) author.push(item);
  }
  return false;
}

/** Whether each wanted word has one of the author's for itself. */
function containsNames(author: readonly number[], [first, ...others]: readonly Range[]): boolean {
  if (first === undefined) return true;
  if (author.length <= others.length) return false;
  return author.some(
    (word, i) => word >= first[0] && word < first[1] && containsNames(author.toSpliced(i, 1), others),
  );
}
