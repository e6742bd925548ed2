/*
 * Summary of a paper file for lists and searches, so that a start need not parse the file.
 *
 *   uint32 × 6        papers, days, bytes of the ids, of the JSON below and of the rows, 0
 *   float64 × papers  comments, number of authors, votes, stars; -1 is absent
 *   uint32 × papers   end of the id, start and end of the record, its sum, ends of title, authors and
 *                     repositories in the rows, day of publication, end of its days, place of its category
 *                     and of its topics, fingerprint of the indexed text
 *   uint32 × days     days on the Daily Papers page; a day is YYYYMMDD, 0 is none
 *   ids               of all papers, in one text
 *   JSON              { categories, topics, from, at }
 *   rows              the JSON of title, authors and repositories of each paper
 *
 * Numbers are little-endian, as in an index segment. Raise SUMMARY_SCHEMA when this layout changes, the set of
 * fields taken from a record, or `fingerprintOf`.
 */
export const SUMMARY_SCHEMA = 2;

export const HEAD = 6;
/** 64-bit and 32-bit columns, in order. */
export const FLOATS = ['comments', 'authorCount', 'upvotes', 'stars'] as const;
export const NUMBERS = [
  'ids',
  'starts',
  'ends',
  'sums',
  'titles',
  'authors',
  'repositories',
  'published',
  'days',
  'categories',
  'topics',
  'fingerprints',
] as const;
export const ABSENT = -1;

export type Columns = Readonly<
  Record<(typeof FLOATS)[number], Float64Array> & Record<(typeof NUMBERS)[number], Uint32Array>
>;

/** The alignment of 64-bit typed arrays. */
export function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}
