import * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import type { SavedSearch } from '../core/savedSearches/savedSearch';
import { escapeMessage } from '../core/text/sanitize';
import { Disposable } from '../dispose';
import { FollowContext, View } from '../ids';
import type { Log } from '../log';
import { registerSelection } from '../papers/paperArgument';
import type { PaperState, PaperStates } from '../papers/paperStates';
import { paperItem } from '../papers/paperItem';
import { paperTooltip } from '../papers/paperTooltip';
import { CodeNews, newsBadge, type CodeArrivals } from './codeNews';
import { listedPapers } from './listedPapers';
import { FIRST_SEARCH, NEWS_KEY, type FollowNode, type FoundPaperNode, type SearchNode } from './nodes';
import { firstSearchItem, moreFoundItem, nothingFoundItem, searchIcon, searchItem } from './rows';
import { problemsText } from './problemMessages';
import type { FollowCatalogue, SearchNews } from './searchNews';

/** Time in ms for which an open search must be visible until its papers count as seen. */
const LOOKED_AFTER_MS = 3_000;

export interface SearchesViewDeps {
  readonly view: vscode.TreeView<FollowNode>;
  readonly catalogue: Pick<FollowCatalogue, 'ready' | 'paper' | 'topics'>;
  readonly states: PaperStates;
  readonly news: Pick<SearchNews, 'newIn' | 'all' | 'papersOf' | 'count' | 'onDidChange'>;
  readonly code: CodeArrivals;
  readonly setting: {
    readonly searches: readonly SavedSearch[];
    readonly problems: readonly string[];
    readonly onDidChange: vscode.Event<void>;
  };
  readonly markSeen: (keys: readonly string[]) => Promise<void>;
  readonly log: Log;
}

