import type { Segment } from '../index/segment/segment';
import type { SegmentReader } from '../index/read/segmentReader';

/** What one paper earned, as long as its text is the same. */
export interface EarnedTopics {
  /** The paper's fingerprint in its segment. */
  readonly fingerprint: number;
  readonly topics: readonly string[];
}

/** Topics of a segment's papers by number; undefined where they are not known yet. */
export type SegmentTopics = (readonly string[] | undefined)[];

/** Papers between two chances to pause. */
const SLICE = 512;
/** So many papers, a few days, are scanned before all the others are looked through. */
const SCANNED_FASTER = 200;

/**
 * What papers earned by one plan, so that none is scanned twice: neither on a new day, nor when segments were joined,
 * nor at the next start.
 */
export class KnownTopics {
  readonly #lists = new WeakMap<Segment, SegmentTopics>();
  /** Segments of the last time, held so that what their papers earned is found when other segments hold the papers. */
  #segments: readonly Segment[] = [];
  #stored: ReadonlyMap<string, EarnedTopics> | undefined;

  /** @param stored what an earlier session kept, by paper id */
  constructor(stored?: ReadonlyMap<string, EarnedTopics>) {
    this.#stored = stored;
  }

  /** The topics of a segment's papers, to be completed by whoever scans them. */
  of(segment: Segment): SegmentTopics {
    const known = this.#lists.get(segment);
    if (known) return known;
    const made = new Array<undefined>(segment.fingerprints.length).fill(undefined);
    this.#lists.set(segment, made);
    return made;
  }

  /** Finds what is known of the papers of segments that are met for the first time. */
  *recall(shards: readonly SegmentReader[]): Generator<void, void> {
    const fresh = shards.filter(({ segment }) => !this.#lists.has(segment));
    const papers = fresh.reduce((sum, shard) => sum + shard.papers.length, 0);
    if (this.#stored || papers > SCANNED_FASTER) {
      const earlier = this.#stored ?? (yield* byPaper(this.entries()));
      for (const shard of fresh) yield* this.#recallShard(shard, earlier);
    }
    this.#stored = undefined;
    this.#segments = shards.map(({ segment }) => segment);
  }

  /** Whether nothing is left to be scanned. */
  hasAll(shards: readonly SegmentReader[]): boolean {
    return shards.every(({ segment, papers }) => {
      const topics = this.of(segment);
      return papers.every((paper, doc) => paper === undefined || topics[doc] !== undefined);
    });
  }

  /** Everything that is known of the segments of the last `recall`, with the papers' ids. */
  *entries(): Generator<readonly [id: string, earned: EarnedTopics], void> {
    for (const segment of this.#segments) {
      const list = this.of(segment);
      for (const [doc, topics] of list.entries())
        if (topics) yield [segment.ids.text(doc), { fingerprint: segment.fingerprints[doc] ?? 0, topics }];
    }
  }

  *#recallShard(
    { segment, papers }: SegmentReader,
    earlier: ReadonlyMap<string, EarnedTopics>,
  ): Generator<void, void> {
    const list = this.of(segment);
    if (earlier.size === 0) return;
    for (let doc = 0; doc < list.length; doc++) {
      if (doc % SLICE === SLICE - 1) yield;
      const paper = papers[doc];
      const earned = paper && earlier.get(paper.id);
      if (earned?.fingerprint === segment.fingerprints[doc]) list[doc] = earned?.topics;
    }
  }
}

function* byPaper(
  entries: Iterable<readonly [id: string, earned: EarnedTopics]>,
): Generator<void, ReadonlyMap<string, EarnedTopics>> {
  const papers = new Map<string, EarnedTopics>();
  for (const [id, earned] of entries) {
    papers.set(id, earned);
    if (papers.size % SLICE === 0) yield;
  }
  return papers;
}
