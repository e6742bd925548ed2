import type { Paper } from '../../core/paper/paper';
import {
  type Group,
  type Grouping,
  groupPapers,
  groupKeys,
  NEW_GROUP,
  type Order,
  sortPapers,
} from './groups';
import { FIRST_PAGE, type RowRun, type ShownRows, visibleRuns, withNextPage, withRow } from './visibleRows';

export interface Arrangement {
  readonly groupBy: Grouping;
  readonly order: Order;
}

/** The query as typed and its papers, best first. */
export interface Filtered {
  readonly query: string;
  readonly papers: readonly Paper[];
}

/** Maximum number of results that a filter shows in expanded headings. */
const MAX_EXPANDED_PAPERS = 50;

/** Computes groups on access after a change, and rows on expansion. */
export class TreeModel {
  readonly #papers: readonly Paper[];
  readonly #topicIds: readonly string[];
  readonly #arrangement: Arrangement;
  readonly #filtered: Filtered | undefined;
  #groups: ReadonlyMap<string, Group> | undefined;
  #keys: ReadonlyMap<string, readonly string[]> | undefined;
  readonly #rows = new Map<string, readonly Paper[]>();
  readonly #ids = new Map<string, readonly string[]>();
  readonly #shown: Map<string, ShownRows>;
  readonly #newPapers: ReadonlySet<string>;
  readonly #scores: ReadonlyMap<string, number> | undefined;

  /**
   * @param shown shown rows of each long group; the next model reuses it if only papers changed
   * @param newPapers ids of papers in an additional group at the top
   * @param scores scores by id for the order `forYou`
   */
  constructor(
    papers: readonly Paper[],
    topicIds: readonly string[],
    arrangement: Arrangement,
    filtered?: Filtered,
    shown = new Map<string, ShownRows>(),
    newPapers: ReadonlySet<string> = new Set(),
    scores?: ReadonlyMap<string, number>,
  ) {
    this.#papers = papers;
    this.#topicIds = topicIds;
    this.#arrangement = arrangement;
    this.#filtered = filtered;
    this.#shown = shown;
    this.#newPapers = newPapers;
    this.#scores = scores;
  }

  /** `undefined` without a filter. */
  get isExpandedFilter(): boolean | undefined {
    return this.#filtered && this.#filtered.papers.length <= MAX_EXPANDED_PAPERS;
  }

  /** Returns all groups, with papers in the order of the library or of the filter's answer. */
  groups(): readonly Group[] {
    return [...this.#byKey().values()];
  }

  group(key: string): Group | undefined {
    return this.#byKey().get(key);
  }

  /** Returns the shown rows of a group in the chosen order. Results of a filter are best first. */
  runs(key: string): readonly RowRun[] {
    return visibleRuns(this.#rowsOf(key), this.#shownOf(key));
  }

  showMore(key: string, part: RowRun['part']): void {
    this.#shown.set(key, withNextPage(this.#shownOf(key), part));
  }

  /** Like `groups`, with the papers in row order. Sorts a group when its papers are read. */
  groupsInRowOrder(): readonly Group[] {
    const rowsOf = (key: string): readonly Paper[] => this.#rowsOf(key);
    return this.groups().map(({ key }) => ({
      key,
      get papers() {
        return rowsOf(key);
      },
    }));
  }

  /** Returns the ids of a whole group in row order, for moving between papers. */
  ids(key: string): readonly string[] {
    const known = this.#ids.get(key);
    if (known) return known;
    const ids = this.#rowsOf(key).map((paper) => paper.id);
    this.#ids.set(key, ids);
    return ids;
  }

  /** Returns `near` if the group contains the paper, else the paper's primary group. */
  locate(paperId: string, near?: string): string | undefined {
    this.#keys ??= this.#keysOfPapers();
    const keys = this.#keys.get(paperId);
    if (near === NEW_GROUP && this.#newPapers.has(paperId) && this.group(near)) return near;
    return near !== undefined && keys?.includes(near) === true ? near : keys?.[0];
  }

  /** Returns true if the row was hidden. */
  expandTo(key: string, paperId: string): boolean {
    const before = this.#shownOf(key);
    const after = withRow(before, this.ids(key).indexOf(paperId));
    this.#shown.set(key, after);
    return after !== before;
  }

  #byKey(): ReadonlyMap<string, Group> {
    this.#groups ??= new Map(this.#allGroups().map((group) => [group.key, group]));
    return this.#groups;
  }

  #allGroups(): readonly Group[] {
    const { groupBy } = this.#arrangement;
    if (this.#filtered) return groupPapers(this.#filtered.papers, groupBy, this.#topicIds);
    const groups = groupPapers(this.#papers, groupBy, this.#topicIds);
    if (this.#newPapers.size === 0) return groups;
    const papers = this.#papers.filter(({ id }) => this.#newPapers.has(id));
    return papers.length === 0 ? groups : [{ key: NEW_GROUP, papers }, ...groups];
  }

  #keysOfPapers(): ReadonlyMap<string, readonly string[]> {
    const known = new Set(this.#topicIds);
    const papers = this.#filtered?.papers ?? this.#papers;
    return new Map(papers.map((paper) => [paper.id, groupKeys(paper, this.#arrangement.groupBy, known)]));
  }

  #rowsOf(key: string): readonly Paper[] {
    const known = this.#rows.get(key);
    if (known) return known;
    const papers = this.group(key)?.papers ?? [];
    const rows = this.#filtered ? papers : sortPapers(papers, this.#arrangement.order, this.#scores);
    this.#rows.set(key, rows);
    return rows;
  }

  #shownOf(key: string): ShownRows {
    return this.#shown.get(key) ?? FIRST_PAGE;
  }
}
