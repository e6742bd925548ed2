import { FIRST_WORD } from '../segment/document';
import { ForwardIndexReader, type ForwardIndex } from '../segment/forwardIndex';
import { NO_STEM, type Postings, type Segment, type TextPostings } from '../segment/segment';
import { fieldLengths } from './fieldLengths';
import { ForwardIndexWriter, TokenCounts } from './forwardIndexWriter';
import { groupByStem } from './groupByStem';
import { mergeTerms } from './mergeTerms';
import { packTerms } from './packTerms';
import { accumulateStarts, copyUint32, sharedArrays } from './sharedArrays';
import { titlePrefixesOf } from './titlePrefixes';

/** A segment, and its papers to keep, ascending. */
export interface MergeSource {
  readonly segment: Segment;
  readonly docs: readonly number[];
}

const DELETED = 0xffffffff;

interface RenumberedSource extends MergeSource {
  /** New number of each paper; DELETED if it is not kept. */
  readonly newDocs: Uint32Array;
  /** 1 for a word of a kept paper; undefined if all papers are kept. */
  readonly liveWords: Uint8Array | undefined;
}

interface MappedSource extends RenumberedSource {
  /** By old id; only for live words. */
  readonly newWords: Uint32Array;
}

/**
 * Merges the kept papers of segments, in the order of the sources. Yields. The result is byte-identical to a segment
 * made of the papers' texts.
 */
export function* mergeSegments(merged: readonly MergeSource[]): Generator<void, Segment> {
  const renumbered = renumber(merged);
  const words = yield* mergeTerms(
    renumbered.map(({ segment, liveWords }) => ({ terms: segment.words, live: liveWords })),
  );
  const sources = renumbered.map((source, i) => ({ ...source, newWords: words.ids[i] ?? NO_IDS }));
  const wordCount = words.terms.size;
  const text = yield* mergePostings(sources, wordCount, ({ text }) => text);
  const authors = yield* mergePostings(sources, wordCount, (segment) => segment.authors);
  const repositories = yield* mergePostings(sources, wordCount, (segment) => segment.repositories);
  const stems = yield* mergeStems(sources, wordCount);
  const forwardIndex = yield* mergeForwardIndexes(sources, wordCount);
  const lengths = {
    stemLengths: concatenate(sources, (segment) => segment.stemLengths),
    wordLengths: concatenate(sources, (segment) => segment.wordLengths),
    titleLengths: concatenate(sources, (segment) => segment.titleLengths),
  };
  return {
    ids: packTerms(sources.flatMap(({ segment, docs }) => docs.map((doc) => segment.ids.text(doc)))),
    fingerprints: concatenate(sources, (segment) => segment.fingerprints),
    titleHashes: concatenate(sources, (segment) => segment.titleHashes),
    ...fieldLengths(lengths),
    words: words.terms,
    ...stems,
    text,
    authors: { starts: authors.starts, docs: authors.docs },
    repositories: { starts: repositories.starts, docs: repositories.docs },
    titlePrefixes: mergeTitlePrefixes(sources),
    ...forwardIndex,
  };
}

const NO_IDS = new Uint32Array();
const NO_COUNTS = new Uint8Array();

function renumber(merged: readonly MergeSource[]): RenumberedSource[] {
  let next = 0;
  return merged.map(({ segment, docs }) => {
    const newDocs = sharedArrays.uint32(segment.fingerprints.length).fill(DELETED);
    for (const doc of docs) newDocs[doc] = next++;
    const liveWords = docs.length === newDocs.length ? undefined : sharedArrays.uint8(segment.words.size);
    if (liveWords !== undefined)
      for (const postings of [segment.text, segment.authors, segment.repositories])
        eachPosting(postings, newDocs, (word) => (liveWords[word] = 1));
    return { segment, docs, newDocs, liveWords };
  });
}

/** Visits kept papers: the word's old id, the paper's new number and the index into `docs`. */
function eachPosting(
  { starts, docs }: Postings,
  newDocs: Uint32Array,
  visit: (word: number, doc: number, i: number) => void,
): void {
  for (let word = 0; word + 1 < starts.length; word++) {
    const end = starts[word + 1] ?? 0;
    for (let i = starts[word] ?? 0; i < end; i++) {
      const doc = newDocs[docs[i] ?? 0] ?? DELETED;
      if (doc !== DELETED) visit(word, doc, i);
    }
  }
}

