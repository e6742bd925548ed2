import { comparePopularity, comparePublished } from '../../paper/newestFirst';
import type { Paper } from '../../paper/paper';
import type { Sort } from '../../query/parseQuery';
import type { IndexReader } from './indexReader';

/** At equal scores, `a` ranks before `b` as in `comparePublished`. */
export function compareTies(index: IndexReader, a: number, b: number): boolean {
  const days = (index.days[a] ?? 0) - (index.days[b] ?? 0);
  if (days !== 0) return days > 0;
  return isBefore(index, a, b, comparePublished);
}

function isBefore(
  index: IndexReader,
  a: number,
  b: number,
  compare: (a: Paper, b: Paper) => number,
): boolean {
  const one = index.paper(a);
  const other = index.paper(b);
  if (one === undefined || other === undefined) return one !== undefined;
  return compare(one, other) < 0;
}

/** Minimum number of documents to prefilter, as a multiple of `k`. */
const PREFILTER_RATIO = 64;
/** One score of this many documents is sampled to estimate the threshold. */
const SAMPLE_EVERY_DOCS = 32;
/** Documents that should pass the threshold, as a multiple of `k`. */
const THRESHOLD_RATIO = 4;

/**
 * Returns the `k` best papers by score, best first. Keeps the best in a heap with the worst on top: n log k.
 * @param compare order at equal scores; by default `comparePublished`
 */
export function topK(
  index: IndexReader,
  docs: Uint32Array,
  scores: Float64Array | Uint32Array,
  k: number,
  compare?: (a: Paper, b: Paper) => number,
): number[] {
  const heap: number[] = [];
  const beats = (a: number, b: number): boolean => {
    const difference = (scores[a] ?? 0) - (scores[b] ?? 0);
    if (difference !== 0) return difference > 0;
    return compare ? isBefore(index, a, b, compare) : compareTies(index, a, b);
  };
  if (k <= 0) return heap;
  for (const doc of prefilter(docs, scores, k)) {
    if (heap.length < k) {
      heap.push(doc);
      siftUp(heap, beats);
    } else if (beats(doc, heap[0] ?? 0)) {
      heap[0] = doc;
      siftDown(heap, beats);
    }
  }
  return heap.sort((a, b) => (beats(a, b) ? -1 : 1));
}

/** In the order of the library view. */
export function topSorted(
  index: IndexReader,
  docs: Uint32Array,
  sort: Exclude<Sort, 'relevance'>,
  limit: number,
): number[] {
  return sort === 'upvotes'
    ? topK(index, docs, index.upvotes, limit, comparePopularity)
    : topK(index, docs, index.days, limit);
}

/** Returns the papers above a score that at least `k` papers reach, to sort fewer. */
function prefilter(docs: Uint32Array, scores: Float64Array | Uint32Array, k: number): Uint32Array {
  if (docs.length < PREFILTER_RATIO * k) return docs;
  const sample = new Float64Array(Math.floor(docs.length / SAMPLE_EVERY_DOCS));
  for (let i = 0; i < sample.length; i++) sample[i] = scores[docs[SAMPLE_EVERY_DOCS * i] ?? 0] ?? 0;
  sample.sort();
  const least = sample[sample.length - Math.ceil((THRESHOLD_RATIO * k) / SAMPLE_EVERY_DOCS)] ?? 0;
  const found = new Uint32Array(docs.length);
  const likely = found.subarray(0, collectAtLeast(docs, scores, least, found));
  return likely.length < k ? docs : likely;
}

/** Only a loop, so that V8 keeps the compiled code. */
function collectAtLeast(
  docs: Uint32Array,
  scores: Float64Array | Uint32Array,
  least: number,
  found: Uint32Array,
): number {
  let count = 0;
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i] ?? 0;
    if ((scores[doc] ?? 0) >= least) found[count++] = doc;
  }
  return count;
}

type IsBetter = (a: number, b: number) => boolean;

function siftUp(heap: number[], beats: IsBetter): void {
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const child = heap[at] ?? 0;
    const above = heap[parent] ?? 0;
    if (!beats(above, child)) return;
    heap[at] = above;
    heap[parent] = child;
    at = parent;
  }
}

function siftDown(heap: number[], beats: IsBetter): void {
  let at = 0;
  for (;;) {
    let worst = at;
    for (let child = 2 * at + 1; child <= 2 * at + 2 && child < heap.length; child++)
      if (beats(heap[worst] ?? 0, heap[child] ?? 0)) worst = child;
    if (worst === at) return;
    const above = heap[at] ?? 0;
    heap[at] = heap[worst] ?? 0;
    heap[worst] = above;
    at = worst;
  }
}
