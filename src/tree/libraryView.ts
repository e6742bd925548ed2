import * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import { parseQuery } from '../core/query/parseQuery';
import { effectiveSort } from '../core/query/textQuery';
import { Disposable } from '../dispose';
import { TreeContext, View } from '../ids';
import { paperIdsOf, registerSelection } from '../papers/paperArgument';
import type { PaperState, PaperStates } from '../papers/paperStates';
import type { Log } from '../log';
import type { DayStep } from './model/groups';
import { networkMode } from '../networkSettings';
import { RowRevealer } from './rowRevealer';
import { asksForNew, dependsOnMarks, FilterRun } from './model/filterRun';
import { stepDay } from './model/stepDay';
import { UserSelection } from './model/userSelection';
import { FilterBox } from './filterBox';
import { showNewPapers } from './showNewPapers';
import { topicMessage } from './topicMessage';
import type { Arrangement, Filtered } from './model/treeModel';
import { NewPapersBadge, type NewPapersSource } from './newPapersBadge';
import { groupOf, type LibraryNode, type MoreNode } from './nodes';
import { LibraryProvider } from './provider';
import type { TreeCatalogue } from './treeSource';
import { filterMessage, paperCount, viewDescription } from './viewDescription';
import type { PersonalScores } from './forYou';
import { setArrangementContext, setTreeContext } from './viewContext';
import { readArrangement, storeArrangement } from './viewState';

export interface LibraryViewDeps {
  readonly view: vscode.TreeView<LibraryNode>;
  readonly catalogue: TreeCatalogue;
  readonly states: PaperStates;
  readonly news: NewPapersSource;
  readonly personal: PersonalScores;
  readonly memory: vscode.Memento;
  readonly log: Log;
  readonly onUse: () => void;
}

/** The library view: papers under headings, a filter, and the row of the open paper. */
export class LibraryView extends Disposable {
  readonly #deps: LibraryViewDeps;
  readonly #provider: LibraryProvider;
  readonly #view: vscode.TreeView<LibraryNode>;
  readonly #box: FilterBox;
  readonly #news: NewPapersBadge;
  readonly #revealer: RowRevealer;
  readonly #userSelection = new UserSelection();
  readonly #run: FilterRun;
  #query = '';
  #filtered: Filtered | undefined;
  /** The paper whose row is selected as soon as possible. `since` is the argument of `showPaper`. */
  #toReveal: { readonly paperId: string; readonly since: number } | undefined;

