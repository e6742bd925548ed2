import { Counts } from './buffers';
import { Dictionary } from './termHash';
import { Growing } from './buffers';
import {
  MOST_DOCS,
  MOST_IN_ABSTRACT,
  MOST_IN_TITLE,
  NO_STEM,
  TITLE_WEIGHT,
  packCounts,
  packTotals,
  type Beginnings,
  type Segment,
  type Totals,
} from '../segment/segment';
import { orderByKey } from './sortByKey';
import { room } from './buffers';
import { postingLists } from './postingsWriter';
import { readSequence } from '../segment/forwardIndex';
import { encodeSequences } from './forwardIndexWriter';
import { groupByStem } from './stemGroups';
import { finished } from '../../lang/runGenerator';
import { madeStem } from '../../analysis/stemmer';
import {
  FIRST_WORD,
  Mark,
  Section,
  fingerprintOf,
  sequenceOf,
  titleHash,
  type IndexedText,
} from '../segment/document';
import { VocabularyBuilder } from './termHash';
import { joinedWords } from '../../analysis/tokenizer';

/** Which list of postings an occurrence goes to. */
type Target = 'text' | 'authors' | 'repositories';

/** Collects papers, one after the other, and makes a segment of them. */
export class SegmentBuilder {
  readonly #words = new Dictionary();
  readonly #stems = new Dictionary();
  /** Each word's number among the stems; NO_STEM for a stop word. */
  readonly #stemOf = new Growing();
  readonly #ids = new VocabularyBuilder();
  readonly #fingerprints = new Growing();
  readonly #titles = new Growing();
  readonly #stemLengths = new Growing();
  readonly #wordLengths = new Growing();
  readonly #titleLengths = new Growing();
  #totals: Totals = { stemLengths: 0, wordLengths: 0, titleLengths: 0 };
  /** The first word of each paper's title and 1; 0 of a paper without a title. */
  readonly #firsts = new Growing();
  readonly #sequence = new Growing();
  readonly #sequenceEnds = new Growing();
  /** Pairs of word and count (text) or word alone, paper after paper. */
  readonly #entries = { text: new Growing(), authors: new Growing(), repositories: new Growing() };
  readonly #entryEnds = { text: new Growing(), authors: new Growing(), repositories: new Growing() };
  readonly #counts = {
    title: new Counts(),
    abstract: new Counts(),
    authors: new Counts(),
    repositories: new Counts(),
  };
  /** The segment that papers were taken from last, and what its words' numbers and 1 are here; 0 is not known yet. */
  #source: { readonly segment: Segment; readonly numbers: Uint32Array } | undefined;

  /** Papers so far. */
  get size(): number {
    return this.#sequenceEnds.length;
  }

  get full(): boolean {
    return this.size >= MOST_DOCS;
  }

  /** Adds a paper from its text. */
  add(paper: IndexedText): void {
    const sequence = sequenceOf(paper, (word) => this.#number(word) + FIRST_WORD);
    this.#addSequence(paper.id, fingerprintOf(paper), sequence);
  }

  /** Adds a paper as another segment holds it, without its text; the result is the same. */
  addFrom(segment: Segment, doc: number): void {
    const sequence = readSequence(segment, doc);
    sequence.forEach((item, i) => {
      if (item >= FIRST_WORD) sequence[i] = this.#translated(segment, item - FIRST_WORD) + FIRST_WORD;
    });
    this.#addSequence(segment.ids.text(doc), segment.fingerprints[doc] ?? 0, sequence);
  }

  #number(word: string): number {
    const number = this.#words.number(word);
    if (number === this.#stemOf.length) this.#addStem(word);
    return number;
  }

  /** Number of another segment's word. */
  #translated(segment: Segment, word: number): number {
    if (this.#source?.segment !== segment)
      this.#source = { segment, numbers: new Uint32Array(segment.words.size) };
    const { numbers } = this.#source;
    const known = numbers[word] ?? 0;
    if (known > 0) return known - 1;
    const { starts, units } = segment.words;
    const number = this.#words.numberOfUnits(units, starts[word] ?? 0, starts[word + 1] ?? 0);
    numbers[word] = number + 1;
    if (number === this.#stemOf.length) this.#addStem(segment.words.text(word));
    return number;
  }

  /** Notes the stem of the next word. */
  #addStem(word: string): void {
    const stem = madeStem(word);
    this.#stemOf.push(stem === '' ? NO_STEM : this.#stems.number(stem));
  }

  #addSequence(id: string, fingerprint: number, sequence: readonly number[]): void {
    if (this.full) throw new RangeError(`a segment holds ${MOST_DOCS} papers`);
    for (const item of sequence) this.#sequence.push(item);
    this.#sequenceEnds.push(this.#sequence.length);
    this.#ids.add(id);
    this.#firsts.push(Math.max(0, (sequence[0] ?? 0) - FIRST_WORD + 1));
    this.#fingerprints.push(fingerprint);
    const counts = this.#counts;
    const title: string[] = [];
    this.#count(sequence, (section, word, joined) => {
      if (section === Section.title && !joined) title.push(this.#words.text(word));
      const into =
        section === Section.title
          ? counts.title
          : section === Section.abstract
            ? counts.abstract
            : section === Section.authors
              ? counts.authors
              : counts.repositories;
      into.add(word);
    });
    this.#titles.push(titleHash(title));
    this.#pushText();
    this.#pushPlain('authors');
    this.#pushPlain('repositories');
  }

  /** Calls back with each word of a sequence and, `joined`, with each spelling in one word of tied words. */
  #count(sequence: readonly number[], visit: (section: number, word: number, joined: boolean) => void): void {
    let section = 0;
    const parts: number[] = [];
    let tied = false;
    const flush = (): void => {
      if (parts.length > 1)
        for (const joined of joinedWords(parts.map((word) => this.#words.text(word))))
          visit(section, this.#number(joined), true);
      parts.length = 0;
    };
    for (const item of sequence) {
      if (item === Mark.tie) {
        tied = true;
        continue;
      }
      if (!tied) flush();
      tied = false;
      if (item === Mark.section) section++;
      else if (item >= FIRST_WORD) {
        parts.push(item - FIRST_WORD);
        visit(section, item - FIRST_WORD, false);
      }
    }
    flush();
  }

  #pushText(): void {
    const { title, abstract } = this.#counts;
    const entries = this.#entries.text;
    let stemLength = 0;
    let wordLength = 0;
    let titleLength = 0;
    const push = (word: number, inTitle: number, inAbstract: number): void => {
      const first = Math.min(inTitle, MOST_IN_TITLE);
      const second = Math.min(inAbstract, MOST_IN_ABSTRACT);
      const length = TITLE_WEIGHT * first + second;
      wordLength += length;
      if (this.#stemOf.at(word) !== NO_STEM) {
        titleLength += first;
        stemLength += length;
      }
      entries.push(word);
      entries.push(packCounts(first, second));
    };
    for (const word of title.words) push(word, title.of(word), abstract.of(word));
    for (const word of abstract.words) if (title.of(word) === 0) push(word, 0, abstract.of(word));
    this.#entryEnds.text.push(entries.length);
    this.#stemLengths.push(stemLength);
    this.#wordLengths.push(wordLength);
    this.#titleLengths.push(titleLength);
    const { stemLengths, wordLengths, titleLengths } = this.#totals;
    this.#totals = {
      stemLengths: stemLengths + stemLength,
      wordLengths: wordLengths + wordLength,
      titleLengths: titleLengths + titleLength,
    };
    title.clear();
    abstract.clear();
  }

  #pushPlain(target: 'authors' | 'repositories'): void {
    const entries = this.#entries[target];
    for (const word of this.#counts[target].words) entries.push(word);
    this.#counts[target].clear();
    this.#entryEnds[target].push(entries.length);
  }

  /** The segment of all papers that were added. */
  build(): Segment {
    return finished(this.building());
  }

  /** The same with chances to pause. */
  *building(): Generator<void, Segment> {
    const { words, rank } = yield* this.#words.sorting();
    const postings = (target: Target): ReturnType<typeof postingLists> =>
      postingLists(this.#entries[target], this.#entryEnds[target], rank, target === 'text');
    yield;
    const [authors, repositories] = [postings('authors'), postings('repositories')];
    yield;
    const text = postings('text');
    yield;
    const stems = yield* groupByStem(this.#stems, this.#stemOf.toArray(), rank);
    yield;
    const sequences = yield* encodeSequences(this.#sequence, this.#sequenceEnds, rank);
    yield;
    return {
      ids: this.#ids.build(),
      fingerprints: this.#fingerprints.toArray(),
      titles: this.#titles.toArray(),
      stemLengths: this.#stemLengths.toArray(),
      wordLengths: this.#wordLengths.toArray(),
      titleLengths: this.#titleLengths.toArray(),
      totals: packTotals(this.#totals),
      words,
      ...stems,
      text,
      authors: { starts: authors.starts, docs: authors.docs },
      repositories: { starts: repositories.starts, docs: repositories.docs },
      beginnings: beginningsOf(this.#firsts.toArray(), rank),
      ...sequences,
    };
  }
}

/**
 * Papers by the first word of their title.
 * @param firsts the number with which each paper's first word was met, and 1
 * @param rank each word's number among the sorted words
 */
function beginningsOf(firsts: Uint32Array, rank: Uint32Array): Beginnings {
  const order = orderByKey(firsts.map((first) => (first === 0 ? 0 : (rank[first - 1] ?? 0) + 1)));
  const begun = order.subarray(firsts.filter((first) => first === 0).length);
  const words = room.words(begun.length);
  const docs = room.halves(begun.length);
  begun.forEach((doc, i) => {
    words[i] = rank[(firsts[doc] ?? 0) - 1] ?? 0;
    docs[i] = doc;
  });
  return { words, docs };
}