/** Uses a counting sort. Papers stay ascending, because the sources are in order. */
function* mergePostings(
  sources: readonly MappedSource[],
  wordCount: number,
  postingsOf: (segment: Segment) => Postings & Partial<TextPostings>,
): Generator<void, TextPostings> {
  const starts = sharedArrays.uint32(wordCount + 1);
  for (const { segment, newDocs, newWords } of sources) {
    eachPosting(postingsOf(segment), newDocs, (word) => {
      const after = (newWords[word] ?? 0) + 1;
      starts[after] = (starts[after] ?? 0) + 1;
    });
    yield;
  }
  accumulateStarts(starts);
  const next = copyUint32(starts);
  const docs = sharedArrays.uint16(starts[wordCount] ?? 0);
  const counts = sharedArrays.uint8(docs.length);
  for (const { segment, newDocs, newWords } of sources) {
    const postings = postingsOf(segment);
    const { counts: oldCounts = NO_COUNTS } = postings;
    eachPosting(postings, newDocs, (word, doc, i) => {
      const newWord = newWords[word] ?? 0;
      const place = next[newWord] ?? 0;
      next[newWord] = place + 1;
      docs[place] = doc;
      counts[place] = oldCounts[i] ?? 0;
    });
    yield;
  }
  return { starts, docs, counts };
}

function* mergeStems(
  sources: readonly MappedSource[],
  wordCount: number,
): Generator<void, Pick<Segment, 'stems' | 'stemOfWord' | 'stemStarts' | 'stemWords'>> {
  const stems = yield* mergeTerms(
    sources.map(({ segment, liveWords }) => ({ terms: segment.stems, live: liveStems(segment, liveWords) })),
  );
  const stemOfWord = sharedArrays.uint32(wordCount);
  for (const [i, { segment, liveWords, newWords }] of sources.entries()) {
    const newStems = stems.ids[i] ?? NO_IDS;
    segment.stemOfWord.forEach((stem, word) => {
      if (liveWords?.[word] !== 0)
        stemOfWord[newWords[word] ?? 0] = stem === NO_STEM ? NO_STEM : (newStems[stem] ?? NO_STEM);
    });
    yield;
  }
  return { stems: stems.terms, ...groupByStem(stemOfWord, stems.terms.size) };
}

function liveStems({ stems, stemOfWord }: Segment, liveWords?: Uint8Array): Uint8Array | undefined {
  if (liveWords === undefined) return undefined;
  const live = sharedArrays.uint8(stems.size);
  stemOfWord.forEach((stem, word) => {
    if (stem !== NO_STEM && liveWords[word] === 1) live[stem] = 1;
  });
  return live;
}

function mergeTitlePrefixes(sources: readonly MappedSource[]): Segment['titlePrefixes'] {
  const firstWords = sharedArrays.uint32(sources.reduce((sum, { docs }) => sum + docs.length, 0));
  for (const { segment, newDocs, newWords } of sources) {
    const { words, docs } = segment.titlePrefixes;
    words.forEach((word, i) => {
      const doc = newDocs[docs[i] ?? 0] ?? DELETED;
      if (doc !== DELETED) firstWords[doc] = (newWords[word] ?? 0) + 1;
    });
  }
  return titlePrefixesOf(firstWords);
}

function* mergeForwardIndexes(
  sources: readonly MappedSource[],
  wordCount: number,
): Generator<void, ForwardIndex> {
  const tokens = new TokenCounts(wordCount);
  for (const source of sources) {
    eachToken(
      source,
      (token) => tokens.add(token),
      () => tokens.endDocument(),
    );
    yield;
  }
  const writer = new ForwardIndexWriter(tokens);
  yield;
  for (const source of sources) {
    eachToken(
      source,
      (token) => writer.add(token),
      () => writer.endDocument(),
    );
    yield;
  }
  return writer.finish();
}

/** Visits the tokens of kept papers in order: marks unchanged, words by their new ids. */
function eachToken(
  { segment, docs, newWords }: MappedSource,
  visit: (token: number) => void,
  endDocument: () => void,
): void {
  const { wordOfCode } = segment;
  const reader = new ForwardIndexReader(segment);
  for (const doc of docs) {
    reader.open(doc);
    for (let code = reader.next(); code >= 0; code = reader.next())
      visit(code < FIRST_WORD ? code : (newWords[wordOfCode[code - FIRST_WORD] ?? 0] ?? 0) + FIRST_WORD);
    endDocument();
  }
}

function concatenate(
  sources: readonly MappedSource[],
  numbersOf: (segment: Segment) => Uint32Array,
): Uint32Array {
  const all = sharedArrays.uint32(sources.reduce((sum, { docs }) => sum + docs.length, 0));
  let next = 0;
  for (const { segment, docs } of sources) {
    const numbers = numbersOf(segment);
    for (const doc of docs) all[next++] = numbers[doc] ?? 0;
  }
  return all;
}
