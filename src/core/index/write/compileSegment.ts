import { stem } from '../../analysis/stemmer';
import { FIRST_WORD, Mark, titleHash } from '../segment/document';
import type { ForwardIndex } from '../segment/forwardIndex';
import {
  MAX_ABSTRACT_COUNT,
  MAX_TITLE_COUNT,
  NO_STEM,
  packCounts,
  type Postings,
  type Segment,
  type TextPostings,
} from '../segment/segment';
import type { TermDictionary } from '../segment/termDictionary';
import { TITLE_WEIGHT } from '../segment/titleWeight';
import { fieldLengths } from './fieldLengths';
import { ForwardIndexWriter, TokenCounts } from './forwardIndexWriter';
import { groupByStem } from './groupByStem';
import type { LunrIndexer, PaperToken, TokenizedPaper } from './indexWithLunr';
import type { FieldName, LunrTerms, TermFrequencies } from './lunrBuilder';
import { packTerms } from './packTerms';
import { sharedArrays } from './sharedArrays';
import { NO_TITLE, titlePrefixesOf } from './titlePrefixes';

const TERMS_PER_STEP = 512;

/** Compiles Lunr's collected terms to the flat arrays of a segment. Yields so that the caller can pause. */
export function* compileSegment({ papers, terms }: LunrIndexer): Generator<void, Segment> {
  const words = Object.keys(terms.invertedIndex);
  yield;
  words.sort();
  yield;
  const { stems, stemOfWord } = yield* stemWords(words);
  yield;
  const text = yield* compileText(words, terms, papers.length, stemOfWord);
  const authors = compileField('authors', words, terms);
  yield;
  const repositories = compileField('repositories', words, terms);
  yield;
  const idOfWord = new Map(words.map((word, id) => [word, id]));
  const titles = papers.map(({ tokens }) => titleOf(tokens));
  const firstWords = Uint32Array.from(titles, ([first]) =>
    first === undefined ? NO_TITLE : (idOfWord.get(first) ?? 0) + 1,
  );
  yield;
  const forwardIndex = compileForwardIndex(papers, idOfWord);
  yield;
  return {
    ids: packTerms(papers.map(({ id }) => id)),
    fingerprints: Uint32Array.from(papers, ({ fingerprint }) => fingerprint),
    titleHashes: Uint32Array.from(titles, titleHash),
    ...text.lengths,
    words: packTerms(words),
    stems,
    ...groupByStem(stemOfWord, stems.size),
    text: text.postings,
    authors,
    repositories,
    titlePrefixes: titlePrefixesOf(firstWords),
    ...forwardIndex,
  };
}

/** Returns the distinct stems of sorted words, sorted, and the stem id of each word; NO_STEM for a stop word. */
function* stemWords(
  words: readonly string[],
): Generator<void, { readonly stems: TermDictionary; readonly stemOfWord: Uint32Array }> {
  const stemTexts: string[] = [];
  for (const [id, word] of words.entries()) {
    stemTexts.push(stem(word));
    if (id % TERMS_PER_STEP === 0) yield;
  }
  const sorted = [...new Set(stemTexts)].filter((text) => text !== '').sort();
  const idOfStem = new Map(sorted.map((text, id) => [text, id]));
  yield;
  const stemOfWord = sharedArrays.uint32(words.length);
  stemTexts.forEach((text, word) => (stemOfWord[word] = idOfStem.get(text) ?? NO_STEM));
  return { stems: packTerms(sorted), stemOfWord };
}

/** Compiles the postings of title and abstract, which share one list, and the papers' lengths that follow from them. */
function* compileText(
  words: readonly string[],
  terms: LunrTerms,
  docCount: number,
  stemOfWord: Uint32Array,
): Generator<void, { readonly postings: TextPostings; readonly lengths: ReturnType<typeof fieldLengths> }> {
  const inTitles = frequenciesOf('title', terms, docCount);
  const inAbstracts = frequenciesOf('abstract', terms, docCount);
  const starts = sharedArrays.uint32(words.length + 1);
  const docs: number[] = [];
  const counts: number[] = [];
  const stemLengths = sharedArrays.uint32(docCount);
  const wordLengths = sharedArrays.uint32(docCount);
  const titleLengths = sharedArrays.uint32(docCount);
  for (const [id, word] of words.entries()) {
    const posting = terms.invertedIndex[word];
    for (const doc of unionOf(docsOf(posting?.title), docsOf(posting?.abstract))) {
      const inTitle = Math.min(inTitles[doc]?.[word] ?? 0, MAX_TITLE_COUNT);
      const inAbstract = Math.min(inAbstracts[doc]?.[word] ?? 0, MAX_ABSTRACT_COUNT);
      const length = TITLE_WEIGHT * inTitle + inAbstract;
      wordLengths[doc] = (wordLengths[doc] ?? 0) + length;
      if (stemOfWord[id] !== NO_STEM) {
        stemLengths[doc] = (stemLengths[doc] ?? 0) + length;
        titleLengths[doc] = (titleLengths[doc] ?? 0) + inTitle;
      }
      docs.push(doc);
      counts.push(packCounts(inTitle, inAbstract));
    }
    starts[id + 1] = docs.length;
    if (id % TERMS_PER_STEP === 0) yield;
  }
  const postings = { starts, docs: Uint16Array.from(docs), counts: Uint8Array.from(counts) };
  return { postings, lengths: fieldLengths({ stemLengths, wordLengths, titleLengths }) };
}

/** Returns the term frequencies in a field, by document. */
function frequenciesOf(
  field: FieldName,
  { fieldTermFrequencies }: LunrTerms,
  docCount: number,
): (TermFrequencies | undefined)[] {
  return Array.from({ length: docCount }, (_, doc) => fieldTermFrequencies[`${field}/${doc}`]);
}

/** Returns the documents of a posting. JavaScript lists integer keys in ascending order. */
function docsOf(posting: Readonly<Record<string, object>> = {}): number[] {
  return Object.keys(posting).map(Number);
}

/** Returns the union of two ascending lists, ascending. */
function unionOf(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === 0) return b;
  return b.length === 0 ? a : [...new Set([...a, ...b])].sort((one, other) => one - other);
}

/** Compiles the postings of a field whose frequencies do not count. */
function compileField(
  field: 'authors' | 'repositories',
  words: readonly string[],
  { invertedIndex }: LunrTerms,
): Postings {
  const starts = sharedArrays.uint32(words.length + 1);
  const docs: number[] = [];
  words.forEach((word, id) => {
    for (const doc of docsOf(invertedIndex[word]?.[field])) docs.push(doc);
    starts[id + 1] = docs.length;
  });
  return { starts, docs: Uint16Array.from(docs) };
}

/** Returns the words of the title: those before the first mark of a section. */
function titleOf(tokens: readonly PaperToken[]): string[] {
  const end = tokens.indexOf(Mark.section);
  return tokens.slice(0, end).filter((token) => typeof token === 'string');
}

function compileForwardIndex(
  papers: readonly TokenizedPaper[],
  idOfWord: ReadonlyMap<string, number>,
): ForwardIndex {
  const counts = new TokenCounts(idOfWord.size);
  const sequences = papers.map(({ tokens }) =>
    tokens.map((token) => (typeof token === 'number' ? token : (idOfWord.get(token) ?? 0) + FIRST_WORD)),
  );
  for (const sequence of sequences) {
    for (const token of sequence) counts.add(token);
    counts.endDocument();
  }
  const writer = new ForwardIndexWriter(counts);
  for (const sequence of sequences) {
    for (const token of sequence) writer.add(token);
    writer.endDocument();
  }
  return writer.finish();
}