export class SearchesView extends Disposable implements vscode.TreeDataProvider<FollowNode> {
  readonly #deps: SearchesViewDeps;
  readonly #changed = this._register(new vscode.EventEmitter<FollowNode | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  /** VS Code identifies a row by its node object. */
  readonly #nodes = new Map<string, SearchNode>();
  readonly #open = new Map<string, readonly Paper[]>();
  /** New papers of open searches. They remain marked until the search is closed. */
  readonly #marked = new Map<string, ReadonlySet<string>>();
  readonly #codeNews: CodeNews;
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: SearchesViewDeps) {
    super();
    this.#deps = deps;
    const { view, news, setting, states, code } = deps;
    this.#codeNews = new CodeNews(code);
    this._register(news.onDidChange(() => this.#counted()));
    this._register(setting.onDidChange(() => this.#refresh()));
    this._register(states.onDidChange(() => this.#refresh()));
    this._register(code.onDidChange(() => this.#counted()));
    this._register(view.onDidCollapseElement(({ element }) => this.#closed(element)));
    this._register(view.onDidChangeVisibility(() => this.#scheduleLook()));
    this._register(vscode.window.onDidChangeWindowState(() => this.#scheduleLook()));
    this._register(
      registerSelection(View.savedSearches, () =>
        view.selection.flatMap((node) => (node.kind === 'paper' ? [node.paperId] : [])),
      ),
    );
    this._register({ dispose: () => clearTimeout(this.#timer) });
    this.#showProblems();
    this.#showBadge();
  }

  async getChildren(node?: FollowNode): Promise<FollowNode[]> {
    const { setting, catalogue, news, log } = this.#deps;
    if (node === undefined) {
      const searches = setting.searches.map(({ key }) => this.#nodeOf(key));
      if (!this.#codeNews.isShown) return searches;
      return [this.#codeNews.node, ...(searches.length > 0 ? searches : [FIRST_SEARCH])];
    }
    if (node.kind === 'news') {
      await catalogue.ready;
      const rows = this.#codeNews.rows((id) => catalogue.paper(id));
      this.#scheduleLook();
      return rows;
    }
    const search = this.#searchOf(node.key);
    if (node.kind !== 'search' || !search) return [];
    const { key } = node;
    await catalogue.ready;
    let papers: readonly Paper[];
    try {
      papers = await news.papersOf(search);
    } catch (error) {
      log.error(`The saved search “${search.name}” could not be run.`, error);
      return [];
    }
    if (this.disposed) return [];
    const fresh = news.newIn(key);
    this.#marked.set(key, new Set([...(this.#marked.get(key) ?? []), ...fresh]));
    const { shown, hidden } = listedPapers(papers, (id) => this.#marked.get(key)?.has(id) ?? false);
    this.#open.set(key, shown);
    this.#scheduleLook();
    if (shown.length === 0) return [{ kind: 'nothing', key }];
    const rows: FollowNode[] = shown.map(({ id }) => ({ kind: 'paper', paperId: id, key }));
    return hidden > 0 ? [...rows, { kind: 'more', key, hidden }] : rows;
  }

  getParent(node: FollowNode): FollowNode | undefined {
    if (node.kind === 'search' || node.kind === 'news' || node.kind === 'first') return undefined;
    return node.key === NEWS_KEY ? this.#codeNews.node : this.#nodeOf(node.key);
  }

  getTreeItem(node: FollowNode): vscode.TreeItem {
    const { catalogue, news } = this.#deps;
    if (node.kind === 'news') return this.#codeNews.item();
    if (node.kind === 'first') return firstSearchItem();
    const search = this.#searchOf(node.key);
    if (node.kind === 'paper') return this.#paperItem(node, search?.query ?? '');
    if (!search) return new vscode.TreeItem('');
    switch (node.kind) {
      case 'search':
        return searchItem(search, news.newIn(node.key).size, searchIcon(node.key, catalogue.topics()), node);
      case 'more':
        return moreFoundItem(search.query, node);
      case 'nothing':
        return nothingFoundItem(node);
    }
  }

  #paperItem({ paperId, key }: FoundPaperNode, query: string): vscode.TreeItem {
    const papers = key === NEWS_KEY ? this.#codeNews.papers : (this.#open.get(key) ?? []);
    const paper = papers.find(({ id }) => id === paperId);
    if (!paper) return new vscode.TreeItem(paperId);
    const open = { list: papers.map(({ id }) => id), query, preview: true };
    return paperItem(`paper ${paperId} ${key}`, paper, this.#stateOf(paper, key), open);
  }

  resolveTreeItem(item: vscode.TreeItem, node: FollowNode): vscode.TreeItem {
    const { catalogue } = this.#deps;
    const paper = node.kind === 'paper' ? catalogue.paper(node.paperId) : undefined;
    if (paper) item.tooltip = paperTooltip(paper, catalogue.topics(), this.#stateOf(paper, node.key));
    return item;
  }

  async reveal(key: string, expand = false): Promise<void> {
    await vscode.commands.executeCommand(`${View.savedSearches}.focus`);
    if (!this.#searchOf(key)) return;
    try {
      await this.#deps.view.reveal(this.#nodeOf(key), { select: true, focus: true, expand });
    } catch (error) {
      this.#deps.log.debug('The row of a saved search could not be shown.', error);
    }
  }

  async markSeen(keys: readonly string[]): Promise<void> {
    const { markSeen, code } = this.#deps;
    for (const key of keys) this.#marked.delete(key);
    if (keys.includes(NEWS_KEY)) {
      await code.markSeen(code.unseen());
      this.#codeNews.close();
    }
    await markSeen(keys.filter((key) => key !== NEWS_KEY));
    this.#refresh();
  }

  #counted(): void {
    this.#showBadge();
    this.#refresh();
  }

  #refresh(): void {
    if (this.disposed) return;
    this.#showProblems();
    const known = new Set(this.#deps.setting.searches.map(({ key }) => key));
    for (const key of [...this.#open.keys()].filter((one) => !known.has(one))) {
      this.#open.delete(key);
      this.#marked.delete(key);
    }
    this.#changed.fire(undefined);
  }

  #closed(node: FollowNode): void {
    if (node.kind === 'news') this.#codeNews.close();
    if (node.kind !== 'search') return;
    this.#open.delete(node.key);
    this.#marked.delete(node.key);
  }

  #showBadge(): void {
    const { news, code, view } = this.#deps;
    view.badge = newsBadge(news.all(), code.unseen());
  }

  #showProblems(): void {
    const { problems } = this.#deps.setting;
    void vscode.commands.executeCommand('setContext', FollowContext.problems, problems.length > 0);
    this.#deps.view.message = escapeMessage(problemsText(problems, vscode.l10n));
  }

  /** Records the open searches as seen after `LOOKED_AFTER_MS` in a visible view of a focused window. */
  #scheduleLook(): void {
    clearTimeout(this.#timer);
    const { view, news, markSeen, code } = this.#deps;
    const seen = [...this.#open.keys()].filter((key) => news.newIn(key).size > 0);
    const { unseen } = this.#codeNews;
    if (!view.visible || !vscode.window.state.focused || seen.length + unseen.length === 0) return;
    this.#timer = setTimeout(() => {
      void markSeen(seen);
      void code.markSeen(unseen);
    }, LOOKED_AFTER_MS);
  }

  #stateOf(paper: Paper, key: string): PaperState {
    const state = this.#deps.states.of(paper);
    if (key === NEWS_KEY) return { ...state, codeArrived: this.#codeNews.isMarked(paper.id) };
    return { ...state, isNew: this.#marked.get(key)?.has(paper.id) ?? false };
  }

  #searchOf(key: string): SavedSearch | undefined {
    return this.#deps.setting.searches.find((search) => search.key === key);
  }

  #nodeOf(key: string): SearchNode {
    const node = this.#nodes.get(key) ?? { kind: 'search', key };
    this.#nodes.set(key, node);
    return node;
  }
}
