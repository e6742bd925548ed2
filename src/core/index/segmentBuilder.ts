import { Growing } from './growing';
import {
  MOST_DOCS,
  MOST_IN_ABSTRACT,
  MOST_IN_TITLE,
  NO_STEM,
  TITLE_WEIGHT,
  packCounts,
  readSequence,
  type Postings,
  type Segment,
} from './segment';
import { stemOf } from './stems';
import { FIRST_WORD, Mark, Section, fingerprintOf, sequenceOf, titleHash, type IndexedText } from './tokens';
import { Vocabulary } from './vocabulary';
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
    const order = [...this.#words.keys()].sort((a, b) => compare(this.#words[a] ?? '', this.#words[b] ?? ''));
    const sorted = order.map((number) => this.#words[number] ?? '');
    const rank = new Uint32Array(order.length);
    order.forEach((number, i) => (rank[number] = i));
    const { docs: textDocs, starts, counts } = this.#postings('text', rank);
    return {
      ids: Vocabulary.from(this.#ids),
      fingerprints: this.#fingerprints.view().slice(),
      titles: this.#titles.view().slice(),
      stemLengths: this.#stemLengths.view().slice(),
      wordLengths: this.#wordLengths.view().slice(),
      titleLengths: this.#titleLengths.view().slice(),
      words: Vocabulary.from(sorted),
      ...groupByStem(sorted),
      text: { docs: textDocs, starts, counts },
      authors: this.#postings('authors', rank),
      repositories: this.#postings('repositories', rank),
      ...this.#encodeSequences(rank),
    };
  }

  /** Turns entries paper by paper into postings word by word: a counting sort, so papers stay ascending. */
  #postings(target: Target, rank: Uint32Array): Postings & { readonly counts: Uint8Array } {
    const entries = this.#entries[target].view();
    const ends = this.#entryEnds[target].view();
    const step = target === 'text' ? 2 : 1;
    const starts = new Uint32Array(rank.length + 1);
    for (let i = 0; i < entries.length; i += step) {
      const word = (rank[entries[i] ?? 0] ?? 0) + 1;
      starts[word] = (starts[word] ?? 0) + 1;
    }
    for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
    const next = starts.slice();
    const docs = new Uint16Array(entries.length / step);
    const counts = new Uint8Array(target === 'text' ? docs.length : 0);
    let at = 0;
    ends.forEach((end, doc) => {
      for (; at < end; at += step) {
        const word = rank[entries[at] ?? 0] ?? 0;
        const place = next[word] ?? 0;
        next[word] = place + 1;
        docs[place] = doc;
        if (step === 2) counts[place] = entries[at + 1] ?? 0;
      }
    });
    return { starts, docs, counts };
  }

  #encodeSequences(
    rank: Uint32Array,
  ): Pick<Segment, 'sequences' | 'sequenceStarts' | 'codeOfWord' | 'wordOfCode'> {
    const all = this.#sequence.view();
    const frequency = new Uint32Array(rank.length);
    for (const item of all) {
      if (item < FIRST_WORD) continue;
      const word = rank[item - FIRST_WORD] ?? 0;
      frequency[word] = (frequency[word] ?? 0) + 1;
    }
    const wordOfCode = Uint32Array.from(frequency.keys()).sort(
      (a, b) => (frequency[b] ?? 0) - (frequency[a] ?? 0) || a - b,
    );
    const codeOfWord = new Uint32Array(rank.length);
    wordOfCode.forEach((word, code) => (codeOfWord[word] = code));
    const codeOf = (item: number): number =>
      item < FIRST_WORD ? item : (codeOfWord[rank[item - FIRST_WORD] ?? 0] ?? 0) + FIRST_WORD;
    let size = 0;
    for (const item of all) size += bytesOf(codeOf(item));
    const sequences = new Uint8Array(size);
    const ends = this.#sequenceEnds.view();
    const sequenceStarts = new Uint32Array(ends.length + 1);
    let at = 0;
    let read = 0;
    ends.forEach((end, doc) => {
      for (; read < end; read++) {
        let code = codeOf(all[read] ?? 0);
        for (; code > 127; code >>>= 7) sequences[at++] = (code & 127) | 128;
        sequences[at++] = code;
      }
      sequenceStarts[doc + 1] = at;
    });
    return { sequences, sequenceStarts, codeOfWord, wordOfCode };
  }
}

function bytesOf(code: number): number {
  return code < 1 << 7 ? 1 : code < 1 << 14 ? 2 : code < 1 << 21 ? 3 : code < 1 << 28 ? 4 : 5;
}

/** Order by UTF-16 code units, as the vocabulary searches. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function groupByStem(
  words: readonly string[],
): Pick<Segment, 'stems' | 'stemOfWord' | 'stemStarts' | 'stemWords'> {
  const groups = new Map<string, number[]>();
  words.forEach((word, i) => {
    const stem = stemOf(word);
    if (stem === '') return;
    const group = groups.get(stem);
    if (group === undefined) groups.set(stem, [i]);
    else group.push(i);
  });
  const stems = [...groups.keys()].sort(compare);
  const stemOfWord = new Uint32Array(words.length).fill(NO_STEM);
  const stemStarts = new Uint32Array(stems.length + 1);
  const stemWords = new Growing();
  stems.forEach((stem, number) => {
    for (const word of groups.get(stem) ?? []) {
      stemOfWord[word] = number;
      stemWords.push(word);
    }
    stemStarts[number + 1] = stemWords.length;
  });
  return { stems: Vocabulary.from(stems), stemOfWord, stemStarts, stemWords: stemWords.view().slice() };
}
