/** A line of a bench's table. A file here that exports `rows()`, which returns them, is a bench. */
export interface BenchRow {
  readonly what: string;
  readonly value: number;
  /** Such as `ms` or `kB`. */
  readonly unit: string;
  /** What it is measured against, in the same unit; the table shows the ratio. */
  readonly against?: { readonly what: string; readonly value: number };
}

/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** Median time of a piece of work in ms, over `runs` runs. */
export function timeOf(runs: number, work: () => unknown): number {
  return median(
    Array.from({ length: runs }, () => {
      const began = performance.now();
      work();
      return performance.now() - began;
    }),
  );
}
