import type { Query } from '../../../query/parseQuery';
import type { IndexReader } from '../../read/indexReader';
import { completionsOf, type Expansion } from './completions';
import { umlauts } from './compounds';
import { isSignificant, NUMBER, splitCompounds, toQueryTerms, type QueryTerm } from './queryTerms';
import { NO_CORRECTIONS, suggestCorrections } from './spelling';
import { EMPTY_TERM, type QueryPlan, type TermQuery, type Alternative } from './queryPlan';
import { memoize } from '../queryCache';
import { cachedStem } from '../../../analysis/stemmer';
import type { TextScorer } from '../textScorer';
import { compoundsOf } from '../../../analysis/tokenizer';

/** Maximum words that find papers, and that only rank them. The rarest are chosen. */
const MAX_TERMS = 12;
const MAX_RESCORE_TERMS = 12;
/** Maximum words of a typed query ranked by coverage: such queries are names. The bits allow 5. */
const MAX_SHORT_TERMS = 5;
/** For a finished query, as from other extensions, which is more often a question. */
const MAX_SHORT_TERMS_FINISHED = 3;
const MIN_PREFIX_LENGTH = 2;
const MAX_COMPLETIONS = 500;
const MAX_NAMES = 20;
/** A word in this many papers does not also match as the beginning of a name. */
const MIN_KNOWN_DOCS = 5;
/** Factor of the score for each edit, and for words that match joined: `pretraining` for `pre training`. */
const FUZZY_PENALTY = 0.8;
const COMPOUND_PENALTY = 0.4;

const NAME_FIELDS = ['authors', 'repositories'] as const;
const POSTINGS_OF_FIELD = ['text', ...NAME_FIELDS] as const;

/** Plans the lookups of a query: stems, completions, joined spellings, corrections. */
export function planQuery(index: IndexReader, text: TextScorer, query: Query, typing: boolean): QueryPlan {
  const typed = toQueryTerms(query, typing);
  const all =
    typed.length > MAX_SHORT_TERMS
      ? typed
      : typed.flatMap((queryTerm, i) => splitCompounds(index, queryTerm, typed[i + 1]));
  const isShort = all.length > 0 && all.length <= (typing ? MAX_SHORT_TERMS : MAX_SHORT_TERMS_FINISHED);
  const { queryTerms, rescoreTerms } = isShort
    ? { queryTerms: all, rescoreTerms: [] }
    : mostSignificant(text, all);
  const terms = queryTerms.map((queryTerm, i) => toTermQuery(index, text, queryTerm, 1 << i, isShort));
  // Join words before stop words are removed: the D of `3-D` is a stop word.
  const joined = joins(index, isShort ? queryTerms : all, queryTerms);
  return {
    terms: [...terms, ...joined],
    rescoreTerms,
    termCount: queryTerms.length,
    lowInformation: lowInformationMask(queryTerms),
    typing,
    isShort,
    alternatives: isShort ? alternativesOf(queryTerms) : [],
  };
}

function alternativesOf(queryTerms: readonly QueryTerm[]): Alternative[] {
  return queryTerms.flatMap(({ word, field, partial }, at): Alternative[] => {
    if (!NUMBER.test(word) || field !== undefined) return [];
    // `qwen 2.5` is three words, and papers write the first two as one.
    let named = at - 1;
    while (queryTerms[named + 1]?.hyphenated === true && NUMBER.test(queryTerms[named]?.word ?? '')) named--;
    const name = queryTerms[named];
    if (name === undefined || name.field !== undefined || !isSignificant(name)) return [];
    const words = queryTerms.slice(named, at + 1).map((one) => one.word);
    return [{ termIndex: at, phrase: words.join(' '), partial }];
  });
}

function lowInformationMask(queryTerms: readonly QueryTerm[]): number {
  const lowInformation = queryTerms.map((queryTerm) => !isSignificant(queryTerm));
  return lowInformation.every(Boolean)
    ? 0
    : lowInformation.reduce((bits, is, i) => (is ? bits | (1 << i) : bits), 0);
}

/** Removes stop words unless only they remain, merges stems, and keeps the heaviest words. */
function mostSignificant(
  text: TextScorer,
  all: readonly QueryTerm[],
): Pick<QueryPlan, 'rescoreTerms'> & { queryTerms: readonly QueryTerm[] } {
  const significant = all.filter(isSignificant);
  const significantTerms =
    significant.length > 0
      ? all.filter((queryTerm) => queryTerm.partial || significant.includes(queryTerm))
      : all;
  const merged = new Map<string, QueryTerm>();
  for (const queryTerm of significantTerms) {
    const key = queryTerm.partial || queryTerm.stem === '' ? ` ${queryTerm.word}` : queryTerm.stem;
    const before = merged.get(key);
    merged.set(
      key,
      before === undefined ? queryTerm : { ...before, weight: before.weight + queryTerm.weight },
    );
  }
  const queryTerms = [...merged.values()];
  if (queryTerms.length <= MAX_TERMS) return { queryTerms, rescoreTerms: [] };
  const valued = queryTerms
    .map((queryTerm) => ({ queryTerm, boost: fieldBoost(text, queryTerm) }))
    .sort((a, b) => b.boost - a.boost);
  const chosen = new Set(valued.slice(0, MAX_TERMS).map(({ queryTerm }) => queryTerm));
  const rescoreTerms = valued
    .slice(MAX_TERMS, MAX_TERMS + MAX_RESCORE_TERMS)
    .filter(({ queryTerm, boost }) => boost > 0 && isOfText(queryTerm))
    .map(({ queryTerm: { word, stem }, boost }) => ({ word, stem, boost }));
  return { queryTerms: queryTerms.filter((queryTerm) => chosen.has(queryTerm)), rescoreTerms };
}

