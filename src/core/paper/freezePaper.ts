import type { Paper } from './paper';

const SLICE_PAPERS = 256;

/**
 * Freezes a paper and its lists against changes by other extensions. Freezing 50,000 papers takes 0.2 s once; copying
 * them deeply takes 2 to 5 s per call.
 */
export function freezePaper(paper: Paper): Paper {
  if (Object.isFrozen(paper)) return paper;
  freezeAll(paper.repositories);
  Object.freeze(paper.authors);
  Object.freeze(paper.featuredOn);
  Object.freeze(paper.topics);
  // The texts of a lazy paper are getters, which freeze their values on read.
  for (const name of ['links', 'keywords', 'tex'] as const) {
    const own: unknown = Object.getOwnPropertyDescriptor(paper, name)?.value;
    if (Array.isArray(own)) freezeAll(own);
    else Object.freeze(own);
  }
  return Object.freeze(paper);
}

/** Also freezes the list. Yields so that the caller can pause. */
export function* freezePapers(papers: readonly Paper[]): Generator<void, readonly Paper[]> {
  if (Object.isFrozen(papers)) return papers;
  for (const [index, paper] of papers.entries()) {
    freezePaper(paper);
    if (index % SLICE_PAPERS === SLICE_PAPERS - 1) yield;
  }
  return Object.freeze(papers);
}

function freezeAll(items: readonly unknown[]): void {
  for (const item of items) Object.freeze(item);
  Object.freeze(items);
}
