import * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import { Disposable } from '../dispose';
import { TreeModel, type Arrangement, type Filtered } from './model/treeModel';
import type { ShownRows } from './model/visibleRows';
import type { GroupNode, LibraryNode, MoreNode, PaperNode } from './nodes';
import { ExpandedHeadings } from './expandedHeadings';
import { groupHeading } from './headings';
import { paperAfter, rowInstead } from './model/nextPaper';
import { actionItem, FILTER_ACTIONS, GET_NEW_PAPERS } from './rows/actionRows';
import { groupItem, moreItem } from './rows/treeItems';
import { WORKSPACE_GROUP, type WorkspacePapers, WorkspaceRows } from './rows/workspaceRows';
import { PaperRows } from './rows/paperRows';
import type { PersonalScores } from './forYou';
import type { PaperState } from '../papers/paperStates';
import type { TreeSource } from './treeSource';

export class LibraryProvider extends Disposable implements vscode.TreeDataProvider<LibraryNode> {
  readonly #source: TreeSource;
  readonly #rows: PaperRows;
  readonly #changed = this._register(new vscode.EventEmitter<LibraryNode | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  /** When VS Code read the headings (`performance.now`); undefined after they changed. */
  readAt: number | undefined;
  #arrangement: Arrangement;
  #filtered: Filtered | undefined;
  #model: TreeModel | undefined;
  #shown = new Map<string, ShownRows>();
  readonly #workspace = new WorkspaceRows();
  #newPapers: ReadonlySet<string> = new Set();
  #isOld = false;
  #personal: PersonalScores | undefined;
  readonly #headings = new ExpandedHeadings();

  constructor(source: TreeSource, stateOf: (paper: Paper) => PaperState, arrangement: Arrangement) {
    super();
    this.#source = source;
    this.#rows = new PaperRows(source, stateOf);
    this.#arrangement = arrangement;
  }

  get arrangement(): Arrangement {
    return this.#arrangement;
  }

