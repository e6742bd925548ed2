import type { Query, TextClause } from '../../query/parseQuery';
import type { Corpus } from '../read/indexReader';
import { completionsOf, type Expansion } from './termExpansion';
import { meantBy } from './spelling';
import { runTogether } from './spelling';
import { NO_TERM, type Plan, type Term, type Version } from './queryPlan';
import { remembered } from './queryCache';
import { REQUEST_WORDS } from '../../analysis/stopWords';
import { stemOf } from '../../analysis/stemmer';
import type { TextScorer } from './textScorer';
import { hostOf, joinedWords, wordsOf } from '../../analysis/tokenizer';

/** Most words of a query that are looked for, the most telling ones; and most of the rest that order what is found. */
const MOST = 12;
const MOST_FURTHER = 12;
/** A query of no more words being typed is names rather than a sentence: what it covers decides. Bits limit it to 5. */
const FEW = 5;
/** One that is finished, as other extensions ask, is a question sooner. */
const FEW_FINISHED = 3;
/** Shortest word that is completed while it is typed. */
const SHORTEST_PREFIX = 2;
const MOST_COMPLETIONS = 500;
const MOST_NAMES = 20;
/** In so many papers a word is one of its own. */
const OFTEN = 5;
/** What a typing error costs, and what `pretraining` counts where `pre training` was typed. */
const SIMILAR = 0.8;
const JOINED = 0.4;

const NAMES = ['authors', 'repositories'] as const;
const LISTS = ['text', ...NAMES] as const;

/** A word of the query. */
interface Slot {
  readonly word: string;
  readonly stem: string;
  readonly tied: boolean;
  readonly open: boolean;
  readonly exact: boolean;
  readonly field: TextClause['field'] | undefined;
  readonly weight: number;
}

/** Looks up what a query ranks by: stems, completions of the last word, joined spellings, near words for unknown ones. */
export function planOf(corpus: Corpus, text: TextScorer, query: Query, typing: boolean): Plan {
  const typed = slotsOf(query, typing);
  const all = typed.length > FEW ? typed : typed.flatMap((slot) => spaced(corpus, slot));
  const few = all.length > 0 && all.length <= (typing ? FEW : FEW_FINISHED);
  const { slots, further } = few ? { slots: all, further: [] } : mostTelling(text, all);
  const terms = slots.map((slot, i) => termOf(corpus, text, slot, 1 << i, few));
  // Words are joined before stop words are dropped: the D of `3-D` is one.
  const joined = joins(corpus, few ? slots : all, slots);
  return {
    terms: [...terms, ...joined],
    further,
    slots: slots.length,
    weak: weakOf(slots),
    typing,
    few,
    versions: few ? versionsOf(slots) : [],
  };
}

const NUMBER = /^\p{N}+$/u;

function versionsOf(slots: readonly Slot[]): Version[] {
  return slots.flatMap(({ word, field, open }, slot): Version[] => {
    if (!NUMBER.test(word) || field !== undefined) return [];
    // `qwen 2.5` is three words, of which papers write the first two in one.
    let named = slot - 1;
    while (slots[named + 1]?.tied === true && NUMBER.test(slots[named]?.word ?? '')) named--;
    const name = slots[named];
    if (name === undefined || name.field !== undefined || !isTelling(name)) return [];
    const words = slots.slice(named, slot + 1).map((one) => one.word);
    return [{ slot, phrase: words.join(' '), open }];
  });
}

function weakOf(slots: readonly Slot[]): number {
  const weak = slots.map((slot) => !isTelling(slot));
  return weak.every(Boolean) ? 0 : weak.reduce((bits, is, i) => (is ? bits | (1 << i) : bits), 0);
}

/** Whether a word says what is looked for. */
function isTelling({ word, stem }: Slot): boolean {
  return stem !== '' && !REQUEST_WORDS.has(word);
}

function slotsOf(query: Query, typing: boolean): Slot[] {
  const slots: Slot[] = [];
  for (const clause of query.clauses) {
    if (clause.kind !== 'text' || clause.presence === 'mustNot') continue;
    const { field, exact, weight = 1 } = clause;
    if (field === 'topic' || field === 'category') continue;
    const host = hostOf(clause.text).length;
    const words = wordsOf(clause.text).filter(({ start }) => start >= host);
    words.forEach(({ text, tied, end }, i) => {
      const open = typing && clause.open && i === words.length - 1 && end === clause.text.length;
      slots.push({ word: text, stem: stemOf(text), tied, open, exact, field, weight });
    });
  }
  return slots;
}

/** A word of the query, or the two that it runs together. */
function spaced(corpus: Corpus, slot: Slot): Slot[] {
  const parts = slot.exact
    ? undefined
    : remembered(corpus, `parts ${String(slot.open)} ${slot.word}`, () =>
        runTogether(corpus, slot.word, slot.open),
      );
  if (parts === undefined) return [slot];
  const [before, after] = parts;
  return [
    { ...slot, word: before, stem: stemOf(before), open: false },
    { ...slot, word: after, stem: stemOf(after), tied: true },
  ];
}

/**
 * Drops stop words where others are left, counts repeated stems once with more weight, and keeps the most telling; those
 * that come next are further words.
 */
