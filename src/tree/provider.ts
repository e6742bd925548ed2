import * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import type { Topic } from '../core/topics/topics';
import { Disposable } from '../dispose';
import { TreeModel, type Arrangement, type Filtered } from './treeModel';
import type { ShownRows } from './visibleRows';
import type { GroupNode, LibraryNode, MoreNode, PaperNode } from './nodes';
import { groupHeading } from './headings';
import { paperAfter } from './nextPaper';
import { actionItem, groupItem, moreItem, paperItem } from './treeItems';
import { paperTooltip } from '../paperTooltip';
import type { PaperState } from '../paperRow';
import type { RowStyle } from './rowText';

/** Library interface that the tree uses. */
export interface TreeSource {
  /** Resolves when papers are read and have topics. The first access starts reading. */
  readonly ready: Promise<void>;
  papers(): readonly Paper[];
  paper(id: string): Paper | undefined;
  topics(): readonly Topic[];
}

/** Maximum number of results that a filter shows in expanded headings. */
const MAX_EXPANDED_PAPERS = 50;

/** Rows shown if a filter finds no papers. */
const FILTER_ACTIONS: readonly LibraryNode[] = [
  { kind: 'action', action: 'clearFilter' },
  { kind: 'action', action: 'changeFilter' },
];

/** Provides the rows of the library view. Reads nothing before the view requests its first rows. */
export class LibraryProvider extends Disposable implements vscode.TreeDataProvider<LibraryNode> {
  readonly #source: TreeSource;
  readonly #stateOf: (paper: Paper) => PaperState;
  readonly #changed = this._register(new vscode.EventEmitter<LibraryNode | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  #arrangement: Arrangement;
  #filtered: Filtered | undefined;
  #model: TreeModel | undefined;
  #shown = new Map<string, ShownRows>();
  /** Keys of the expanded headings of the whole library. */
  readonly #open = new Set<string>();
  /** Number of times that the view itself collapsed each heading; see `collapse`. */
  readonly #collapses = new Map<string, number>();
  #newPapers: ReadonlySet<string> = new Set();
  /** VS Code finds the row to refresh by the identity of its node, so each heading has one. */
  readonly #groupNodes = new Map<string, GroupNode>();

  constructor(source: TreeSource, stateOf: (paper: Paper) => PaperState, arrangement: Arrangement) {
    super();
    this.#source = source;
    this.#stateOf = stateOf;
    this.#arrangement = arrangement;
  }

  get arrangement(): Arrangement {
    return this.#arrangement;
  }

  /** Sets the grouping and the order. */
  arrange(arrangement: Arrangement): void {
    this.#arrangement = arrangement;
    this.#shown = new Map();
    this.#open.clear();
    this.refresh();
  }

  /** Shows a filter's results, or all papers without a filter. */
  filter(filtered: Filtered | undefined): void {
    // If only the library changed, keep the pages that were opened.
    if (filtered?.query !== this.#filtered?.query) {
      this.#shown = new Map();
      this.#groupNodes.clear();
    }
    this.#filtered = filtered;
    this.refresh();
  }

