import type { Segment } from '../index/segment/segment';
import type { SegmentReader } from '../index/read/segmentReader';

/** Valid while the paper's fingerprint is unchanged. */
export interface TopicScores {
  readonly fingerprint: number;
  readonly topics: readonly string[];
}

/** By document number; `undefined` if not known yet. */
export type SegmentTopics = (readonly string[] | undefined)[];

const SLICE_DOCS = 512;
/** Scanning up to this many new papers (a few days' worth) is faster than searching all earlier ones. */
const MIN_SCANNED_DOCS = 200;

/** Topics assigned by one plan. Avoids a scan after an update, a segment merge or a restart. */
export class TopicCache {
  readonly #lists = new WeakMap<Segment, SegmentTopics>();
  /** Segments of the last `recall`, which keep topics for papers that move to other segments. */
  #segments: readonly Segment[] = [];
  #stored: ReadonlyMap<string, TopicScores> | undefined;

  constructor(stored?: ReadonlyMap<string, TopicScores>) {
    this.#stored = stored;
  }

  /** The caller fills in missing entries. */
  of(segment: Segment): SegmentTopics {
    const known = this.#lists.get(segment);
    if (known) return known;
    const made = new Array<undefined>(segment.fingerprints.length).fill(undefined);
    this.#lists.set(segment, made);
    return made;
  }

  *recall(readers: readonly SegmentReader[]): Generator<void, void> {
    const fresh = readers.filter(({ segment }) => !this.#lists.has(segment));
    const papers = fresh.reduce((sum, reader) => sum + reader.papers.length, 0);
    if (this.#stored || papers > MIN_SCANNED_DOCS) {
      const earlier = this.#stored ?? (yield* byPaper(this.entries()));
      for (const reader of fresh) yield* this.#recallSegment(reader, earlier);
    }
    this.#stored = undefined;
    this.#segments = readers.map(({ segment }) => segment);
  }

  hasAll(readers: readonly SegmentReader[]): boolean {
    return readers.every(({ segment, papers }) => {
      const topics = this.of(segment);
      return papers.every((paper, doc) => paper === undefined || topics[doc] !== undefined);
    });
  }

  /** Yields the cached topics of the last `recall`, by paper id. */
  *entries(): Generator<readonly [id: string, scores: TopicScores], void> {
    for (const segment of this.#segments) {
      const list = this.of(segment);
      for (const [doc, topics] of list.entries())
        if (topics) yield [segment.ids.text(doc), { fingerprint: segment.fingerprints[doc] ?? 0, topics }];
    }
  }

  *#recallSegment(
    { segment, papers }: SegmentReader,
    earlier: ReadonlyMap<string, TopicScores>,
  ): Generator<void, void> {
    const list = this.of(segment);
    if (earlier.size === 0) return;
    for (let doc = 0; doc < list.length; doc++) {
      if (doc % SLICE_DOCS === SLICE_DOCS - 1) yield;
      const paper = papers[doc];
      const scores = paper && earlier.get(paper.id);
      if (scores?.fingerprint === segment.fingerprints[doc]) list[doc] = scores?.topics;
    }
  }
}

function* byPaper(
  entries: Iterable<readonly [id: string, scores: TopicScores]>,
): Generator<void, ReadonlyMap<string, TopicScores>> {
  const papers = new Map<string, TopicScores>();
  for (const [id, scores] of entries) {
    papers.set(id, scores);
    if (papers.size % SLICE_DOCS === 0) yield;
  }
  return papers;
}
