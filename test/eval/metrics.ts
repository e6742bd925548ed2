/** Measures of one ranking of ids, best first, against the grades of judged papers. */
export interface Measures {
  readonly ndcg10: number;
  /** The grade is the gain, as in trec_eval's `ndcg_cut`, pytrec_eval and BEIR: not 2^grade - 1. */
  readonly gradedNdcg10: number;
  readonly map: number;
  readonly recall50: number;
  readonly precision5: number;
}

/** Returns nDCG@10, MAP, recall@50 and precision@5. The ranking must not contain an id twice. */
export function measure(ranking: readonly string[], judged: ReadonlyMap<string, number>): Measures {
  const relevant = new Set([...judged].filter(([, grade]) => grade > 0).map(([id]) => id));
  const hits = (upTo: number): number => ranking.slice(0, upTo).filter((id) => relevant.has(id)).length;
  const grades = ranking.slice(0, 10).map((id) => Math.max(0, judged.get(id) ?? 0));
  const best = [...judged.values()].filter((grade) => grade > 0).sort((a, b) => b - a);
  let found = 0;
  let precisions = 0;
  ranking.forEach((id, rank) => {
    if (!relevant.has(id)) return;
    found++;
    precisions += found / (rank + 1);
  });
  const share = (part: number): number => (relevant.size === 0 ? 0 : part / relevant.size);
  return {
    ndcg10: ndcg(grades.map(one), best.map(one)),
    gradedNdcg10: ndcg(grades, best),
    map: share(precisions),
    recall50: share(hits(50)),
    precision5: hits(5) / 5,
  };
}

/**
 * Returns nDCG: the discounted gains of a ranking relative to the highest possible gains at the first `cut`
 * ranks.
 */
export function ndcg(gains: readonly number[], highest: readonly number[], cut = 10): number {
  const ideal = discounted(highest.slice(0, cut));
  return ideal === 0 ? 0 : discounted(gains) / ideal;
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, rank) => sum + gain / Math.log2(rank + 2), 0);
}

function one(grade: number): number {
  return grade > 0 ? 1 : 0;
}

/** Mean of numbers; 0 for none. */
export function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** Returns the percentile by nearest rank. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
