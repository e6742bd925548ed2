import type { TermDictionary } from '../segment/termDictionary';
import { packTerms } from './packTerms';
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
  const distinct = new Set<string>();
  for (const source of sources) {
    eachLiveTerm(source, (text) => distinct.add(text));
    yield;
  }
  const sorted = [...distinct].sort();
  yield;
  const idOf = new Map(sorted.map((text, id) => [text, id]));
  yield;
  const ids: Uint32Array[] = [];
  for (const source of sources) {
    const own = sharedArrays.uint32(source.terms.size);
    eachLiveTerm(source, (text, term) => (own[term] = idOf.get(text) ?? 0));
    ids.push(own);
    yield;
  }
  return { terms: packTerms(sorted), ids };
}

function eachLiveTerm({ terms, live }: TermSource, visit: (text: string, term: number) => void): void {
  terms.forEach((text, term) => {
    if (live?.[term] !== 0) visit(text, term);
  });
}