function isOfText({ field }: QueryTerm): boolean {
  return field === undefined || field === 'title' || field === 'abstract';
}

/** Weight times idf of the stem. A word being typed comes first. */
function fieldBoost(text: TextScorer, queryTerm: QueryTerm): number {
  return queryTerm.partial ? Infinity : queryTerm.weight * text.idfOf(queryTerm.stem);
}

function toTermQuery(
  index: IndexReader,
  text: TextScorer,
  queryTerm: QueryTerm,
  mask: number,
  isShort: boolean,
): TermQuery {
  const { word, stem, weight, field, exact, partial } = queryTerm;
  const base = { word, stem, weight, mask, field, partial };
  // A phrase matches as spelled, except a quoted author: the filter finds Müller for Mueller too.
  const spelled = exact && field !== 'author' ? [] : umlauts(index, word);
  // A word being typed is completed, also in a phrase.
  if (exact && !partial) return { ...base, substitutes: [], names: spelled.map((name) => name.word) };
  const begins = partial && word.length >= MIN_PREFIX_LENGTH;
  const completions = begins ? termsWithPrefix(index, word) : NO_WORDS;
  // A word that papers use is rarely the beginning of a name: `rag` does not mean Raghavan.
  const begun = begins && !exact && index.docFreq(word) < MIN_KNOWN_DOCS ? authorTerms(index, word) : [];
  const names = [...begun, ...spelled];
  const docFreq = Math.max(
    ...POSTINGS_OF_FIELD.map((list) => index.docFreq(word, list)),
    completions.maxDocFreq,
    ...names.map(({ count }) => count),
  );
  const { words: corrections, sure } = exact
    ? NO_CORRECTIONS
    : memoize(index, `meant ${String(partial)} ${String(isShort)} ${word}`, () =>
        suggestCorrections(index, queryTerm, docFreq, docFreq > 0 ? 0 : text.stemCount(stem), isShort),
      );
  const corrected = {
    words: corrections.map((one) => one.word),
    factor: FUZZY_PENALTY ** (corrections[0]?.distance ?? 0),
  };
  return {
    ...base,
    // For a certain misspelling, the stem belongs to other words and must not match.
    stem: docFreq === 0 && sure ? '' : stem,
    substitutes: [
      ...(completions.words.length > 0 ? [{ words: completions.words, factor: 1 }] : []),
      ...(corrections.length > 0 ? [corrected] : []),
    ],
    names: [...names, ...(sure ? corrections : [])].map((one) => one.word),
  };
}

function termsWithPrefix(index: IndexReader, word: string): PrefixMatches {
  return memoize(index, `begun ${word}`, () => {
    const completions = completionsOf(index, word, MAX_COMPLETIONS);
    return { words: completions.map((one) => one.word), maxDocFreq: completions[0]?.count ?? 0 };
  });
}

interface PrefixMatches {
  readonly words: readonly string[];
  readonly maxDocFreq: number;
}

const NO_WORDS: PrefixMatches = { words: [], maxDocFreq: 0 };

function authorTerms(index: IndexReader, word: string): Expansion[] {
  return NAME_FIELDS.flatMap((list) => completionsOf(index, word, MAX_NAMES, list));
}

/** Returns terms for joined neighbours: `pre-training` also finds `pretraining`. */
function joins(
  index: IndexReader,
  words: readonly QueryTerm[],
  queryTerms: readonly QueryTerm[],
): TermQuery[] {
  const terms = new Map<string, TermQuery>();
  for (const [i, queryTerm] of words.entries()) {
    const before = words[i - 1];
    if (before === undefined || before.field !== queryTerm.field) continue;
    if (!queryTerm.hyphenated && words.length > MAX_SHORT_TERMS) continue;
    const word = compoundsOf([before.word, queryTerm.word])[0] ?? '';
    if (terms.size >= MAX_TERMS || terms.has(word) || index.docFreq(word) === 0) continue;
    const both =
      words === queryTerms
        ? (1 << (i - 1)) | (1 << i)
        : termBit(queryTerms, before) | termBit(queryTerms, queryTerm);
    const mask = both === 0 ? 1 : both;
    const stem = cachedStem(word);
    terms.set(word, { ...EMPTY_TERM, word, stem, weight: COMPOUND_PENALTY, mask, field: queryTerm.field });
  }
  return [...terms.values()];
}

/** Returns the bit of the query term that a word was merged into, or 0. */
function termBit(queryTerms: readonly QueryTerm[], { word, stem }: QueryTerm): number {
  const at = queryTerms.findIndex(
    (queryTerm) => queryTerm.word === word || (stem !== '' && queryTerm.stem === stem),
  );
  return at < 0 ? 0 : 1 << at;
}
