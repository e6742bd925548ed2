import { knownValue, type KnownValue, type KnownValues } from '../core/query/completions';
import type { Paper } from '../core/paper/paper';
import { Disposable } from '../dispose';
import { Emitter, type Event } from '../emitter';
import { runInSlices } from '../timeSlice';

/** Maximum number of values per field. A longer list would delay typing. */
const MAX_VALUES = 20_000;
const SLICE_SIZE = 512;

/** Values of the papers by keyword, without topics and tags, which are known separately. */
export type PaperValues = Omit<KnownValues, 'topics' | 'tags'>;

const NO_VALUES: PaperValues = { authors: [], categories: [], repositories: [], years: [] };

/**
 * The library's values for each keyword. Counts them in time slices, because counting 50,000 papers takes longer than
 * a keystroke may. Until then, returns the previous values.
 */
export class FieldValues extends Disposable {
  readonly #updated = this._register(new Emitter<void>());
  #papers: readonly Paper[] | undefined;
  #values = NO_VALUES;

  readonly onDidUpdate: Event<void> = this.#updated.event;

  of(papers: readonly Paper[]): PaperValues {
    if (papers !== this.#papers) {
      this.#papers = papers;
      void this.#update(papers);
    }
    return this.#values;
  }

  async #update(papers: readonly Paper[]): Promise<void> {
    const superseded = (): boolean => this.disposed || papers !== this.#papers;
    const values = await runInSlices(collectValues(papers, superseded));
    if (values === undefined || superseded()) return;
    this.#values = values;
    this.#updated.fire();
  }
}

/** Returns the values with the most papers first, years newest first; `undefined` if cancelled. */
export function* collectValues(
  papers: readonly Paper[],
  isCancelled: () => boolean = () => false,
): Generator<void, PaperValues | undefined> {
  const authors = new ValueCounts();
  const categories = new ValueCounts();
  const repositories = new ValueCounts();
  const years = new Set<string>();
  for (const [i, paper] of papers.entries()) {
    if (i % SLICE_SIZE === 0) {
      yield;
      if (isCancelled()) return undefined;
    }
    for (const author of paper.authors) authors.add(author);
    for (const { owner, name } of paper.repositories) repositories.add(`${owner}/${name}`);
    if (paper.category !== undefined) categories.add(paper.category);
    if (paper.published !== '') years.add(paper.published.slice(0, 4));
  }
  return {
    authors: yield* authors.byFrequency(),
    categories: yield* categories.byFrequency(),
    repositories: yield* repositories.byFrequency(),
    years: [...years]
      .sort()
      .reverse()
      .map((year) => knownValue(year)),
  };
}

/** Counts in several maps, because a map of a hundred thousand values blocks the thread when it grows. */
class ValueCounts {
  readonly #maps = Array.from({ length: 32 }, () => new Map<string, number>());

  add(value: string): void {
    const mixed = value.length + value.charCodeAt(0) + value.charCodeAt(value.length - 1);
    const map = this.#maps[mixed % this.#maps.length];
    map?.set(value, (map.get(value) ?? 0) + 1);
  }

  /** Returns the most frequent values. Equal counts are unordered, because sorting all would block the thread. */
  *byFrequency(): Generator<void, KnownValue[]> {
    const byCount: string[][] = [];
    for (const map of this.#maps) {
      for (const [value, count] of map) (byCount[count] ??= []).push(value);
      yield;
    }
    const values: KnownValue[] = [];
    for (let count = byCount.length - 1; count > 0; count--) {
      for (const value of byCount[count] ?? []) {
        if (values.length === MAX_VALUES) return values;
        values.push(knownValue(value));
        if (values.length % SLICE_SIZE === 0) yield;
      }
    }
    return values;
  }
}
