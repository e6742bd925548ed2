import type { Paper } from '../../paper/paper';
import type { SegmentSize } from '../segment/mergePolicy';
import type { Postings, Segment } from '../segment/segment';

/** A segment joined with the papers it indexes. A paper that is gone, or that another segment holds, is dead. */
export interface SegmentReader {
  readonly segment: Segment;
  /** Paper of each number; undefined where the number is dead. */
  readonly papers: readonly (Paper | undefined)[];
  /** 1 for each number that is dead; undefined when none is. */
  readonly deletedDocs: Uint8Array | undefined;
  /** Numbers of the papers in each topic. */
  readonly topics: ReadonlyMap<string, readonly number[]>;
  /** The day of publication of each number as 20250902; 0 where it is unknown. */
  readonly days: Uint32Array;
  readonly upvotes: Uint32Array;
}

/** How many living papers hold a word. */
export function docFreq(reader: SegmentReader, postings: Postings, word: number): number {
  const start = postings.starts[word] ?? 0;
  const end = postings.starts[word + 1] ?? 0;
  const { deletedDocs } = reader;
  if (deletedDocs === undefined) return end - start;
  let count = 0;
  for (let i = start; i < end; i++) if (deletedDocs[postings.docs[i] ?? 0] === 0) count++;
  return count;
}

/** A segment that is joined with no paper yet. */
export function emptyReader(segment: Segment): SegmentReader {
  const count = segment.fingerprints.length;
  // Holes read as undefined, and to fill 50,000 of them takes milliseconds of a start.
  const papers = new Array<undefined>(count);
  return {
    segment,
    papers,
    deletedDocs: new Uint8Array(count).fill(1),
    topics: new Map(),
    days: new Uint32Array(count),
    upvotes: new Uint32Array(count),
  };
}

/** How many papers a shard has numbers for, and how many of them live. */
export function segmentSize({ papers }: SegmentReader): SegmentSize {
  let live = 0;
  for (const paper of papers) if (paper !== undefined) live++;
  return { docs: papers.length, liveDocs: live };
}

/** The numbers of the papers that live. */
export function liveDocs({ papers }: SegmentReader): number[] {
  return papers.flatMap((paper, doc) => (paper === undefined ? [] : [doc]));
}

/** Papers looked at between two chances to pause. */
const DOCS_PER_STEP = 2048;

/** The shard with these papers at its numbers, sharing what did not change; itself when nothing did. */
export function* attachPapers(
  reader: SegmentReader,
  papers: readonly (Paper | undefined)[],
): Generator<void, SegmentReader> {
  let change: number = ChangeLevel.none;
  for (let doc = 0; doc < papers.length; doc++) {
    if (doc % DOCS_PER_STEP === DOCS_PER_STEP - 1) yield;
    const before = reader.papers[doc];
    const now = papers[doc];
    if (before === now) continue;
    if (before === undefined || now === undefined) {
      change = ChangeLevel.life;
      break;
    }
    if (change < ChangeLevel.topics)
      change = isSameList(before.topics, now.topics) ? ChangeLevel.facts : ChangeLevel.topics;
  }
  if (change === ChangeLevel.none) return reader;
  const facts = yield* columnsOf(papers, change < ChangeLevel.topics ? reader.topics : undefined);
  return {
    segment: reader.segment,
    papers,
    ...facts,
    deletedDocs: change < ChangeLevel.life ? reader.deletedDocs : facts.deletedDocs,
  };
}

/** How much of a shard changes with its papers, from nothing to which of them live. */
const ChangeLevel = { none: 0, facts: 1, topics: 2, life: 3 } as const;

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => item === b[i]));
}

type PaperColumns = Pick<SegmentReader, 'deletedDocs' | 'topics' | 'days' | 'upvotes'>;

/**
 * What is kept of papers as numbers: to ask 50,000 of them at a keystroke takes longer than to search them. All of it is
 * read in one go, for to come by each paper is what takes the time.
 * @param topics where they are known
 */
function* columnsOf(
  papers: readonly (Paper | undefined)[],
  topics: SegmentReader['topics'] | undefined,
): Generator<void, PaperColumns> {
  const deletedDocs = new Uint8Array(papers.length);
  const days = new Uint32Array(papers.length);
  const upvotes = new Uint32Array(papers.length);
  const groups = topics === undefined ? new Map<string, number[]>() : undefined;
  for (let from = 0; from < papers.length; from += DOCS_PER_STEP) {
    const to = Math.min(papers.length, from + DOCS_PER_STEP);
    for (let doc = from; doc < to; doc++) {
      const paper = papers[doc];
      if (paper === undefined) {
        deletedDocs[doc] = 1;
        continue;
      }
      days[doc] = dayNumber(paper.published);
      upvotes[doc] = paper.upvotes ?? 0;
      if (groups !== undefined) addToGroups(paper.topics, doc, groups);
    }
    yield;
  }
  return {
    deletedDocs: deletedDocs.includes(1) ? deletedDocs : undefined,
    topics: topics ?? groups ?? new Map(),
    days,
    upvotes,
  };
}

function addToGroups(topics: readonly string[], doc: number, groups: Map<string, number[]>): void {
  for (let i = 0; i < topics.length; i++) {
    const topic = topics[i] ?? '';
    const group = groups.get(topic);
    if (group === undefined) groups.set(topic, [doc]);
    else group.push(doc);
  }
}

/** The digits of a day `YYYY-MM-DD` as one number, 0 of none; without a string of its own, for a start asks for them all. */
function dayNumber(day: string): number {
  let number = 0;
  for (let i = 0; i < day.length && i < 10; i++) {
    const digit = day.charCodeAt(i) - 48;
    if (digit >= 0 && digit <= 9) number = 10 * number + digit;
  }
  return number;
}
