import type { Query, TextClause } from '../query';
import type { SearchOptions } from '../search';
import { completionsOf, forgiven, similarWords } from './expand';
import type { Corpus } from './corpus';
import { stemOf } from './stems';
import { joinedWords, wordsOf, type Word } from './words';

/** Most words of a query that are looked for; of more, the rarest. */
export const MOST_TERMS = 12;
/** Shortest word that is completed while it is typed. */
const SHORTEST_PREFIX = 2;
const MOST_COMPLETIONS = 20;
const MOST_SIMILAR = 10;

/** What one word of the query is looked up as. */
export interface Term {
  /** The word as typed, in its normal form. */
  readonly word: string;
  /** Its stem; empty for a stop word. */
  readonly stem: string;
  readonly weight: number;
  /** Positions in the query that a match answers, one bit each. */
  readonly bits: number;
  /** Words that a match of may stand in for it, with the factor that this costs. */
  readonly instead: readonly { readonly word: string; readonly factor: number }[];
  /** The field that it was asked for in. */
  readonly field?: TextClause['field'];
  /** Still being typed. */
  readonly open: boolean;
}

/** A query as it is ranked. */
export interface Plan {
  readonly terms: readonly Term[];
  /** Positions of the query that can be answered, one bit each. */
  readonly bits: number;
  readonly typing: boolean;
}

/** Factors that were chosen on known-item sets (test/eval). */
const COMPLETION = 0.5;
const SIMILAR = 0.8;
const JOINED = 0.8;
/** A query of no more words is a few names typed by hand, no sentence. */
const FEW = 4;

interface Slot {
  readonly word: string;
  readonly tied: boolean;
  readonly open: boolean;
  readonly clause: TextClause;
  readonly times: number;
}

/** Looks a query's free and required words up: stems, completions of the last, spellings, and near words for unknown ones. */
export function planOf(corpus: Corpus, query: Query, options: SearchOptions): Plan {
  const typing = options.typing !== false;
  const all: Slot[] = [];
  for (const clause of query.clauses) {
    if (clause.kind !== 'text' || clause.presence === 'mustNot') continue;
    if (clause.field === 'topic' || clause.field === 'category') continue;
    const words = wordsOf(clause.text);
    words.forEach((word, i) =>
      all.push({
        word: word.text,
        tied: word.tied,
        open: typing && clause.open && i === words.length - 1 && endsWith(clause, word),
        clause,
        times: 1,
      }),
    );
  }
  const slots = choose(corpus, all);
  const terms = slots.map((slot, i) => termOf(corpus, slot, 1 << (i % 15)));
  const bits = (1 << slots.length) - 1;
  return { terms: [...terms, ...joins(corpus, slots)], bits, typing };
}

function endsWith(clause: TextClause, word: Word): boolean {
  return word.end === clause.text.length;
}

/** Drops stop words where others are left, repeated words, and the most frequent words of a long query. */
function choose(corpus: Corpus, all: readonly Slot[]): readonly Slot[] {
  const telling = all.filter((slot) => slot.open || stemOf(slot.word) !== '' || slot.clause.exact);
  const kept = telling.some((slot) => stemOf(slot.word) !== '') ? telling : all;
  const merged = new Map<string, Slot>();
  for (const slot of kept) {
    const stem = slot.open ? slot.word : stemOf(slot.word) || slot.word;
    const before = merged.get(stem);
    merged.set(stem, before === undefined ? slot : { ...before, times: before.times + 1 });
  }
  const list = [...merged.values()];
  if (list.length <= MOST_TERMS) return list;
  const rarest = list
    .map((slot, place) => {
      const count = corpus.wordCount(slot.word);
      const i = Math.log(1 + Math.abs(corpus.count - count + 0.5) / (count + 0.5));
      const value = slot.times * i;
      return { place, value: slot.open ? 1e9 : count === 0 ? 0 : value };
    })
    .sort((a, b) => b.value - a.value || a.place - b.place)
    .slice(0, MOST_TERMS);
  const places = new Set(rarest.map(({ place }) => place));
  return list.filter((_, place) => places.has(place));
}

function termOf(corpus: Corpus, slot: Slot, bits: number): Term {
  const { word, open, clause } = slot;
  const stem = stemOf(word);
  const base = {
    word,
    stem,
    weight: (clause.weight ?? 1) * slot.times,
    bits,
    open,
    ...(clause.field === undefined ? {} : { field: clause.field }),
  };
  const completions =
    open && !clause.exact && word.length >= SHORTEST_PREFIX
      ? completionsOf(corpus, word, MOST_COMPLETIONS).map((completion) => ({
          word: completion.word,
          factor: COMPLETION,
        }))
      : [];
  if (completions.length > 0 || clause.exact || isKnown(corpus, word, stem))
    return { ...base, instead: completions };
  const similar = similarWords(corpus, word, forgiven(word.length), open, MOST_SIMILAR);
  return {
    ...base,
    instead: similar.map(({ word, distance }) => ({ word, factor: SIMILAR ** distance })),
  };
}

function isKnown(corpus: Corpus, word: string, stem: string): boolean {
  return (
    corpus.shards.some(({ segment }) => segment.words.find(word) >= 0) ||
    (stem !== '' && corpus.shards.some(({ segment }) => segment.stems.find(stem) >= 0))
  );
}

/** Spellings in one word of neighbours: `pre training` and `pre-training` also look for `pretraining`. */
function joins(corpus: Corpus, slots: readonly Slot[]): Term[] {
  const terms: Term[] = [];
  for (let i = 1; i < slots.length; i++) {
    const [one, other] = [slots[i - 1], slots[i]];
    if (one === undefined || other === undefined || one.clause.field !== other.clause.field) continue;
    if (!other.tied && slots.length > FEW) continue;
    const word = joinedWords([one.word, other.word])[0] ?? '';
    if (corpus.wordCount(word) === 0) continue;
    terms.push({
      word,
      stem: stemOf(word),
      weight: JOINED,
      bits: (1 << (i - 1)) | (1 << (i % 15)),
      instead: [],
      open: false,
      ...(one.clause.field === undefined ? {} : { field: one.clause.field }),
    });
  }
  return terms;
}