  get #ranking(): PersonalScores | undefined {
    return this.#arrangement.order === 'forYou' ? this.#personal : undefined;
  }

  arrange(arrangement: Arrangement): void {
    this.#arrangement = arrangement;
    this.#shown = new Map();
    this.#headings.closeAll();
    this.refresh();
  }

  filter(filtered: Filtered | undefined): void {
    // If only the library changed, keeps the pages that were opened.
    if (filtered?.query !== this.#filtered?.query) {
      this.#shown = new Map();
      this.#headings.clear();
    }
    this.#filtered = filtered;
    this.refresh();
  }

  /**
   * Records whether a heading is open, to restore it when a filter is cleared. `getChildren` calls this too, because
   * VS Code sends no event for a heading that opens while it reads the tree again. Ignores headings of a filter, even
   * if VS Code requests their rows after the filter was cleared.
   */
  noteOpen(node: LibraryNode, isOpen: boolean): void {
    if (node.kind === 'group' && node.key === WORKSPACE_GROUP) this.#workspace.noteOpen(isOpen);
    if (node.kind !== 'group' || this.#filtered || !this.#headings.isCurrent(node)) return;
    this.#headings.noteOpen(node.key, isOpen);
  }

  /** Headings of a filter count as expanded. */
  isOpen(key: string): boolean {
    return this.#filtered !== undefined || this.#headings.isOpen(key);
  }

  collapse(key: string): void {
    this.#headings.collapse(key);
    this.#fireAll();
  }

  showNew(papers: ReadonlySet<string>): void {
    this.#newPapers = papers;
    this.refresh();
  }

  /** Adds a row above all headings that gets new papers. A filter hides it. */
  showAge(isOld: boolean): void {
    if (isOld === this.#isOld) return;
    this.#isOld = isOld;
    this.#fireAll();
  }

  /** Shows the workspace's papers above all headings. A filter hides them. */
  followWorkspace(workspace: WorkspacePapers): void {
    const show = (): void => {
      this.#workspace.show(workspace.papers());
      this.#fireAll();
    };
    this._register(workspace.onDidChange(show));
    if (workspace.papers().length > 0) show();
  }

  followPersonal(personal: PersonalScores): void {
    this.#personal = personal;
    this._register(personal.onDidChange(() => this.#ranking && this.refresh()));
  }

  refresh(): void {
    this.#model = undefined;
    this.#fireAll();
  }

  /** Redraws the rows after marks changed. Keeps the groups, which take a pass over the library. */
  refreshRows(): void {
    this.#fireAll();
  }

  showMore({ group, after }: MoreNode): void {
    this.#library().showMore(group, after);
    this.#changed.fire(this.#headings.of(group));
  }

  /**
   * Returns a paper's row and shows it if it was hidden; `undefined` if the view does not contain the paper.
   * @param near preferred group if it contains the paper
   */
  locate(paperId: string, near?: string): PaperNode | undefined {
    if (near === WORKSPACE_GROUP && this.#workspace.has(paperId))
      return { kind: 'paper', paperId, group: near };
    const group = this.#library().locate(paperId, near);
    if (group === undefined) return undefined;
    if (this.#library().expandTo(group, paperId)) this.#changed.fire(this.#headings.of(group));
    return { kind: 'paper', paperId, group };
  }

  /** Returns the row of the paper after a row, and shows it if it was hidden. */
  next(row: LibraryNode | undefined): PaperNode | undefined {
    const after = paperAfter(row, this.#library().groupsInRowOrder());
    return after && this.locate(after.paperId, after.group);
  }

  /** Returns the row to select if only these papers remain; see `rowInstead`. */
  instead(selected: readonly LibraryNode[], remaining: ReadonlySet<string>): PaperNode | undefined {
    return rowInstead(selected, this.#library().groupsInRowOrder(), remaining);
  }

  /** In tree order; empty before the library is read. */
  headings(): GroupNode[] {
    return this.#library()
      .groups()
      .map((group) => this.#headings.of(group.key));
  }

  async getChildren(node?: LibraryNode): Promise<LibraryNode[]> {
    if (node === undefined) {
      // The view shows a failure to read; the tree must not report an error.
      await this.#source.ready.catch(() => undefined);
      if (this.disposed) return [];
      this.readAt = performance.now();
      const headings = this.headings();
      if (this.#filtered) return headings.length === 0 ? [...FILTER_ACTIONS] : headings;
      const workspace = this.#workspace.isEmpty ? [] : [this.#headings.of(WORKSPACE_GROUP)];
      // An empty view shows its welcome text, which has a button for new papers.
      const offer = this.#isOld && headings.length > 0 ? [GET_NEW_PAPERS] : [];
      return [...offer, ...workspace, ...headings];
    }
    if (node.kind !== 'group') return [];
    this.noteOpen(node, true);
    const group = node.key;
    if (group === WORKSPACE_GROUP) return this.#workspace.nodes();
    return this.#library()
      .runs(group)
      .flatMap(({ part, papers, hiddenAfter }): LibraryNode[] => [
        ...papers.map((paper): LibraryNode => ({ kind: 'paper', paperId: paper.id, group })),
        ...(hiddenAfter > 0 ? [{ kind: 'more', group, after: part } as const] : []),
      ]);
  }

  getParent(node: LibraryNode): LibraryNode | undefined {
    return 'group' in node ? this.#headings.of(node.group) : undefined;
  }

  getTreeItem(node: LibraryNode): vscode.TreeItem {
    const model = this.#library();
    const { groupBy } = this.#arrangement;
    // Includes the query, because rows of a filter and of the library keep separate expanded states.
    const scope = this.#filtered ? `${groupBy} ${this.#filtered.query}` : groupBy;
    switch (node.kind) {
      case 'group': {
        if (node.key === WORKSPACE_GROUP) return this.#workspace.headingItem(node);
        const count = model.group(node.key)?.papers.length ?? 0;
        const open = model.isExpandedFilter ?? this.#headings.isOpen(node.key);
        const heading = groupHeading(node.key, groupBy, this.#source.topics());
        const suffix = this.#filtered ? '' : this.#headings.suffix(node.key);
        return groupItem(scope + suffix, heading, count, open, node);
      }
      case 'paper': {
        const ofWorkspace = node.group === WORKSPACE_GROUP;
        const list = ofWorkspace ? this.#workspace.ids() : model.ids(node.group);
        const item = this.#rows.item(node, scope, this.#arrangement.order, list, this.#filtered?.query);
        return ofWorkspace ? this.#workspace.describe(item, node.paperId) : item;
      }
      case 'action':
        return actionItem(scope, node);
      case 'more': {
        const run = model.runs(node.group).find(({ part }) => part === node.after);
        return moreItem(scope, run?.hiddenAfter ?? 0, node);
      }
    }
  }

  /** Creates tooltips on demand, because most rows never show one. */
  resolveTreeItem(item: vscode.TreeItem, node: LibraryNode): vscode.TreeItem {
    if (node.kind !== 'paper') return item;
    const ranking = node.group === WORKSPACE_GROUP ? undefined : this.#ranking;
    this.#rows.addTooltip(item, node.paperId, ranking?.reasonFor(node.paperId));
    return item;
  }

  #fireAll(): void {
    this.readAt = undefined;
    this.#changed.fire(undefined);
  }

  #library(): TreeModel {
    this.#model ??= new TreeModel(
      this.#source.papers(),
      this.#source.topics().map((topic) => topic.id),
      this.#arrangement,
      this.#filtered,
      this.#shown,
      this.#newPapers,
      this.#ranking?.scores,
    );
    return this.#model;
  }
}
