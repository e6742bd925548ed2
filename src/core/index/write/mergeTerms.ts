import type { TermDictionary } from '../segment/termDictionary';
import { DistinctTerms } from './distinctTerms';
import { sharedArrays } from './sharedArrays';

export interface TermSource {
  readonly terms: TermDictionary;
  /** 1 for a term in use; undefined if all are. */
  readonly live: Uint8Array | undefined;
}

export interface MergedTerms {
  readonly terms: TermDictionary;
  /** Merged ids of live terms, for each source. */
  readonly ids: readonly Uint32Array[];
}

/** Yields between sources. */
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
