/*
 * What lists and searches need of one paper file, so that a start does not parse it: a row of numbers for each paper,
 * the JSON of its title, authors and repositories, and where its record is in the file.
 *
 *   uint32 × 6        papers, days, bytes of the ids, of the JSON below and of the rows, 0
 *   float64 × papers  comments, number of authors, votes, stars; -1 is absent
 *   uint32 × papers   end of the id, start and end of the record, its sum, ends of title, authors and repositories in the rows,
 *                     day of publication, end of its days, place of its category and of its topics
 *   uint32 × days     days on the Daily Papers page; a day is YYYYMMDD, 0 is none
 *   ids               of all papers, in one text
 *   JSON              { categories, topics, from, at }
 *   rows              the JSON of title, authors and repositories of each paper
 *
 * Numbers are little-endian, as in a segment of the index. Raise SUMMARY_SCHEMA when any of this changes, or what is
 * read of a record.
 */
export const SUMMARY_SCHEMA = 1;

/** Numbers before the columns. */
export const HEAD = 6;
/** Columns of 64-bit and of 32-bit numbers, in order. */
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
] as const;
/** A number that a paper does not have. */
export const ABSENT = -1;

export type Columns = Readonly<
  Record<(typeof FLOATS)[number], Float64Array> & Record<(typeof NUMBERS)[number], Uint32Array>
>;

/** The next multiple of 8, at which wide numbers can be read in place. */
export function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}
