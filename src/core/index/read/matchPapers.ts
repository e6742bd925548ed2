import { haveSameRowSource, haveSameTextSource, isLazy, knownFingerprint } from '../../paper/lazyPaper';
import type { Paper } from '../../paper/paper';
import type { Segment } from '../segment/segment';
import { attachPapers, type SegmentReader } from './segmentReader';
import { fingerprintOf } from '../segment/document';

export interface MatchResult {
  readonly readers: readonly SegmentReader[];
  /** Papers that no segment contains in their present form, each id once. */
  readonly missing: readonly Paper[];
}

/** Whether the text of a paper is the text that the segment indexed. */
export type Matcher = (segment: Segment, doc: number, paper: Paper) => boolean;

/** Compares fingerprints. Reads the text of papers whose fingerprint is unknown. */
export const matchByFingerprint: Matcher = ({ fingerprints }, doc, paper) =>
  (knownFingerprint(paper) ?? fingerprintOf(paper)) === fingerprints[doc];

/**
 * Accepts equal ids, for just indexed papers and for the start, where reading 50,000 texts takes longer than the rest.
 * A match by fingerprint must follow.
 */
export const matchById: Matcher = () => true;

const PAPERS_PER_STEP = 256;
/** Covers the papers that an update of a few days can remove. */
const LOOK_AHEAD_DOCS = 64;

/**
 * Gives each reader the papers of a library that are unchanged since it indexed them. Papers usually arrive in the same
 * order. Identical objects and shared texts are not read, so only papers new to a segment are read. Yields, so that the
 * host can do other work.
 */
export function* matchPapers(
  readers: readonly SegmentReader[],
  papers: readonly Paper[],
  recognises: Matcher = matchByFingerprint,
): Generator<void, MatchResult> {
  const slots = readers.map((reader) => new DocMatcher(reader, recognises));
  const rest = new PaperIdMap();
  let current = slots[0];
  let yieldAt = PAPERS_PER_STEP;
  for (let i = 0; i < papers.length; i++) {
    i = current?.takeRun(papers, i, Math.min(papers.length, yieldAt)) ?? i;
    if (i >= yieldAt) {
      yieldAt = i + PAPERS_PER_STEP;
      yield;
    }
    const paper = papers[i];
    if (paper === undefined) continue;
    let doc = current?.next(paper.id) ?? -1;
    for (let other = 0; doc < 0 && other < slots.length; other++) {
      doc = slots[other]?.next(paper.id) ?? -1;
      if (doc >= 0) current = slots[other];
    }
    if (doc < 0 || current?.take(doc, paper) !== true) rest.add(paper);
  }
  if (rest.size > 0) for (const own of slots) yield* own.fill(rest);
  const joined: SegmentReader[] = [];
  for (const { reader, taken } of slots) {
    joined.push(yield* attachPapers(reader, taken));
    yield;
  }
  return { readers: joined, missing: yield* rest.inOrder() };
}

/**
 * Papers by id in many maps, because a growing map is copied. The longest step for 50,000 papers in another order takes
 * 1.5 ms of CPU with 64 maps, and 3.2 ms with one.
 */
class PaperIdMap {
  readonly #maps = Array.from({ length: ID_MAPS }, () => new Map<string, Paper>());
  /** Papers whose ids have at most one character. */
  readonly #short = new Map<string, Paper>();
  readonly #ids: string[] = [];
  size = 0;
  longest = 0;

  add(paper: Paper): void {
    const map = this.#mapOf(paper.id);
    this.longest = Math.max(this.longest, paper.id.length);
    if (!map.has(paper.id)) {
      this.#ids.push(paper.id);
      this.size++;
    }
    map.set(paper.id, paper);
  }

  get(id: string): Paper | undefined {
    return this.#mapOf(id).get(id);
  }

  delete(id: string): void {
    if (this.#mapOf(id).delete(id)) this.size--;
  }

  /** Returns remaining papers in the order of `add`. Yields. */
  *inOrder(): Generator<void, Paper[]> {
    const papers: Paper[] = [];
    for (const [i, id] of this.#ids.entries()) {
      if (i % PAPERS_PER_STEP === PAPERS_PER_STEP - 1) yield;
      const paper = this.get(id);
      if (paper !== undefined) papers.push(paper);
    }
    return papers;
  }

  #mapOf(id: string): Map<string, Paper> {
    // Ids count up, so their last characters vary most.
    const end = 10 * id.charCodeAt(id.length - 1) + id.charCodeAt(id.length - 2);
    return this.#maps[end % ID_MAPS] ?? this.#short;
  }
}
const ID_MAPS = 64;

