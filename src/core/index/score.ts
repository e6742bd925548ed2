import { ones } from './bits';
import { idf } from './bm25';
import type { Corpus } from './corpus';
import { eachWithPhrase, TEXT, TITLE } from './phrase';
import type { Plan, Term, Version } from './plan';
import { stemOf } from './stems';
import type { Tally } from './tally';
import { TITLE_BIT, type TextScorer } from './textScorer';
import { wordsOf } from './words';

/**
 * How much counts what. The figures of a finished query were chosen on judged collections, those of a few words being
 * typed on known-item queries (test/eval); each lies on a plateau, none is the peak of one set.
 */
interface Ranking {
  /** A word exactly as typed, beside its stem. */
  readonly surface: number;
  /** The title by itself, beside its share in the text. */
  readonly title: number;
  /** Of few words, the share of them that a paper matches is raised to this power. */
  readonly coverage: number;
  /** What a title that matches every one of few words adds, in multiples of the score. */
  readonly titleCoverage: number;
}
const FINISHED: Ranking = { surface: 0.2, title: 0, coverage: 0, titleCoverage: 0 };
/** A finished query of a few words may be a question or names from a title: names win, and questions lose nothing. */
const BRIEF: Ranking = { surface: 0.2, title: 0.5, coverage: 0, titleCoverage: 1 };
const TYPED: Ranking = { surface: 1, title: 2, coverage: 10, titleCoverage: 10 };

/** A word matched in another form counts as this share of one. */
const INEXACT = 0.9;
/** What a slot counts whose word says little: a stop word, or one with which people ask for papers. */
const WEAK = 0.4;
/** The power of the share of few words that a title matches. */
const TITLE_POWER = 4;
/** A name among authors or repositories, and a word of a topic's name, in multiples of their rarity. */
const NAME = 0.7;
const TOPIC = 0.3;

/** Marks of a slot's tally: it matches, it matches the word as typed; TITLE_BIT comes with them. */
const ANY = 1;
const EXACT = 3;

/** Scores every paper that matches any term of a plan. */
export function scorePlan(corpus: Corpus, text: TextScorer, plan: Plan, into: Tally): void {
  const ranking = !plan.few ? FINISHED : plan.typing ? TYPED : BRIEF;
  // Stop words come last and only tell papers apart that another word found: half the library holds each of them.
  const telling = plan.terms.filter(({ stem, instead }) => stem !== '' || instead.length > 0);
  const others = plan.terms.filter((term) => !telling.includes(term));
  for (const term of [...telling, ...others]) {
    // A single term is scored in place.
    const slot = plan.terms.length === 1 ? into : corpus.borrow();
    const among = telling.length > 0 && others.includes(term) ? into : undefined;
    scoreTerm(corpus, text, term, ranking, slot, among);
    const { values, bits, touched } = slot;
    // A plain loop, for the first letter of a word is in every paper.
    for (let i = 0; i < touched.length; i++) {
      const doc = touched[i] ?? 0;
      const marks = bits[doc] ?? 0;
      let own = term.bits;
      if (plan.few) {
        if ((marks & EXACT) === EXACT) own |= term.bits << plan.slots;
        if ((marks & TITLE_BIT) !== 0) own |= term.bits << (2 * plan.slots);
      }
      const value = term.weight * (values[doc] ?? 0);
      if (slot === into) {
        values[doc] = value;
        bits[doc] = own;
      } else into.add(doc, value, own);
    }
    if (slot !== into) corpus.giveBack(slot);
  }
  if (!plan.few) return;
  for (const version of plan.versions) takeApart(corpus, version, plan.slots, into);
  const factors = coverageFactors(plan.slots, plan.weak, ranking);
  const { values, bits, touched } = into;
  for (let i = 0; i < touched.length; i++) {
    const doc = touched[i] ?? 0;
    values[doc] = (values[doc] ?? 0) * (factors[bits[doc] ?? 0] ?? 0);
  }
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

/**
 * Factor of a paper by its bits: which slots match, which of them exactly, which of them in the title.
 * @param weak slots that say little about what is looked for, one bit each
 */
function coverageFactors(slots: number, weak: number, { coverage, titleCoverage }: Ranking): Float64Array {
  const key = [slots, weak, coverage, titleCoverage].join();
  const known = factorsOf.get(key);
  if (known !== undefined) return known;
  const all = (1 << slots) - 1;
  const sum = (bits: number): number => ones(bits & ~weak) + WEAK * ones(bits & weak);
  const whole = sum(all);
  const factors = Float64Array.from({ length: 1 << (3 * slots) }, (_, bits) => {
    const matched = bits & all;
    const exact = matched & (bits >> slots);
    const inTitle = bits >> (2 * slots);
    const covered = sum(exact) + INEXACT * (sum(matched) - sum(exact));
    const titled = (sum(inTitle) / whole) ** TITLE_POWER;
    return (covered / whole) ** coverage * (1 + titleCoverage * titled);
  });
  factorsOf.set(key, factors);
  return factors;
}

/** Tables by number of slots, which are weak, and the ranking; the largest has 32,768 entries. */
const factorsOf = new Map<string, Float64Array>();
