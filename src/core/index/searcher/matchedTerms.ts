import type { Field } from '../../query/parseQuery';
import { termIds, formIdsOfStem, type IndexReader } from '../read/indexReader';
import { EMPTY_PLAN, EMPTY_TERM, type QueryPlan, type TermQuery } from './plan/queryPlan';
import type { Segment } from '../segment/segment';
import { readTokens } from '../segment/forwardIndex';
import { FIRST_WORD, Mark, Section } from '../segment/document';
import { normalizeWord, wordsOf } from '../../analysis/tokenizer';

/** Text in which the spelling of a word can differ from its normal form. */
const RESPELLED = /[^\0-\x7f]|[cf][+#]/i;
/** Maximum number of hyphenated words that the index joins. */
const MAX_COMPOUND = 4;

type TermIdSets = readonly Set<number>[];

const SECTIONS: readonly number[] = Object.values(Section);
const SECTION_OF = new Map<Field, number>([
  ['title', Section.title],
  ['abstract', Section.abstract],
  ['author', Section.authors],
  ['repo', Section.repositories],
]);

/** Maximum number of feedback stems that explain an answer. */
const MAX_FEEDBACK_WORDS = 10;

export class MatchedTerms {
  readonly #index: IndexReader;
  readonly #plan: QueryPlan;
  readonly #wider: MatchedTerms | undefined;
  readonly #wanted = new Map<Segment, TermIdSets>();

  /** @param stems added to the query by feedback, by descending weight */
  constructor(index: IndexReader, plan: QueryPlan, stems: readonly string[] = []) {
    this.#index = index;
    this.#plan = plan;
    const terms = stems
      .slice(0, MAX_FEEDBACK_WORDS)
      .map((stem): TermQuery => ({ ...EMPTY_TERM, word: stem, stem }));
    this.#wider = terms.length > 0 ? new MatchedTerms(index, { ...EMPTY_PLAN, terms }) : undefined;
  }

  /** Returns the matched words in lower case, or else those of the feedback stems. */
  termsOf(doc: number): string[] {
    const terms = this.#plannedTerms(doc);
    return terms.length > 0 ? terms : (this.#wider?.termsOf(doc) ?? []);
  }

  #plannedTerms(doc: number): string[] {
    const reader = this.#index.segmentOf(doc);
    const paper = this.#index.paper(doc);
    if (reader === undefined || paper === undefined || this.#plan.terms.length === 0) return [];
    const { segment } = reader;
    const wanted = this.#wantedIn(segment);
    const found = new Map<string, readonly string[]>();
    for (const { section, words } of wordRuns(readTokens(segment, doc - reader.base)))
      for (const parts of termsIn(words, segment, wanted[section])) found.set(parts.join(' '), parts);
    const texts = [...found.values()];
    const repositories = paper.repositories.map(({ owner, name }) => `${owner}/${name}`);
    const text = [paper.title, paper.abstract, ...paper.authors, ...repositories].join(' ');
    if (!RESPELLED.test(text) && texts.every(({ length }) => length === 1)) return texts.flat();
    const lower = text.toLowerCase();
    return texts.map((parts) => surfaceForm(parts, lower));
  }

  #wantedIn(segment: Segment): TermIdSets {
    const cached = this.#wanted.get(segment);
    if (cached !== undefined) return cached;
    const wanted: TermIdSets = SECTIONS.map(() => new Set<number>());
    for (const { word, stem, substitutes, names, field } of this.#plan.terms) {
      const section = field === undefined ? undefined : SECTION_OF.get(field);
      const want = (number: number): void => {
        for (const each of section === undefined ? SECTIONS : [section])
          if (number >= 0) wanted[each]?.add(number);
      };
      want(segment.words.find(word));
      if (stem !== '') formIdsOfStem(segment, stem).forEach(want);
      for (const words of [...substitutes.map((one) => one.words), names])
        termIds(segment, words).forEach(want);
    }
    for (const { word, stem } of this.#plan.rescoreTerms) {
      const want = (number: number): void => {
        for (const numbers of wanted) if (number >= 0) numbers.add(number);
      };
      want(segment.words.find(word));
      formIdsOfStem(segment, stem).forEach(want);
    }
    this.#wanted.set(segment, wanted);
    return wanted;
  }
}

/** Several words if hyphenated. */
interface WordRun {
  readonly section: number;
  readonly words: readonly number[];
}

function* wordRuns(sequence: readonly number[]): Generator<WordRun, void> {
  let section = 0;
  let words: number[] = [];
  let tied = false;
  for (const item of sequence) {
    if (item === Mark.hyphen) tied = true;
    else {
      if (!tied && words.length > 0) {
        yield { section, words };
        words = [];
      }
      tied = false;
      if (item >= FIRST_WORD) words.push(item - FIRST_WORD);
      else if (item === Mark.section) section++;
    }
  }
  if (words.length > 0) yield { section, words };
}

/** Yields the words of a run that match alone, and those that match joined: `swe bench` for `swebench`. */
function* termsIn(
  words: readonly number[],
  segment: Segment,
  wanted: ReadonlySet<number> | undefined,
): Generator<readonly string[], void> {
  if (wanted === undefined) return;
  for (const word of words) if (wanted.has(word)) yield [segment.words.text(word)];
  if (words.length < 2 || words.length > MAX_COMPOUND || words.every((word) => wanted.has(word))) return;
  const texts = words.map((word) => segment.words.text(word));
  const pairs = texts.slice(1).map((text, i) => [texts[i] ?? '', text]);
  for (const parts of texts.length === 2 ? pairs : [texts, ...pairs])
    if (wanted.has(segment.words.find(parts.join('')))) yield parts;
}

/** Returns the spelling in a text: with accents, `c++` for `cpp`, `swe-bench`. */
function surfaceForm(parts: readonly string[], text: string): string {
  const [first = '', ...others] = parts;
  if (others.length === 0 && text.includes(first)) return first;
  const words = wordsOf(text);
  const at = words.findIndex((_, i) => parts.every((part, k) => words[i + k]?.text === part));
  const [start, end] = [words[at]?.start, words[at + others.length]?.end];
  if (start === undefined || end === undefined) return parts.join('-');
  const own = text.slice(start, end);
  return others.length > 0 || normalizeWord(own) === first ? own : first;
}
