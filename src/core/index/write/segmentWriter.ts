import { runToEnd } from '../../lang/runGenerator';
import type { IndexedText } from '../segment/document';
import { MAX_SEGMENT_DOCS, type Segment } from '../segment/segment';
import { compileSegment } from './compileSegment';
import { LunrIndexer } from './indexWithLunr';
import { mergeSegments, type MergeSource } from './mergeSegments';

/**
 * Papers that Lunr holds at a time. V8 frees their objects, about 1.5 MB, while they are young: those of 125 papers
 * survive two minor collections, and 15,000 abstracts take 59 full collections instead of 8.
 */
const CHUNK_DOCS = 24;
/** In UTF-16 code units. 24 abstracts have about 34,000; this limits chunks of long texts. */
const CHUNK_TEXT_LENGTH = 1 << 20;
/** Chunks to merge during indexing, because their dictionaries take most of the memory. */
const MERGED_CHUNKS = 340;

/** Makes one segment of texts and of documents of other segments. */
export class SegmentWriter {
  readonly #chunkDocs: number;
  #chunk = new LunrIndexer();
  #chunks: MergeSource[] = [];
  readonly #sources: MergeSource[] = [];
  #size = 0;

  /** @param chunkDocs papers to compile together; more papers make the steps longer */
  constructor(chunkDocs = CHUNK_DOCS) {
    this.#chunkDocs = chunkDocs;
  }

  get size(): number {
    return this.#size;
  }

  get capacity(): number {
    return MAX_SEGMENT_DOCS - this.#size;
  }

  /** Adds a paper by its text. Yields. @throws RangeError if the segment is full */
  *adding(paper: IndexedText): Generator<void, void> {
    this.#reserve(1);
    this.#chunk.add(paper);
    const { papers, textLength } = this.#chunk;
    if (papers.length < this.#chunkDocs && textLength < CHUNK_TEXT_LENGTH) return;
    yield;
    yield* this.#compileChunk();
    if (this.#chunks.length >= MERGED_CHUNKS) yield* this.#mergeChunks();
  }

  /** Adds papers of another segment. Yields. @throws RangeError if they do not fit */
  *addingFrom(source: MergeSource): Generator<void, void> {
    this.#reserve(source.docs.length);
    yield* this.#mergeChunks();
    this.#sources.push(source);
  }

  /** Yields. No papers can be added afterwards. */
  *finishing(): Generator<void, Segment> {
    yield* this.#compileChunk();
    const sources = [...this.#sources, ...this.#chunks];
    const [first] = sources;
    if (first === undefined) return yield* compileSegment(new LunrIndexer());
    if (sources.length === 1 && first.docs.length === first.segment.fingerprints.length) return first.segment;
    return yield* mergeSegments(sources);
  }

  #reserve(count: number): void {
    if (count > this.capacity) throw new RangeError(`A segment holds at most ${MAX_SEGMENT_DOCS} papers.`);
    this.#size += count;
  }

  *#compileChunk(): Generator<void, void> {
    if (this.#chunk.papers.length === 0) return;
    const segment = yield* compileSegment(this.#chunk);
    this.#chunk = new LunrIndexer();
    this.#chunks.push(allOf(segment));
  }

  *#mergeChunks(): Generator<void, void> {
    yield* this.#compileChunk();
    const chunks = this.#chunks;
    this.#chunks = [];
    const [first] = chunks;
    if (first === undefined) return;
    this.#sources.push(chunks.length === 1 ? first : allOf(yield* mergeSegments(chunks)));
  }
}

function allOf(segment: Segment): MergeSource {
  return { segment, docs: Array.from(segment.fingerprints, (_, doc) => doc) };
}

/** For small libraries, the build and tests. @throws RangeError if the papers do not fit one segment */
export function segmentOf(papers: readonly IndexedText[]): Segment {
  return runToEnd(writing(papers));
}

/** Indexes papers. Yields. @throws RangeError if they do not fit one segment */
export function* writing(papers: readonly IndexedText[], chunkDocs?: number): Generator<void, Segment> {
  const writer = new SegmentWriter(chunkDocs);
  for (const paper of papers) {
    yield* writer.adding(paper);
    yield;
  }
  return yield* writer.finishing();
}
