import type { Corpus } from './corpus';

/** Whether paper `a` comes before paper `b` at the same score: the newer one, then the lower id. */
export function before(corpus: Corpus, a: number, b: number): boolean {
  const days = (corpus.days[a] ?? 0) - (corpus.days[b] ?? 0);
  if (days !== 0) return days > 0;
  const one = corpus.paper(a);
  const other = corpus.paper(b);
  if (one === undefined || other === undefined) return one !== undefined;
  return one.id < other.id;
}

/** The best `most` of some papers by score, best first. A heap keeps the worst of the best on top: n log k. */
export function best(
  corpus: Corpus,
  docs: Uint32Array,
  scores: Float64Array | Uint32Array,
  most: number,
): number[] {
  const heap: number[] = [];
  const beats = (a: number, b: number): boolean => {
    const difference = (scores[a] ?? 0) - (scores[b] ?? 0);
    return difference === 0 ? before(corpus, a, b) : difference > 0;
  };
  if (most <= 0) return heap;
  // A plain loop that passes over most papers at one comparison, for the first letter of a word is in every one.
  let least = -Infinity;
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i] ?? 0;
    if ((scores[doc] ?? 0) < least) continue;
    if (heap.length < most) {
      heap.push(doc);
      rise(heap, beats);
    } else if (beats(doc, heap[0] ?? 0)) {
      heap[0] = doc;
      sink(heap, beats);
    }
    if (heap.length === most) least = scores[heap[0] ?? 0] ?? 0;
  }
  return heap.sort((a, b) => (beats(a, b) ? -1 : 1));
}

type Beats = (a: number, b: number) => boolean;

function rise(heap: number[], beats: Beats): void {
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

function sink(heap: number[], beats: Beats): void {
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
