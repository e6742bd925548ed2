import type { IndexReader, OffsetSegment } from '../read/indexReader';
import { readField } from '../segment/forwardIndex';
import { FIRST_WORD, Mark, Section } from '../segment/document';
import { wordsOf } from '../../analysis/tokenizer';

/** Maximum numbers of compared words: of a typed name, and of an author. Names have fewer. */
const MAX_QUERY_NAMES = 4;
const MAX_PAPER_NAMES = 12;

/**
 * Calls back with each paper that has an author whose name contains all words of a typed name, in any order:
 * `LeCun, Yann`. A single letter matches an initial.
 * @param open the last word may be the beginning of a longer one
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
    .slice(0, MAX_QUERY_NAMES)
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
  const ranges = words.map((word, i): readonly [from: number, to: number] => {
    if (begun[i] === true) return segment.words.prefixRange(word);
    const number = segment.words.find(word);
    return number < 0 ? [0, 0] : [number, number + 1];
  });
  if (ranges.some(([from, to]) => from === to)) return;
  // Read only the papers of the word with the shortest postings list.
  const { starts, docs } = segment.authors;
  const [low, high] = ranges
    .map(([from, to]): readonly [number, number] => [starts[from] ?? 0, starts[to] ?? 0])
    .reduce((fewest, span) => (span[1] - span[0] < fewest[1] - fewest[0] ? span : fewest));
  const wanted = ranges.map(([from, to]): TermRange => [from + FIRST_WORD, to + FIRST_WORD]);
  for (const doc of new Set(docs.subarray(low, high))) {
    if (deletedDocs?.[doc] === 1 || only[base + doc] === 0) continue;
    if (matchesAuthor(readField(segment, doc, Section.authors), wanted)) visit(base + doc);
  }
}

type TermRange = readonly [from: number, to: number];

function matchesAuthor(authors: readonly number[], wanted: readonly TermRange[]): boolean {
  let author: number[] = [];
  for (const item of authors) {
    if (item === Mark.item) {
      if (containsNames(author, wanted)) return true;
      author = [];
    } else if (item >= FIRST_WORD && author.length < MAX_PAPER_NAMES) author.push(item);
  }
  return false;
}

/** Whether each typed word matches a different word of the author. */
function containsNames(author: readonly number[], [first, ...others]: readonly TermRange[]): boolean {
  if (first === undefined) return true;
  if (author.length <= others.length) return false;
  return author.some(
    (word, i) => word >= first[0] && word < first[1] && containsNames(author.toSpliced(i, 1), others),
  );
}
