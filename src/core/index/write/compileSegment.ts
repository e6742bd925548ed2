import { cachedStem } from '../../analysis/stemmer';
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
import { refOf, type FieldName, type LunrTerms, type TermFrequencies } from './lunrBuilder';
import { packTerms } from './packTerms';
import { sharedArrays } from './sharedArrays';
import { NO_TITLE, titlePrefixesOf } from './titlePrefixes';
import { UnsortedPostings } from './unsortedPostings';

const TERMS_PER_STEP = 512;
const DOCS_PER_STEP = 8;

/** Compiles Lunr's terms to the flat arrays of a segment. Takes them from the indexer. Yields. */
export function* compileSegment(indexer: LunrIndexer): Generator<void, Segment> {
  const { papers } = indexer;
  const terms = indexer.takeTerms();
  const words = Object.keys(terms.invertedIndex);
  yield;
  words.sort();
  yield;
  const { stems, stemOfWord } = yield* stemWords(words);
  yield;
  const idOfWord = new Map(words.map((word, id) => [word, id]));
  yield;
  const text = yield* compileText(idOfWord, terms, papers.length, stemOfWord);
  yield;
  const authors = compileField('authors', idOfWord, terms, papers.length);
  yield;
  const repositories = compileField('repositories', idOfWord, terms, papers.length);
  yield;
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

/** Returns sorted distinct stems, and the stem of each word; NO_STEM for a stop word. */
function* stemWords(
  words: readonly string[],
): Generator<void, { readonly stems: TermDictionary; readonly stemOfWord: Uint32Array }> {
  const stemTexts: string[] = [];
  for (const [id, word] of words.entries()) {
    stemTexts.push(cachedStem(word));
    if (id % TERMS_PER_STEP === 0) yield;
  }
  const sorted = [...new Set(stemTexts)].filter((text) => text !== '').sort();
  const idOfStem = new Map(sorted.map((text, id) => [text, id]));
  yield;
  const stemOfWord = sharedArrays.uint32(words.length);
  stemTexts.forEach((text, word) => (stemOfWord[word] = idOfStem.get(text) ?? NO_STEM));
  return { stems: packTerms(sorted), stemOfWord };
}

/** Title and abstract share one list of postings. */
function* compileText(
  idOfWord: ReadonlyMap<string, number>,
  terms: LunrTerms,
  docCount: number,
  stemOfWord: Uint32Array,
): Generator<void, { readonly postings: TextPostings; readonly lengths: ReturnType<typeof fieldLengths> }> {
  const unsorted = new UnsortedPostings();
  const stemLengths = sharedArrays.uint32(docCount);
  const wordLengths = sharedArrays.uint32(docCount);
  const titleLengths = sharedArrays.uint32(docCount);
  for (let doc = 0; doc < docCount; doc++) {
    const titles = frequenciesOf('title', doc, terms);
    const abstracts = frequenciesOf('abstract', doc, terms);
    const onlyInTitle = Object.keys(titles).filter((word) => abstracts[word] === undefined);
    for (const word of [...Object.keys(abstracts), ...onlyInTitle]) {
      const id = idOfWord.get(word) ?? 0;
      const inTitle = Math.min(titles[word] ?? 0, MAX_TITLE_COUNT);
      const inAbstract = Math.min(abstracts[word] ?? 0, MAX_ABSTRACT_COUNT);
      const length = TITLE_WEIGHT * inTitle + inAbstract;
      wordLengths[doc] = (wordLengths[doc] ?? 0) + length;
      if (stemOfWord[id] !== NO_STEM) {
        stemLengths[doc] = (stemLengths[doc] ?? 0) + length;
        titleLengths[doc] = (titleLengths[doc] ?? 0) + inTitle;
      }
      unsorted.add(id, doc, packCounts(inTitle, inAbstract));
    }
    if (doc % DOCS_PER_STEP === 0) yield;
  }
  yield;
  const postings = unsorted.sortedByWord(idOfWord.size);
  return { postings, lengths: fieldLengths({ stemLengths, wordLengths, titleLengths }) };
}

function compileField(
  field: 'authors' | 'repositories',
  idOfWord: ReadonlyMap<string, number>,
  terms: LunrTerms,
  docCount: number,
): Postings {
  const unsorted = new UnsortedPostings();
  for (let doc = 0; doc < docCount; doc++)
    for (const word of Object.keys(frequenciesOf(field, doc, terms)))
      unsorted.add(idOfWord.get(word) ?? 0, doc, 0);
  const { starts, docs } = unsorted.sortedByWord(idOfWord.size);
  return { starts, docs };
}

function frequenciesOf(field: FieldName, doc: number, { fieldTermFrequencies }: LunrTerms): TermFrequencies {
  return fieldTermFrequencies[`${field}/${refOf(doc)}`] ?? NO_TERMS;
}

const NO_TERMS = Object.create(null) as TermFrequencies;

/** The words before the first section mark. */
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