  /**
   * Records that a heading was opened or closed, to restore it when a filter is cleared. VS Code sends no event for a
   * heading that opens while it reads the tree again, but requests its rows; see `getChildren`. Ignores headings of a
   * filter, also if VS Code requests their rows late, after the filter was cleared.
   */
  noteOpen(node: LibraryNode, isOpen: boolean): void {
    if (node.kind !== 'group' || this.#filtered || this.#groupNodes.get(node.key) !== node) return;
    if (isOpen) this.#open.add(node.key);
    else this.#open.delete(node.key);
  }

  /** Returns whether a heading of the whole library is expanded. Headings of a filter count as expanded. */
  isOpen(key: string): boolean {
    return this.#filtered !== undefined || this.#open.has(key);
  }

  /**
   * Collapses a heading. VS Code has no call for it and keeps the state of a row by its id, so the heading gets
   * another id.
   */
  collapse(key: string): void {
    this.#open.delete(key);
    this.#groupNodes.delete(key);
    this.#collapses.set(key, (this.#collapses.get(key) ?? 0) + 1);
    this.#changed.fire(undefined);
  }

  /** Shows papers under an additional heading at the top. */
  showNew(papers: ReadonlySet<string>): void {
    this.#newPapers = papers;
    this.refresh();
  }

  /** Rebuilds the rows from the current library. */
  refresh(): void {
    this.#model = undefined;
    this.#changed.fire(undefined);
  }

  /** Redraws the rows after marks changed. Keeps the groups: building them takes a pass over the library. */
  refreshRows(): void {
    this.#changed.fire(undefined);
  }

  /** Shows one more page of a group. */
  showMore({ group, after }: MoreNode): void {
    this.#library().showMore(group, after);
    this.#changed.fire(this.#groupNode(group));
  }

  /**
   * Returns the row of a paper and shows it if it was hidden; `undefined` if the view does not contain the
   * paper.
   * @param near preferred group if it contains the paper, such as that of the selected row
   */
  locate(paperId: string, near?: string): PaperNode | undefined {
    const group = this.#library().locate(paperId, near);
    if (group === undefined) return undefined;
    if (this.#library().expandTo(group, paperId)) this.#changed.fire(this.#groupNode(group));
    return { kind: 'paper', paperId, group };
  }

  /** Returns the row of the paper after a row. Shows it if it was hidden. */
  next(row: LibraryNode | undefined): PaperNode | undefined {
    const after = paperAfter(row, this.#library().groups());
    return after && this.locate(after.paperId, after.group);
  }

  /** Returns all headings with papers, in the order of the tree; empty before the library is read. */
  headings(): GroupNode[] {
    return this.#library()
      .groups()
      .map((group) => this.#groupNode(group.key));
  }

  async getChildren(node?: LibraryNode): Promise<LibraryNode[]> {
    if (node === undefined) {
      // The view shows a failure to read; the tree must not report an error.
      await this.#source.ready.catch(() => undefined);
      if (this.disposed) return [];
      const headings = this.headings();
      return headings.length === 0 && this.#filtered ? [...FILTER_ACTIONS] : headings;
    }
    if (node.kind !== 'group') return [];
    this.noteOpen(node, true);
    const group = node.key;
    return this.#library()
      .runs(group)
      .flatMap(({ part, papers, hiddenAfter }): LibraryNode[] => [
        ...papers.map((paper): LibraryNode => ({ kind: 'paper', paperId: paper.id, group })),
        ...(hiddenAfter > 0 ? [{ kind: 'more', group, after: part } as const] : []),
      ]);
  }

  getParent(node: LibraryNode): LibraryNode | undefined {
    return 'group' in node ? this.#groupNode(node.group) : undefined;
  }

  getTreeItem(node: LibraryNode): vscode.TreeItem {
    const model = this.#library();
    const { groupBy } = this.#arrangement;
    // Rows of a filter and of the library are different rows: each keeps its own expanded state.
    const scope = this.#filtered ? `${groupBy} ${this.#filtered.query}` : groupBy;
    switch (node.kind) {
      case 'group': {
        const count = model.group(node.key)?.papers.length ?? 0;
        const open = this.#filtered
          ? this.#filtered.papers.length <= MAX_EXPANDED_PAPERS
          : this.#open.has(node.key);
        const heading = groupHeading(node.key, groupBy, this.#source.topics());
        const collapses = this.#filtered ? 0 : (this.#collapses.get(node.key) ?? 0);
        return groupItem(collapses === 0 ? scope : `${scope} ${collapses}`, heading, count, open, node);
      }
      case 'paper': {
        const paper = this.#source.paper(node.paperId);
        if (!paper) return new vscode.TreeItem(node.paperId);
        const query = this.#filtered?.query;
        const open = { list: model.ids(node.group), preview: true, ...(query !== undefined && { query }) };
        return paperItem(scope, paper, this.#stateOf(paper), this.#style, open, node);
      }
      case 'action':
        return actionItem(scope, node);
      case 'more': {
        const run = model.runs(node.group).find(({ part }) => part === node.after);
        return moreItem(scope, run?.hiddenAfter ?? 0, node);
      }
    }
  }

  /** Creates tooltips on demand: most rows never show one. */
  resolveTreeItem(item: vscode.TreeItem, node: LibraryNode): vscode.TreeItem {
    const paper = node.kind === 'paper' ? this.#source.paper(node.paperId) : undefined;
    if (paper) item.tooltip = paperTooltip(paper, this.#source.topics(), this.#stateOf(paper));
    return item;
  }

  get #style(): RowStyle {
    return { byUpvotes: this.#arrangement.order === 'popularity', year: new Date().getFullYear() };
  }

  #groupNode(key: string): GroupNode {
    const known = this.#groupNodes.get(key);
    if (known) return known;
    const node: GroupNode = { kind: 'group', key };
    this.#groupNodes.set(key, node);
    return node;
  }

  #library(): TreeModel {
    this.#model ??= new TreeModel(
      this.#source.papers(),
      this.#source.topics().map((topic) => topic.id),
      this.#arrangement,
      this.#filtered,
      this.#shown,
      this.#newPapers,
    );
    return this.#model;
  }
}
