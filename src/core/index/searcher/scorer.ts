import { idf } from '../read/bm25';
import type { IndexReader } from '../read/indexReader';
import { coverageOf, type CoverageRanking } from './coverage';
import { eachPhraseMatch, TEXT, TITLE } from './phraseQuery';
import type { QueryPlan, TermQuery, Alternative } from './plan/queryPlan';
import { TITLE_BIT } from '../read/postingsScan';
import { cachedPostings, type CachedPostings } from './queryCache';
import { cachedStem } from '../../analysis/stemmer';
import type { ScoreAccumulator } from '../read/accumulator';
import type { TextScorer } from './textScorer';
import { wordsOf } from '../../analysis/tokenizer';

/**
 * Weights of the ranking, chosen on judged collections for finished queries, and on known-item queries for typed ones
 * (test/eval). Each value lies on a plateau, not on the peak of one collection.
 */
interface Ranking extends CoverageRanking {
  /** Weight of the form as typed, in addition to its stem. */
  readonly surface: number;
  /** Weight of the title, in addition to its part in the text. */
  readonly title: number;
}
const LONG_QUERY: Ranking = { surface: 0.2, title: 0, coverage: 0, titleCoverage: 0 };
/** A finished short query can be a question or part of a title. Improves titles at no loss for questions. */
const SHORT_QUERY: Ranking = { surface: 0.2, title: 0.5, coverage: 0, titleCoverage: 1 };
const PARTIAL_QUERY: Ranking = { surface: 1, title: 2, coverage: 10, titleCoverage: 10 };

/** Weights of a name, and of a word of a topic's name, in multiples of their idf. */
const NAME_WEIGHT = 0.7;
const TOPIC_WEIGHT = 0.3;

/** Match bits of a term: any form, the form as typed. TITLE_BIT may be added. */
const ANY_FORM = 1;
const EXACT_FORM = 3;

/** Yields after each term. */
export function* scoringPlan(
  index: IndexReader,
  text: TextScorer,
  plan: QueryPlan,
  into: ScoreAccumulator,
): Generator<void, void> {
  const ranking = !plan.isShort ? LONG_QUERY : plan.typing ? PARTIAL_QUERY : SHORT_QUERY;
  const coverage = plan.isShort ? coverageOf(plan.termCount, plan.lowInformation, ranking) : undefined;
  const [only] = plan.terms;
  if (only !== undefined && plan.terms.length === 1 && plan.alternatives.length === 0) {
    scoreTerm(index, text, only, ranking, into, undefined);
    const masks = queryMasks(plan, only.mask);
    scaleInPlace(
      into,
      only.weight,
      masks,
      Float64Array.from(masks, (mask) => coverage?.factorOf(mask) ?? 1),
    );
    return;
  }
  // Stop words come last and only score papers that other words found: each is in half of the library.
  const significant = plan.terms.filter(({ stem, substitutes }) => stem !== '' || substitutes.length > 0);
  const others = plan.terms.filter((term) => !significant.includes(term));
  for (const term of [...significant, ...others]) {
    const masks = queryMasks(plan, term.mask);
    const only = significant.length > 0 && others.includes(term) ? into : undefined;
    const score = (scored: ScoreAccumulator): void => scoreTerm(index, text, term, ranking, scored, only);
    if (plan.typing && !term.partial && only === undefined)
      into.count = addCached(cachedPostings(index, cacheKey(term, ranking), score), term.weight, masks, into);
    else {
      const scored = index.borrowAccumulator();
      score(scored);
      into.count = addScores(scored, term.weight, masks, into);
      index.returnAccumulator(scored);
    }
    yield;
  }
  for (const version of plan.alternatives) splitVersion(index, version, plan.termCount, into);
  coverage?.multiply(into);
}

/** Maps a term's match bits to those of the query. Short queries also record titles and exact forms. */
function queryMasks({ isShort, termCount }: QueryPlan, own: number): Uint16Array {
  return Uint16Array.from({ length: (EXACT_FORM | TITLE_BIT) + 1 }, (_, termMask) => {
    if (!isShort) return own;
    const exact = (termMask & EXACT_FORM) === EXACT_FORM ? own << termCount : 0;
    return own | exact | ((termMask & TITLE_BIT) === 0 ? 0 : own << (2 * termCount));
  });
}

// Plain loops without calls, as in `postingsScan`: the first letters of a word match nearly every paper.

/** Applies weight and coverage to a query's only term. */
function scaleInPlace(
  { scores, matchMask, docs, count }: ScoreAccumulator,
  weight: number,
  masks: Uint16Array,
  factors: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const doc = docs[i] ?? 0;
    const termMask = matchMask[doc] ?? 0;
    scores[doc] = weight * (scores[doc] ?? 0) * (factors[termMask] ?? 0);
    matchMask[doc] = masks[termMask] ?? 0;
  }
}

