import type { TermDictionary } from '../segment/termDictionary';
import { DistinctTerms } from './distinctTerms';
import { sharedArrays } from './sharedArrays';

/** A term dictionary, and which of its terms are still in use. */
export interface TermSource {
  readonly terms: TermDictionary;
  /** 1 for a term in use; undefined if all are. */
  readonly live: Uint8Array | undefined;
}

export interface MergedTerms {
  /** Sorted. */
  readonly terms: TermDictionary;
  /** For each source, the merged id of each live term. */
  readonly ids: readonly Uint32Array[];
}

/** Merges term dictionaries into one; with chances to pause. */
export function* mergeTerms(sources: readonly TermSource[]): Generator<void, MergedTerms> {
  const distinct = new DistinctTerms();
  const ids: Uint32Array[] = [];
  for (const { terms, live } of sources) {
    const own = sharedArrays.uint32(terms.size);
    for (let id = 0; id < own.length; id++) if (live?.[id] !== 0) own[id] = distinct.add(terms, id);
    ids.push(own);
    yield;
  }
  const { terms, rank } = distinct.sorted();
  yield;
  for (const own of ids) {
    for (let id = 0; id < own.length; id++) own[id] = rank[own[id] ?? 0] ?? 0;
    yield;
  }
  return { terms, ids };
}
