/** Saturation of frequency and normalisation of length, chosen on judged collections (test/eval). */
const K1 = 1.2;
const B = 0.5;

/** Lunr's inverse document frequency: `log(1 + |(N - n + 0.5) / (n + 0.5)|)`. */
export function idf(documents: number, withTerm: number): number {
  return Math.log(1 + Math.abs((documents - withTerm + 0.5) / (withTerm + 0.5)));
}

/** The part of BM25 that only a paper's length decides. */
export function norm(length: number, averageLength: number): number {
  return K1 * (1 - B + B * (length / averageLength));
}

/** Lunr's weight of a term in a field: BM25, rounded to three decimals as Lunr's builder does. */
export function weight(rarity: number, frequency: number, norm: number): number {
  return Math.round(((rarity * ((K1 + 1) * frequency)) / (norm + frequency)) * 1000) / 1000;
}

/** Lunr's parameters, for whoever builds the same index with Lunr itself. */
export const BM25 = { k1: K1, b: B } as const;