  constructor(deps: LibraryViewDeps) {
    super();
    this.#deps = deps;
    this.#provider = this._register(
      new LibraryProvider(deps.catalogue, (paper) => this.#stateOf(paper), readArrangement(deps.memory)),
    );
    this.#provider.followPersonal(deps.personal);
    this.#view = deps.view;
    this.#box = this._register(new FilterBox((query) => this.filter(query)));
    this._register(deps.catalogue.onDidChange(() => this.#libraryChanged()));
    this.#news = this._register(new NewPapersBadge(this.#view, deps.news));
    this.#run = new FilterRun(
      (...search) => deps.catalogue.search(...search),
      () => this.#news.newPapers,
    );
    this._register(this.#news.onDidChange(() => this.#newPapersChanged()));
    this._register(this.#news.onDidChangeAge(() => this.#showDescription()));
    this.#provider.showNew(this.#news.newPapers);
    this._register(deps.states.onDidChange(() => this.#marksChanged()));
    this._register(registerSelection(View.library, () => paperIdsOf(undefined, this.#view.selection)));
    this._register(this.#view.onDidChangeVisibility(() => this.#revealNow()));
    const { view, log, onUse } = deps;
    const [provider, userSelection] = [this.#provider, this.#userSelection];
    this.#revealer = this._register(new RowRevealer({ view, provider, userSelection, log, onUse }));
    this._register({ dispose: () => this.#run.cancel() });
    this.#showState();
    this.#showMessage();
    this.#showGrouping();
  }

  get rows(): LibraryProvider {
    return this.#provider;
  }

  get arrangement(): Arrangement {
    return this.#provider.arrangement;
  }

  get query(): string {
    return this.#query;
  }

  async arrange(change: Partial<Arrangement>): Promise<void> {
    const arrangement = { ...this.arrangement, ...change };
    this.#provider.arrange(arrangement);
    this.#showGrouping();
    await storeArrangement(this.#deps.memory, arrangement);
  }

  /** Opens the day before or after the selected row's day. Groups the library by day. */
  async stepDay(step: DayStep): Promise<void> {
    if (this.arrangement.groupBy !== 'day') await this.arrange({ groupBy: 'day' });
    // If the library cannot be read, the view shows the failure, and there are no days.
    await this.#deps.catalogue.ready.catch(() => undefined);
    await stepDay(this.#view.selection[0], this.#provider, this.#revealer, step);
  }

  async showNewPapers(): Promise<void> {
    await this.filter('');
    await showNewPapers(this.#provider, this.#revealer);
  }

  /** Selects and focuses the paper after the selected row. The last paper stays selected. */
  async selectNext(): Promise<void> {
    const next = this.#provider.next(this.#view.selection[0]);
    if (next) await this.#revealer.focusPaper(next);
  }

  showMore(node: MoreNode): void {
    this.#provider.showMore(node);
  }

  openFilterBox(): void {
    this.#box.show(this.#query);
  }

  cancelFilter(): void {
    this.#box.cancel();
  }

  /** `reveal` keeps rows that the user selects after the request. */
  pageRequested(paperId: string): void {
    this.#userSelection.requested(paperId);
  }

  /**
   * Selects the row of a shown page's paper without the focus, unless the user's selection is kept. A hidden view
   * does so when it is shown.
   */
  reveal(paperId: string): void {
    this.#toReveal = { paperId, since: this.#userSelection.shown(paperId) };
    this.#revealNow();
  }

  /** Shows the papers of a query, or all papers for ''. Settled when the tree has them. */
  async filter(query: string): Promise<void> {
    this.#run.cancel();
    // Keeps a space at the end, which completes the last word, such as the id of a topic.
    this.#query = query.trimStart();
    if (this.#query === '') {
      this.#show(undefined);
      return;
    }
    try {
      const papers = await this.#run.papersOf(parseQuery(this.#query));
      if (papers) this.#show({ query: this.#query, papers });
    } catch (error) {
      this.#deps.log.error('The library could not be filtered.', error);
      this.#view.message = vscode.l10n.t('The filter failed. The log says why.');
    }
  }

  #stateOf(paper: Paper): PaperState {
    return { ...this.#deps.states.of(paper), isNew: this.#news.newPapers.has(paper.id) };
  }

  #show(filtered: Filtered | undefined): void {
    const count = filtered && paperCount(filtered.papers.length);
    // If the selected row leaves the same filter, selects the next row, for the single keys.
    const isSame = filtered !== undefined && filtered.query === this.#filtered?.query;
    const remaining = isSame && new Set(filtered.papers.map(({ id }) => id));
    const instead = remaining && this.#provider.instead(this.#view.selection, remaining);
    this.#box.report(count);
    this.#filtered = filtered;
    this.#showMessage();
    this.#showDescription();
    this.#provider.filter(filtered);
    setTreeContext(TreeContext.filtered, filtered !== undefined);
    const row = instead && this.#provider.locate(instead.paperId, instead.group);
    if (row && this.#view.visible) void this.#revealer.selectPaper(row);
  }

  /** Shows the filter's result or, without a filter, mistakes in the topics of the settings. */
  #showMessage(): void {
    const problems = this.#deps.catalogue.topicProblems();
    setTreeContext(TreeContext.topicProblems, problems.length > 0);
    this.#view.message = this.#filtered ? filterMessage(this.#filtered) : topicMessage(problems);
  }

  #showDescription(): void {
    const { status } = this.#deps.catalogue;
    const papers = status.kind === 'ready' ? this.#deps.catalogue.papers().length : 0;
    const found = this.#filtered?.papers.length;
    const sort = this.#filtered && effectiveSort(parseQuery(this.#filtered.query));
    const { age } = this.#news;
    this.#view.description = viewDescription({ ...this.arrangement, papers, found, sort, age });
    this.#provider.showAge(this.#news.isOld && networkMode() !== 'off');
  }

  /** Runs a filter on marks, notes or kept texts again. Other filters keep their rows. */
  #marksChanged(): void {
    if (dependsOnMarks(parseQuery(this.#query))) void this.filter(this.#query);
    else this.#provider.refreshRows();
  }

  #newPapersChanged(): void {
    this.#provider.showNew(this.#news.newPapers);
    if (asksForNew(parseQuery(this.#query))) void this.filter(this.#query);
  }

  #libraryChanged(): void {
    // The tree keeps the old answer until the new one is ready.
    if (this.#query !== '') void this.filter(this.#query);
    else {
      this.#provider.refresh();
      this.#showMessage();
    }
    this.#showState();
    this.#showDescription();
    this.#revealNow();
  }

  #showState(): void {
    const { status } = this.#deps.catalogue;
    const empty = status.kind === 'ready' && this.#deps.catalogue.papers().length === 0;
    setTreeContext(TreeContext.state, empty ? 'empty' : status.kind);
  }

  #showGrouping(): void {
    this.#showDescription();
    setArrangementContext(this.arrangement);
  }

  #revealNow(): void {
    if (!this.#view.visible || this.#toReveal === undefined || this.#deps.catalogue.status.kind !== 'ready')
      return;
    const near = groupOf(this.#view.selection[0]);
    const { paperId, since } = this.#toReveal;
    const node = this.#provider.locate(paperId, near);
    this.#toReveal = undefined;
    if (node) void this.#revealer.showPaper(node, since);
  }
}
