import type { Corpus } from './read/indexReader';

/** More than people type of a query before they are done; then it begins anew. */
const MOST = 500;

const answers = new WeakMap<Corpus, Map<string, unknown>>();

/**
 * What was found out about words of a corpus, which never changes: while a query is typed, all of its words but the last
 * are looked up anew with each key.
 * @param key what was asked, with all that the answer depends on
 */
export function remembered<T>(corpus: Corpus, key: string, find: () => T): T {
  const known = answers.get(corpus) ?? new Map<string, unknown>();
  answers.set(corpus, known);
  if (known.has(key)) return known.get(key) as T;
  const found = find();
  if (known.size >= MOST) known.clear();
  known.set(key, found);
  return found;
}
