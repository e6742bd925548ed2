import { Growing } from './growing';
import {
  MOST_DOCS,
  MOST_IN_ABSTRACT,
  MOST_IN_TITLE,
  TITLE_WEIGHT,
  packCounts,
  type Segment,
} from './segment';
import { postingLists } from './postingLists';
import { encodeSequences, readSequence } from './sequenceCodes';
import { groupByStem } from './stemGroups';
import { stemOf } from './stems';
import { FIRST_WORD, Mark, Section, fingerprintOf, sequenceOf, titleHash, type IndexedText } from './tokens';
import { byCodeUnits, Vocabulary } from './vocabulary';
import { joinedWords } from './words';

/** Which list of postings an occurrence goes to. */
type Target = 'text' | 'authors' | 'repositories';

/** Collects papers, one after the other, and makes a segment of them. */
export class SegmentBuilder {
  readonly #words: string[] = [];
  readonly #isStop: boolean[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #fingerprints = new Growing();
  readonly #titles = new Growing();
  readonly #stemLengths = new Growing();
  readonly #wordLengths = new Growing();
  readonly #titleLengths = new Growing();
  readonly #sequence = new Growing();
  readonly #sequenceEnds = new Growing();
  /** Pairs of word and count (text) or word alone, paper after paper. */
  readonly #entries = { text: new Growing(), authors: new Growing(), repositories: new Growing() };
  readonly #entryEnds = { text: new Growing(), authors: new Growing(), repositories: new Growing() };
  readonly #counts = {
    title: new Map<number, number>(),
    abstract: new Map<number, number>(),
    authors: new Map<number, number>(),
    repositories: new Map<number, number>(),
  };

  /** Papers so far. */
  get size(): number {
    return this.#ids.length;
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
    const sequence = readSequence(segment, doc).map((item) =>
      item < FIRST_WORD ? item : this.#number(segment.words.text(item - FIRST_WORD)) + FIRST_WORD,
    );
    this.#addSequence(segment.ids.text(doc), segment.fingerprints[doc] ?? 0, sequence);
  }

  #number(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#words.length;
    this.#numbers.set(word, number);
    this.#words.push(word);
    this.#isStop.push(stemOf(word) === '');
    return number;
  }

  #addSequence(id: string, fingerprint: number, sequence: readonly number[]): void {
    if (this.full) throw new RangeError(`a segment holds ${MOST_DOCS} papers`);
    for (const item of sequence) this.#sequence.push(item);
    this.#sequenceEnds.push(this.#sequence.length);
    this.#ids.push(id);
    this.#fingerprints.push(fingerprint);
    const counts = this.#counts;
    const title: string[] = [];
    this.#count(sequence, (section, word, tied) => {
      if (section === Section.title && !tied) title.push(this.#words[word] ?? '');
      const into =
        section === Section.title
          ? counts.title
          : section === Section.abstract
            ? counts.abstract
            : section === Section.authors
              ? counts.authors
              : counts.repositories;
      into.set(word, (into.get(word) ?? 0) + 1);
    });
    this.#titles.push(titleHash(title));
    this.#pushText();
    this.#pushPlain('authors');
    this.#pushPlain('repositories');
  }

  /** Calls back with each word of a sequence and, `joined`, with each spelling in one word of tied words. */
  #count(sequence: readonly number[], visit: (section: number, word: number, joined: boolean) => void): void {
    let section = 0;
    let parts: string[] = [];
    let tied = false;
    const flush = (): void => {
      for (const joined of joinedWords(parts)) visit(section, this.#number(joined), true);
      parts = [];
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
        parts.push(this.#words[item - FIRST_WORD] ?? '');
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
      if (this.#isStop[word] !== true) titleLength += first;
      if (this.#isStop[word] !== true) stemLength += length;
      entries.push(word);
      entries.push(packCounts(first, second));
    };
    for (const [word, count] of title) push(word, count, abstract.get(word) ?? 0);
    for (const [word, count] of abstract) if (!title.has(word)) push(word, 0, count);
    this.#entryEnds.text.push(entries.length);
    this.#stemLengths.push(stemLength);
    this.#wordLengths.push(wordLength);
    this.#titleLengths.push(titleLength);
    title.clear();
    abstract.clear();
  }

  #pushPlain(target: 'authors' | 'repositories'): void {
    const entries = this.#entries[target];
    for (const word of this.#counts[target].keys()) entries.push(word);
    this.#counts[target].clear();
    this.#entryEnds[target].push(entries.length);
  }

  /** The segment of all papers that were added. */
  build(): Segment {
    const order = [...this.#words.keys()].sort((a, b) =>
      byCodeUnits(this.#words[a] ?? '', this.#words[b] ?? ''),
    );
    const sorted = order.map((number) => this.#words[number] ?? '');
    const rank = new Uint32Array(order.length);
    order.forEach((number, i) => (rank[number] = i));
    const postings = (target: Target): ReturnType<typeof postingLists> =>
      postingLists(this.#entries[target].view(), this.#entryEnds[target].view(), rank, target === 'text');
    const [authors, repositories] = [postings('authors'), postings('repositories')];
    return {
      ids: Vocabulary.from(this.#ids),
      fingerprints: this.#fingerprints.view().slice(),
      titles: this.#titles.view().slice(),
      stemLengths: this.#stemLengths.view().slice(),
      wordLengths: this.#wordLengths.view().slice(),
      titleLengths: this.#titleLengths.view().slice(),
      words: Vocabulary.from(sorted),
      ...groupByStem(sorted),
      text: postings('text'),
      authors: { starts: authors.starts, docs: authors.docs },
      repositories: { starts: repositories.starts, docs: repositories.docs },
      ...encodeSequences(this.#sequence.view(), this.#sequenceEnds.view(), rank),
    };
  }
}
