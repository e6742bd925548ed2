import { shareRow, shareTexts } from '../../paper/lazyPaper';
import type { Paper } from '../../paper/paper';
import type { Segment } from '../segment/segment';
import { attachPapers, type SegmentReader } from './segmentReader';
import { fingerprintOf } from '../segment/document';

/** Segments joined with a library. */
export interface MatchResult {
  readonly readers: readonly SegmentReader[];
  /** Papers that no segment holds as they are now, each id once. */
  readonly missing: readonly Paper[];
}

/** Whether a paper that a shard does not hold yet is as the segment indexed it. */
export type Matcher = (segment: Segment, doc: number, paper: Paper) => boolean;

/** Reads the whole paper. */
export const matchByFingerprint: Matcher = ({ fingerprints }, doc, paper) =>
  fingerprintOf(paper) === fingerprints[doc];

/**
 * Reads nothing of it: for papers that the segment was just made of, and to start with, because to touch each of 50,000
 * papers' texts takes longer than everything else; reading the whole is to follow.
 */
export const matchById: Matcher = () => true;

/** How many papers are looked at between two chances to pause. */
const PAPERS_PER_STEP = 256;
/** Numbers that are passed over in search of a paper: as many as a few days' papers that went. */
const LOOK_AHEAD_DOCS = 64;

/**
 * Joins shards with the papers of a library, so that each holds those that are still as it indexed them. Mostly the
 * papers are those of the last time in the same order: one that is the same object costs a comparison, one with the
 * same texts no reading of them; only papers that are new to a shard are read. A generator, so that a host can do other
 * work between two steps.
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

/** Papers by id. They are in many maps, since one of 50,000 stalls for 6 ms each time that it outgrows its room. */
class PaperIdMap {
  readonly #maps = Array.from({ length: MAP_COUNT }, () => new Map<string, Paper>());
  /** By ids of a letter or none. */
  readonly #short = new Map<string, Paper>();
  readonly #ids: string[] = [];
  size = 0;
  /** Length of the longest id. */
  longest = 0;

  /** A paper takes the place of one of the same id. */
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

  /** Those that are left, in the order in which their ids came; with chances to pause. */
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
    // Ids count up, so that their ends differ most.
    const end = 10 * id.charCodeAt(id.length - 1) + id.charCodeAt(id.length - 2);
    return this.#maps[end % MAP_COUNT] ?? this.#short;
  }
}
const MAP_COUNT = 64;

/** The numbers of a shard, and the papers they get. Papers come mostly in the order in which they were indexed. */
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

  /** Puts papers where they were indexed as long as the next one is the next paper; returns where that ends. */
  takeRun(papers: readonly Paper[], from: number, to: number): number {
    const { reader, taken } = this;
    const end = matchRun(papers, from, Math.min(to, from + taken.length - this.#at), reader, this.#at, this);
    this.#at += end - from;
    return end;
  }

  /** The number of an id, if it is among those that come after the last one; else -1. */
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

  /** Puts a paper where it was indexed, if its text is still the same. */
  take(doc: number, paper: Paper): boolean {
    if (this.taken[doc] !== undefined) return false;
    const before = this.reader.papers[doc];
    const fits =
      before === undefined
        ? this.matcher(this.reader.segment, doc, paper)
        : before === paper || hasSameText(before, paper);
    if (fits) this.taken[doc] = paper;
    return fits;
  }

  /** Finds numbers for papers that come in another order, and takes those that get one out of `rest`. */
  *fill(rest: PaperIdMap): Generator<void, void> {
    const { papers, segment } = this.reader;
    for (let doc = 0; doc < papers.length; doc++) {
      if (doc % PAPERS_PER_STEP === PAPERS_PER_STEP - 1) yield;
      const taken = this.taken[doc];
      const known = taken ?? papers[doc];
      // Of a file that is not verified yet an id may be as long as all of them together.
      if (known === undefined && segment.ids.length(doc) > rest.longest) continue;
      const paper = rest.get(known?.id ?? segment.ids.text(doc));
      if (paper === undefined) continue;
      // A library that names a paper twice has it once.
      if (taken !== undefined || this.take(doc, paper)) rest.delete(paper.id);
    }
  }
}

/** A loop with nothing after it, as in `postingLoops`: a start comes by here for each of 50,000 papers. */
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

/** Whether two papers are indexed alike. Papers that share their row and texts are not read. */
function hasSameText(a: Paper, b: Paper): boolean {
  return (shareRow(a, b) || sameRow(a, b)) && (shareTexts(a, b) || a.abstract === b.abstract);
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
