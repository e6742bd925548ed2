/** The first place of ascending numbers, from `low` up to `high`, whose number is no lower than one; `high` where none is. */
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

/** How many bits of a number are 1. */
export function popCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
