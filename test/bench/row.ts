/** A line of a bench's table. A file in this folder with `rows()`, which returns such lines, is a bench. */
export interface BenchRow {
  readonly what: string;
  readonly value: number;
  /** Such as `ms` or `kB`. */
  readonly unit: string;
  /** Reference value in the same unit; the table shows the ratio. */
  readonly against?: { readonly what: string; readonly value: number };
}

/** Makes a line of the table; a value that a step did not measure is `NaN`. */
export function benchRow(
  what: string,
  value: number | undefined,
  unit: string,
  against?: BenchRow['against'],
): BenchRow {
  return { what, value: value ?? Number.NaN, unit, ...(against && { against }) };
}

/** Returns the median; for an even number of values, the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** Returns the median time of a function in ms, over `runs` runs. */
export function timeOf(runs: number, work: () => unknown): number {
  return median(
    Array.from({ length: runs }, () => {
      const began = performance.now();
      work();
      return performance.now() - began;
    }),
  );
}