/** All that a term's score depends on, except its weight and the other terms. */
function cacheKey({ word, stem, field, substitutes, names }: TermQuery, { surface, title }: Ranking): string {
  const others = substitutes.map(({ words, factor }) => `${factor} ${words.join()}`);
  return [surface, title, field ?? '', word, stem, names.join(), ...others].join(' ');
}

function addCached(
  scored: CachedPostings,
  factor: number,
  masks: Uint16Array,
  into: ScoreAccumulator,
): number {
  const { docs, scores, termMasks } = scored;
  const { scores: sums, matchMask, docs: list } = into;
  let listed = into.count;
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i] ?? 0;
    const before = matchMask[doc] ?? 0;
    if (before === 0) list[listed++] = doc;
    matchMask[doc] = before | (masks[termMasks[i] ?? 0] ?? 0);
    sums[doc] = (sums[doc] ?? 0) + factor * (scores[i] ?? 0);
  }
  return listed;
}

function addScores(
  scored: ScoreAccumulator,
  factor: number,
  masks: Uint16Array,
  into: ScoreAccumulator,
): number {
  const { scores, matchMask, docs, count } = scored;
  const { scores: sums, matchMask: queryMask, docs: list } = into;
  let listed = into.count;
  for (let i = 0; i < count; i++) {
    const doc = docs[i] ?? 0;
    const before = queryMask[doc] ?? 0;
    if (before === 0) list[listed++] = doc;
    queryMask[doc] = before | (masks[matchMask[doc] ?? 0] ?? 0);
    sums[doc] = (sums[doc] ?? 0) + factor * (scores[doc] ?? 0);
  }
  return listed;
}

/** Removes a number's match bits where it does not follow its word, if it does so in any paper. */
function splitVersion(
  index: IndexReader,
  { termIndex, phrase, partial }: Alternative,
  termCount: number,
  { matchMask, matchedDocs }: ScoreAccumulator,
): void {
  const [bit, titled] = [1 << termIndex, 1 << (termIndex + 2 * termCount)];
  for (const [place, lost] of [
    [TITLE, titled],
    [TEXT, bit | (bit << termCount) | titled],
  ] as const) {
    const holds = new Uint8Array(index.maxDoc);
    eachPhraseMatch(index, phrase, place, partial, (doc) => {
      holds[doc] = 1;
    });
    if (!holds.includes(1)) continue;
    for (let i = 0; i < matchedDocs.length; i++) {
      const doc = matchedDocs[i] ?? 0;
      if (holds[doc] === 0) matchMask[doc] = (matchMask[doc] ?? 0) & ~lost;
    }
  }
}

function scoreTerm(
  index: IndexReader,
  text: TextScorer,
  term: TermQuery,
  ranking: Ranking,
  into: ScoreAccumulator,
  only: ScoreAccumulator | undefined,
): void {
  const { word, stem, field } = term;
  if (field === undefined || field === 'title' || field === 'abstract') {
    const { title } = ranking;
    if (stem !== '') text.addStem(stem, into, { factor: 1, mask: ANY_FORM, title });
    // A stop word has no stem; only its own form matches.
    text.addWords([word], into, {
      factor: stem === '' ? 1 : ranking.surface,
      mask: EXACT_FORM,
      title,
      only: only,
    });
    for (const { words, factor } of term.substitutes)
      text.addWords(words, into, { factor, mask: ANY_FORM, title, max: true });
  }
  if (field === undefined || field === 'author') addName(index, term, 'authors', into);
  if (field === undefined || field === 'repo') addName(index, term, 'repositories', into);
  if (field === undefined && stem !== '') addTopics(index, stem, into);
}

function addName(
  index: IndexReader,
  term: TermQuery,
  list: 'authors' | 'repositories',
  into: ScoreAccumulator,
): void {
  const scoreOf = (word: string): number => {
    const count = index.docFreq(word, list);
    return count === 0 ? 0 : NAME_WEIGHT * idf(index.numDocs, count);
  };
  const exact = scoreOf(term.word);
  if (exact > 0) index.eachPosting(term.word, list, (doc) => into.max(doc, exact, EXACT_FORM));
  for (const name of term.names) {
    // A longer name is rarer and would rank above the name as typed.
    const score = exact > 0 ? Math.min(exact, scoreOf(name)) : scoreOf(name);
    if (score > 0) index.eachPosting(name, list, (doc) => into.max(doc, score, ANY_FORM));
  }
}

function addTopics(index: IndexReader, stem: string, into: ScoreAccumulator): void {
  for (const [topic, docs] of index.topics) {
    if (!wordsOf(topic).some((word) => cachedStem(word.text) === stem)) continue;
    const score = TOPIC_WEIGHT * idf(index.numDocs, docs.length);
    for (const doc of docs) into.max(doc, score, ANY_FORM);
  }
}
