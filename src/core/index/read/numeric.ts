/** Returns the first index in `low..high` whose value is at least `number`, or `high`, by binary search. */
export function lowerBound(
  sorted: Uint16Array | Uint32Array,
  number: number,
  low = 0,
  high = sorted.length,
): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? 0) < number) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Returns the number of 1 bits. */
export function popCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
