/** Reads the next files while one is parsed. */
const READ_AHEAD = 3;

/** Maps items with limited read-ahead. Yields the results in order. */
export async function* readAhead<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): AsyncGenerator<readonly [T, R], void> {
  const started: { readonly item: T; readonly result: Promise<R> }[] = [];
  for (const item of items) {
    started.push({ item, result: work(item) });
    const first = started.length < READ_AHEAD ? undefined : started.shift();
    if (first) yield [first.item, await first.result];
  }
  for (const { item, result } of started) yield [item, await result];
}