function mostTelling(
  text: TextScorer,
  all: readonly Slot[],
): Pick<Plan, 'further'> & { slots: readonly Slot[] } {
  const telling = all.filter(isTelling);
  const kept = telling.length > 0 ? all.filter((slot) => slot.open || telling.includes(slot)) : all;
  const merged = new Map<string, Slot>();
  for (const slot of kept) {
    const key = slot.open || slot.stem === '' ? ` ${slot.word}` : slot.stem;
    const before = merged.get(key);
    merged.set(key, before === undefined ? slot : { ...before, weight: before.weight + slot.weight });
  }
  const slots = [...merged.values()];
  if (slots.length <= MOST) return { slots, further: [] };
  const valued = slots.map((slot) => ({ slot, worth: worth(text, slot) })).sort((a, b) => b.worth - a.worth);
  const chosen = new Set(valued.slice(0, MOST).map(({ slot }) => slot));
  const further = valued
    .slice(MOST, MOST + MOST_FURTHER)
    .filter(({ slot, worth }) => worth > 0 && isOfText(slot))
    .map(({ slot: { word, stem }, worth }) => ({ word, stem, worth }));
  return { slots: slots.filter((slot) => chosen.has(slot)), further };
}

/** Whether a word is looked for in titles and abstracts. */
function isOfText({ field }: Slot): boolean {
  return field === undefined || field === 'title' || field === 'abstract';
}

/** How much a word tells: its weight by its stem's rarity, nothing when no paper holds it. The one being typed stays. */
function worth(text: TextScorer, slot: Slot): number {
  return slot.open ? Infinity : slot.weight * text.rarity(slot.stem);
}

function termOf(corpus: Corpus, text: TextScorer, slot: Slot, bits: number, few: boolean): Term {
  const { word, stem, weight, field, exact, open } = slot;
  const base = { word, stem, weight, bits, field, open };
  // A phrase stands as it is spelt; only the word with which it is being typed may go on.
  if (exact && !open) return { ...base, instead: [], names: [] };
  const begins = open && word.length >= SHORTEST_PREFIX;
  const completions = begins ? wordsBegunBy(corpus, word) : NO_WORDS;
  // Where papers write the word it is hardly the beginning of a name: `rag` asks for no Raghavan.
  const names = begins && !exact && corpus.wordCount(word) < OFTEN ? namesOf(corpus, word) : [];
  const written = Math.max(
    ...LISTS.map((list) => corpus.wordCount(word, list)),
    completions.most,
    ...names.map(({ count }) => count),
  );
  const meant = exact
    ? []
    : remembered(corpus, `meant ${String(open)} ${String(few)} ${word}`, () =>
        meantBy(corpus, slot, written, written > 0 ? 0 : text.stemCount(stem), few),
      );
  const similar = {
    words: meant.map((one) => one.word),
    factor: SIMILAR ** (meant[0]?.distance ?? 0),
  };
  return {
    ...base,
    // A stem that only other words have is theirs when the word is a misspelling.
    stem: written === 0 && meant.length > 0 ? '' : stem,
    instead: [
      ...(completions.words.length > 0 ? [{ words: completions.words, factor: 1 }] : []),
      ...(meant.length > 0 ? [similar] : []),
    ],
    names: [...names, ...meant].map((one) => one.word),
  };
}

/** The words that a word begins, and in how many papers the most frequent is; one list as long as it is remembered. */
function wordsBegunBy(corpus: Corpus, word: string): Begun {
  return remembered(corpus, `begun ${word}`, () => {
    const completions = completionsOf(corpus, word, MOST_COMPLETIONS);
    return { words: completions.map((one) => one.word), most: completions[0]?.count ?? 0 };
  });
}

interface Begun {
  readonly words: readonly string[];
  readonly most: number;
}

const NO_WORDS: Begun = { words: [], most: 0 };

function namesOf(corpus: Corpus, word: string): Expansion[] {
  return NAMES.flatMap((list) => completionsOf(corpus, word, MOST_NAMES, list));
}

/** Spellings in one word of neighbours: `pre training` and `pre-training` also look for `pretraining`. */
function joins(corpus: Corpus, words: readonly Slot[], slots: readonly Slot[]): Term[] {
  const terms = new Map<string, Term>();
  for (const [i, slot] of words.entries()) {
    const before = words[i - 1];
    if (before === undefined || before.field !== slot.field) continue;
    if (!slot.tied && words.length > FEW) continue;
    const word = joinedWords([before.word, slot.word])[0] ?? '';
    if (terms.size >= MOST || terms.has(word) || corpus.wordCount(word) === 0) continue;
    const both = words === slots ? (1 << (i - 1)) | (1 << i) : bitOf(slots, before) | bitOf(slots, slot);
    const bits = both === 0 ? 1 : both;
    const stem = stemOf(word);
    terms.set(word, { ...NO_TERM, word, stem, weight: JOINED, bits, field: slot.field });
  }
  return [...terms.values()];
}

/** The bit of the slot that a word of the query was counted in; none when it was dropped. */
function bitOf(slots: readonly Slot[], { word, stem }: Slot): number {
  const at = slots.findIndex((slot) => slot.word === word || (stem !== '' && slot.stem === stem));
  return at < 0 ? 0 : 1 << at;
}
