/** Measures of one ranking: ids best first against the grades of the judged ones. */
export interface Measures {
  readonly ndcg10: number;
  readonly map: number;
  readonly recall50: number;
  readonly precision5: number;
}

/** nDCG@10 with gain 1 for every grade above 0, MAP, recall@50 and precision@5. */
export function measure(ranking: readonly string[], judged: ReadonlyMap<string, number>): Measures {
  const relevant = new Set([...judged].filter(([, grade]) => grade > 0).map(([id]) => id));
  const hits = (upTo: number): number => ranking.slice(0, upTo).filter((id) => relevant.has(id)).length;
  const discount = (rank: number): number => 1 / Math.log2(rank + 2);
  let gained = 0;
  ranking.slice(0, 10).forEach((id, rank) => {
    if (relevant.has(id)) gained += discount(rank);
  });
  let ideal = 0;
  for (let rank = 0; rank < Math.min(10, relevant.size); rank++) ideal += discount(rank);
  let found = 0;
  let precisions = 0;
  ranking.forEach((id, rank) => {
    if (!relevant.has(id)) return;
    found++;
    precisions += found / (rank + 1);
  });
  const share = (part: number): number => (relevant.size === 0 ? 0 : part / relevant.size);
  return {
    ndcg10: ideal === 0 ? 0 : gained / ideal,
    map: share(precisions),
    recall50: share(hits(50)),
    precision5: hits(5) / 5,
  };
}

/** Mean of numbers; 0 for none. */
export function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** The value below which a share of the numbers lies (nearest rank). */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
