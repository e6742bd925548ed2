import type { Paper } from '../../paper/paper';
import type { SegmentSize } from '../segment/mergePolicy';
import type { Postings, Segment } from '../segment/segment';

/** A document counts as deleted if its paper was removed, changed, or assigned to another segment. */
export interface SegmentReader {
  readonly segment: Segment;
  /** Undefined for a deleted document. */
  readonly papers: readonly (Paper | undefined)[];
  /** 1 for each deleted document; undefined if there is none. */
  readonly deletedDocs: Uint8Array | undefined;
  /** Documents of each topic, ascending. */
  readonly topics: ReadonlyMap<string, readonly number[]>;
  /** Publication days as numbers, such as 20250902; 0 if unknown. */
  readonly days: Uint32Array;
  readonly upvotes: Uint32Array;
}

/** Counts live documents. */
export function docFreq(reader: SegmentReader, postings: Postings, word: number): number {
  const start = postings.starts[word] ?? 0;
  const end = postings.starts[word + 1] ?? 0;
  const { deletedDocs } = reader;
  if (deletedDocs === undefined) return end - start;
  let count = 0;
  for (let i = start; i < end; i++) if (deletedDocs[postings.docs[i] ?? 0] === 0) count++;
  return count;
}

/** Returns a reader without papers: all documents are deleted. */
export function emptyReader(segment: Segment): SegmentReader {
  const count = segment.fingerprints.length;
  // A sparse array reads as undefined. Filling 50,000 entries takes milliseconds at the start.
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

/** Returns the number of all documents and of the live ones. */
export function segmentSize({ papers }: SegmentReader): SegmentSize {
  let live = 0;
  for (const paper of papers) if (paper !== undefined) live++;
  return { docs: papers.length, liveDocs: live };
}

/** Returns the live documents, ascending. */
export function liveDocs({ papers }: SegmentReader): number[] {
  return papers.flatMap((paper, doc) => (paper === undefined ? [] : [doc]));
}

const DOCS_PER_STEP = 2048;

/** Returns a reader with these papers, which shares unchanged columns, or the same reader if no paper changed. */
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

/** By ascending amount of work. */
const ChangeLevel = { none: 0, facts: 1, topics: 2, life: 3 } as const;

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => item === b[i]));
}

type PaperColumns = Pick<SegmentReader, 'deletedDocs' | 'topics' | 'days' | 'upvotes'>;

/**
 * Copies the papers' values for sorting and filtering to arrays, because reading 50,000 papers per keystroke takes
 * longer than the search. Makes one pass, because visiting a paper is the slow part.
 * @param topics documents of each topic, if known
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

/** Returns a day `YYYY-MM-DD` as a number, or 0. Allocates no string: the start reads all days. */
function dayNumber(day: string): number {
  let number = 0;
  for (let i = 0; i < day.length && i < 10; i++) {
    const digit = day.charCodeAt(i) - 48;
    if (digit >= 0 && digit <= 9) number = 10 * number + digit;
  }
  return number;
}
