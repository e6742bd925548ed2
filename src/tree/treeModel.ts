import type { Paper } from '../core/paper/paper';
import { type Group, type Grouping, groupPapers, type Order, ordered } from './groups';

/** Rows that a group shows before "Show more", and how many more each press brings. */
export const PAGE = 200;

/** What the tree shows: which papers, under which headings, in which order. */
export interface Arrangement {
  readonly groupBy: Grouping;
  readonly order: Order;
}

/** Answer of a filter: the query as typed and its papers, best first. */
export interface Filtered {
  readonly query: string;
  readonly papers: readonly Paper[];
}

/**
 * The library as the tree shows it. Groups are made at the first question after a change, a group's rows when it is
 * opened, so that a library of tens of thousands of papers costs one pass.
 */
export class LibraryModel {
  readonly #papers: readonly Paper[];
  readonly #topicIds: readonly string[];
  readonly #arrangement: Arrangement;
  readonly #filtered: Filtered | undefined;
  #groups: ReadonlyMap<string, Group> | undefined;
  #keys: ReadonlyMap<string, string> | undefined;
  readonly #rows = new Map<string, readonly Paper[]>();
  readonly #ids = new Map<string, readonly string[]>();
  readonly #limits: Map<string, number>;

  /** `limits` holds how many rows each opened group shows; the next model takes it over when only papers changed. */
  constructor(
    papers: readonly Paper[],
    topicIds: readonly string[],
    arrangement: Arrangement,
    filtered?: Filtered,
    limits = new Map<string, number>(),
  ) {
    this.#papers = papers;
    this.#topicIds = topicIds;
    this.#arrangement = arrangement;
    this.#filtered = filtered;
    this.#limits = limits;
  }

  /** Every heading that has papers, in the order in which the tree shows them. */
  groups(): readonly Group[] {
    return [...this.#byKey().values()];
  }

  /** The heading with this key, or undefined when it has no papers. */
  group(key: string): Group | undefined {
    return this.#byKey().get(key);
  }

  /** A group's papers that are shown so far, in the chosen order; a filter's answer keeps its own, best first. */
  rows(key: string): readonly Paper[] {
    return this.#inOrder(key).slice(0, this.#limit(key));
  }

  /** How many papers of a group wait behind "Show more". */
  hidden(key: string): number {
    return Math.max(0, this.#inOrder(key).length - this.#limit(key));
  }

  /** Shows one more page of a group. */
  showMore(key: string): void {
    this.#limits.set(key, this.#limit(key) + PAGE);
  }

  /** The ids of a whole group in the order of its rows, for going from one paper to the next. */
  ids(key: string): readonly string[] {
    const known = this.#ids.get(key);
    if (known) return known;
    const ids = this.#inOrder(key).map((paper) => paper.id);
    this.#ids.set(key, ids);
    return ids;
  }

  /** The key of the group that holds a paper, or undefined when no group does. */
  locate(paperId: string): string | undefined {
    this.#keys ??= new Map(
      this.groups().flatMap((group) => group.papers.map((paper) => [paper.id, group.key] as const)),
    );
    return this.#keys.get(paperId);
  }

  /** Shows as many pages of a group as the paper's row takes; true when that took any. */
  widen(key: string, paperId: string): boolean {
    const before = this.#limit(key);
    const row = this.ids(key).indexOf(paperId);
    while (row >= this.#limit(key)) this.showMore(key);
    return this.#limit(key) > before;
  }

  #byKey(): ReadonlyMap<string, Group> {
    this.#groups ??= new Map(
      groupPapers(this.#filtered?.papers ?? this.#papers, this.#arrangement.groupBy, this.#topicIds).map(
        (group) => [group.key, group],
      ),
    );
    return this.#groups;
  }

  #inOrder(key: string): readonly Paper[] {
    const known = this.#rows.get(key);
    if (known) return known;
    const papers = this.group(key)?.papers ?? [];
    const rows = this.#filtered ? papers : ordered(papers, this.#arrangement.order);
    this.#rows.set(key, rows);
    return rows;
  }

  #limit(key: string): number {
    return this.#limits.get(key) ?? PAGE;
  }
}