class DocMatcher {
  readonly reader: SegmentReader;
  readonly taken: (Paper | undefined)[];
  readonly matcher: Matcher;
  #at = 0;

  constructor(reader: SegmentReader, recognises: Matcher) {
    this.reader = reader;
    this.matcher = recognises;
    this.taken = new Array<undefined>(reader.papers.length);
  }

  /** Assigns papers while each is the next document. Returns the position of the first that is not. */
  takeRun(papers: readonly Paper[], from: number, to: number): number {
    const { reader, taken } = this;
    const end = matchRun(papers, from, Math.min(to, from + taken.length - this.#at), reader, this.#at, this);
    this.#at += end - from;
    return end;
  }

  /** Returns the document of an id among the next LOOK_AHEAD_DOCS, or -1. */
  next(id: string): number {
    const { papers, segment } = this.reader;
    const end = Math.min(this.#at + LOOK_AHEAD_DOCS + 1, papers.length);
    for (let doc = this.#at; doc < end; doc++) {
      const before = papers[doc];
      if (before === undefined ? !segment.ids.is(doc, id) : before.id !== id) continue;
      this.#at = doc + 1;
      return doc;
    }
    return -1;
  }

  /** Requires unchanged text. */
  take(doc: number, paper: Paper): boolean {
    if (this.taken[doc] !== undefined) return false;
    const { papers, segment } = this.reader;
    const before = papers[doc];
    const fits =
      before === undefined
        ? this.matcher(segment, doc, paper)
        : before === paper ||
          (mayHaveChanged(before, paper)
            ? matchByFingerprint(segment, doc, paper)
            : hasSameText(before, paper));
    if (fits) this.taken[doc] = paper;
    return fits;
  }

  /** Assigns papers in another order, and removes them from `rest`. */
  *fill(rest: PaperIdMap): Generator<void, void> {
    const { papers, segment } = this.reader;
    for (let doc = 0; doc < papers.length; doc++) {
      if (doc % PAPERS_PER_STEP === PAPERS_PER_STEP - 1) yield;
      const taken = this.taken[doc];
      const known = taken ?? papers[doc];
      // In a file that is not verified yet, one id may be as long as all ids together.
      if (known === undefined && segment.ids.length(doc) > rest.longest) continue;
      const paper = rest.get(known?.id ?? segment.ids.text(doc));
      if (paper === undefined) continue;
      // A paper listed twice is taken once.
      if (taken !== undefined || this.take(doc, paper)) rest.delete(paper.id);
    }
  }
}

/** A separate function, as in `postingsScan`: a start runs this loop for each of 50,000 papers. */
function matchRun(
  papers: readonly Paper[],
  from: number,
  to: number,
  { papers: before, segment }: SegmentReader,
  doc: number,
  { taken, matcher }: DocMatcher,
): number {
  const { ids } = segment;
  for (let i = from; i < to; i++) {
    const paper = papers[i];
    const at = doc + i - from;
    const old = before[at];
    if (paper === undefined || taken[at] !== undefined) return i;
    if (old === undefined ? !(ids.is(at, paper.id) && matcher(segment, at, paper)) : old !== paper) return i;
    taken[at] = paper;
  }
  return to;
}

/** Whether the earlier text can no longer be read: a lazy paper reads the text that its file has now. */
function mayHaveChanged(before: Paper, now: Paper): boolean {
  return isLazy(before) && !haveSameTextSource(before, now);
}

/** Does not read papers that share row and texts. */
function hasSameText(a: Paper, b: Paper): boolean {
  return (
    (haveSameRowSource(a, b) || sameRow(a, b)) && (haveSameTextSource(a, b) || a.abstract === b.abstract)
  );
}

function sameRow(a: Paper, b: Paper): boolean {
  return (
    a.title === b.title &&
    sameItems(a.authors, b.authors, (author, other) => author === other) &&
    sameItems(
      a.repositories,
      b.repositories,
      (one, other) => one.owner === other?.owner && one.name === other.name,
    )
  );
}

function sameItems<T>(
  a: readonly T[],
  b: readonly T[],
  same: (item: T, other: T | undefined) => boolean,
): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => same(item, b[i])));
}
