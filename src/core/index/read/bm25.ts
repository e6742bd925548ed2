/**
 * Saturation of frequency and normalisation of length. Chosen with TITLE_WEIGHT on three judged collections, each
 * left out in turn; the plateau is wide (K1 1.2 to 1.8, B 0.45 to 0.6).
 */
export const BM25 = { k1: 1.5, b: 0.55 } as const;

/** Lunr's inverse document frequency: `log(1 + |(N - n + 0.5) / (n + 0.5)|)`. */
export function idf(documents: number, withTerm: number): number {
  return Math.log(1 + Math.abs((documents - withTerm + 0.5) / (withTerm + 0.5)));
}

/** The part of BM25 that only a paper's length decides. */
export function lengthNorm(length: number, averageLength: number): number {
  return BM25.k1 * (1 - BM25.b + BM25.b * (length / averageLength));
}

/**
 * Lunr's weight of a term in a field: BM25, rounded to three decimals as Lunr's builder does. `Math.round` would give the
 * same, and make scoring three times as slow.
 */
export function bm25Weight(rarity: number, frequency: number, norm: number): number {
  return Math.floor(((rarity * ((BM25.k1 + 1) * frequency)) / (norm + frequency)) * 1000 + 0.5) / 1000;
}
