import type { Query, Sort } from '../../query/parseQuery';
import type { ScoreAccumulator } from '../read/accumulator';
import type { IndexReader } from '../read/indexReader';
import { popCount } from '../read/numeric';
import type { ExactMatch } from './exactLookup';
import type { QueryPlan } from './plan/queryPlan';

/** Unordered documents, and what ranking them needs. */
export interface FoundDocs {
  readonly docs: Uint32Array;
  readonly exact: ExactMatch;
  readonly passes: Uint8Array | undefined;
  readonly plan: QueryPlan;
  readonly accumulator: ScoreAccumulator;
  readonly sort: Sort;
  readonly stems: readonly string[];
}

/** Returns whether a query has only words and phrases, without exclusions. */
export function isPlainWords({ clauses }: Query): boolean {
  return clauses.every(
    (clause) => clause.kind === 'text' && clause.field === undefined && clause.presence !== 'mustNot',
  );
}

/** Returns the documents that pass a filter; all without one. */
export function filterDocs(docs: Uint32Array, passes: Uint8Array | undefined): Uint32Array {
  return passes === undefined ? docs : docs.filter((doc) => passes[doc] === 1);
}

/** Returns the papers that match the most words, without low-information words. */
export function bestCoverage(
  { termCount, lowInformation }: QueryPlan,
  docs: Uint32Array,
  { matchMask }: ScoreAccumulator,
): Uint32Array {
  const significant = ((1 << termCount) - 1) & ~lowInformation;
  let best = 0;
  for (const doc of docs) best = Math.max(best, popCount((matchMask[doc] ?? 0) & significant));
  return docs.filter((doc) => popCount((matchMask[doc] ?? 0) & significant) === best);
}

/** Excludes deleted papers. */
export function docNumbers(index: IndexReader): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { papers, base } of index.segments)
    papers.forEach((paper, doc) => {
      if (paper !== undefined) numbers.set(paper.id, base + doc);
    });
  return numbers;
}
