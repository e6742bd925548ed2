import { idf } from '../read/bm25';
import type { Corpus } from '../read/indexReader';
import { coverageOf, type CoverageRanking } from './coverage';
import { eachWithPhrase, TEXT, TITLE } from './phraseQuery';
import type { Plan, Term, Version } from './queryPlan';
import { TITLE_BIT } from '../read/postingsScan';
import { keptSlot, type Slot } from './queryCache';
import { stemOf } from '../../analysis/stemmer';
import type { Tally } from '../read/accumulator';
import type { TextScorer } from './textScorer';
import { wordsOf } from '../../analysis/tokenizer';

/**
 * How much counts what. The figures of a finished query were chosen on judged collections, those of a few words being
 * typed on known-item queries (test/eval); each lies on a plateau, none is the peak of one set.
 */
interface Ranking extends CoverageRanking {
  /** A word exactly as typed, beside its stem. */
  readonly surface: number;
  /** The title by itself, beside its share in the text. */
  readonly title: number;
}
const FINISHED: Ranking = { surface: 0.2, title: 0, coverage: 0, titleCoverage: 0 };
/** A finished query of a few words may be a question or names from a title: names win, and questions lose nothing. */
const BRIEF: Ranking = { surface: 0.2, title: 0.5, coverage: 0, titleCoverage: 1 };
const TYPED: Ranking = { surface: 1, title: 2, coverage: 10, titleCoverage: 10 };

/** A name among authors or repositories, and a word of a topic's name, in multiples of their rarity. */
const NAME = 0.7;
const TOPIC = 0.3;

/** Marks of a slot's tally: it matches, it matches the word as typed; TITLE_BIT comes with them. */
const ANY = 1;
const EXACT = 3;

/** Scores every paper that matches any term of a plan. */
export function scorePlan(corpus: Corpus, text: TextScorer, plan: Plan, into: Tally): void {
  const ranking = !plan.few ? FINISHED : plan.typing ? TYPED : BRIEF;
  const coverage = plan.few ? coverageOf(plan.slots, plan.weak, ranking) : undefined;
  const [only] = plan.terms;
  if (only !== undefined && plan.terms.length === 1 && plan.versions.length === 0) {
    scoreTerm(corpus, text, only, ranking, into, undefined);
    const meant = bitsOfMarks(plan, only.bits);
    inPlace(
      into,
      only.weight,
      meant,
      Float64Array.from(meant, (bits) => coverage?.of(bits) ?? 1),
    );
    return;
  }
  // Stop words come last and only tell papers apart that another word found: half the library holds each of them.
  const telling = plan.terms.filter(({ stem, instead }) => stem !== '' || instead.length > 0);
  const others = plan.terms.filter((term) => !telling.includes(term));
  for (const term of [...telling, ...others]) {
    const meant = bitsOfMarks(plan, term.bits);
    const among = telling.length > 0 && others.includes(term) ? into : undefined;
    const score = (slot: Tally): void => scoreTerm(corpus, text, term, ranking, slot, among);
    if (plan.typing && !term.open && among === undefined)
      into.count = addSlot(keptSlot(corpus, keyOf(term, ranking), score), term.weight, meant, into);
    else {
      const slot = corpus.borrow();
      score(slot);
      into.count = addTally(slot, term.weight, meant, into);
      corpus.giveBack(slot);
    }
  }
  for (const version of plan.versions) takeApart(corpus, version, plan.slots, into);
  coverage?.multiply(into);
}

/** A query's bits for each combination of marks in a slot's tally: few words also know of titles and exact forms. */
function bitsOfMarks({ few, slots }: Plan, own: number): Uint16Array {
  return Uint16Array.from({ length: (EXACT | TITLE_BIT) + 1 }, (_, marks) => {
    if (!few) return own;
    const exact = (marks & EXACT) === EXACT ? own << slots : 0;
    return own | exact | ((marks & TITLE_BIT) === 0 ? 0 : own << (2 * slots));
  });
}

// All of these are plain loops with nothing after them, as in `postingLoops`: the first letters of a word are in every paper.

/** Weighs what the only word of a query scored, where it is, and multiplies it by what its marks cover. */
function inPlace(
  { values, bits, list, count }: Tally,
  weight: number,
  meant: Uint16Array,
  factors: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const doc = list[i] ?? 0;
    const marks = bits[doc] ?? 0;
    values[doc] = weight * (values[doc] ?? 0) * (factors[marks] ?? 0);
    bits[doc] = meant[marks] ?? 0;
  }
}

/** All that a term's score depends on, apart from its weight and the rest of the query. */
function keyOf({ word, stem, field, instead, names }: Term, { surface, title }: Ranking): string {
  const others = instead.map(({ words, factor }) => `${factor} ${words.join()}`);
  return [surface, title, field ?? '', word, stem, names.join(), ...others].join(' ');
}

function addSlot(slot: Slot, factor: number, meant: Uint16Array, into: Tally): number {
  const { docs, values: from, marks } = slot;
  const { values, bits, list } = into;
  let listed = into.count;
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i] ?? 0;
    const before = bits[doc] ?? 0;
    if (before === 0) list[listed++] = doc;
    bits[doc] = before | (meant[marks[i] ?? 0] ?? 0);
    values[doc] = (values[doc] ?? 0) + factor * (from[i] ?? 0);
  }
  return listed;
}

function addTally(slot: Tally, factor: number, meant: Uint16Array, into: Tally): number {
  const { values: from, bits: marks, list, count } = slot;
  const { values, bits, list: all } = into;
  let listed = into.count;
  for (let i = 0; i < count; i++) {
    const doc = list[i] ?? 0;
    const before = bits[doc] ?? 0;
    if (before === 0) all[listed++] = doc;
    bits[doc] = before | (meant[marks[doc] ?? 0] ?? 0);
    values[doc] = (values[doc] ?? 0) + factor * (from[doc] ?? 0);
  }
  return listed;
}

/** Has a number count only where it follows its word, if it does so in any paper. */
function takeApart(
  corpus: Corpus,
  { slot, phrase, open }: Version,
  slots: number,
  { bits, touched }: Tally,
): void {
  const [bit, titled] = [1 << slot, 1 << (slot + 2 * slots)];
  for (const [place, lost] of [
    [TITLE, titled],
    [TEXT, bit | (bit << slots) | titled],
  ] as const) {
    const holds = new Uint8Array(corpus.size);
    eachWithPhrase(corpus, phrase, place, open, (doc) => {
      holds[doc] = 1;
    });
    if (!holds.includes(1)) continue;
    for (let i = 0; i < touched.length; i++) {
      const doc = touched[i] ?? 0;
      if (holds[doc] === 0) bits[doc] = (bits[doc] ?? 0) & ~lost;
    }
  }
}

function scoreTerm(
  corpus: Corpus,
  text: TextScorer,
  term: Term,
  ranking: Ranking,
  into: Tally,
  among: Tally | undefined,
): void {
  const { word, stem, field } = term;
  if (field === undefined || field === 'title' || field === 'abstract') {
    const { title } = ranking;
    if (stem !== '') text.addStem(stem, into, { factor: 1, bits: ANY, title });
    // A stop word has no stem, so its own form is all there is to go by.
    text.addWords([word], into, { factor: stem === '' ? 1 : ranking.surface, bits: EXACT, title, among });
    for (const { words, factor } of term.instead)
      text.addWords(words, into, { factor, bits: ANY, title, raise: true });
  }
  if (field === undefined || field === 'author') addName(corpus, term, 'authors', into);
  if (field === undefined || field === 'repo') addName(corpus, term, 'repositories', into);
  if (field === undefined && stem !== '') addTopics(corpus, stem, into);
}

function addName(corpus: Corpus, term: Term, list: 'authors' | 'repositories', into: Tally): void {
  const scoreOf = (word: string): number => {
    const count = corpus.wordCount(word, list);
    return count === 0 ? 0 : NAME * idf(corpus.count, count);
  };
  const exact = scoreOf(term.word);
  if (exact > 0) corpus.eachWith(term.word, list, (doc) => into.raise(doc, exact, EXACT));
  for (const name of term.names) {
    // A longer name is rarer, and would come before the very name that was typed.
    const score = exact > 0 ? Math.min(exact, scoreOf(name)) : scoreOf(name);
    if (score > 0) corpus.eachWith(name, list, (doc) => into.raise(doc, score, ANY));
  }
}

function addTopics(corpus: Corpus, stem: string, into: Tally): void {
  for (const [topic, docs] of corpus.topics) {
    if (!wordsOf(topic).some((word) => stemOf(word.text) === stem)) continue;
    const score = TOPIC * idf(corpus.count, docs.length);
    for (const doc of docs) into.raise(doc, score, ANY);
  }
}
