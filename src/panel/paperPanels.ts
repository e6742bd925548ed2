import * as vscode from 'vscode';
import { parsePanelState, type PanelState } from '../core/protocol';
import { Disposable } from '../dispose';
import type { Log } from '../log';
import type { PaperStates } from '../papers/paperStates';
import type { OpenPaperOptions } from '../papers/paperArgument';
import { showUnknownPaper } from '../papers/unknownPaper';
import { readAssets, type PageAssets } from '../pages/assets';
import { loadMathRenderer, type MathRenderer } from './page/mathml';
import { PageModel } from './pageModel';
import { PaperPanel, type PanelHost } from './paperPanel';
import { handleMessage, searchForMissing, type PanelActions } from './messageHandlers';
import { setPageContext } from './pageContext';
import { DoubleClicks } from './doubleClicks';
import { tabIcon } from '../pages/tabIcon';
import { createPanel, pageTabs } from './pageTabs';
import { currentState, initialState, stateByTitle } from './panelStates';
import { TabTitles } from './tabTitles';
import type {
  CloneState,
  PanelCatalogue,
  PanelEvents,
  PanelFound,
  PanelInspections,
  PanelMarks,
  PanelNotes,
  PanelOutcomes,
} from './panelTypes';
import { messageLocale } from '../messageLocale';

const STATUS_SHOWN_MS = 3000;

interface PageResources {
  readonly assets: PageAssets;
  readonly maths: MathRenderer;
}

/** One panel per paper, and a preview panel that is reused while browsing. */
export class PaperPanels extends Disposable implements vscode.WebviewPanelSerializer, PanelActions {
  readonly #panels = new Set<PaperPanel>();
  readonly #views: PageModel;
  #resources: Promise<PageResources> | undefined;
  readonly #titles: TabTitles;
  readonly #clicks = new DoubleClicks();
  /** The paper that `onShow` reported last. */
  #shown: string | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly catalogue: PanelCatalogue,
    private readonly clones: CloneState,
    states: PaperStates,
    notes: PanelNotes,
    inspections: PanelInspections,
    private readonly outcomes: PanelOutcomes,
    marks: PanelMarks,
    private readonly found: PanelFound,
    private readonly events: PanelEvents,
    memory: vscode.Memento,
    private readonly log: Log,
  ) {
    super();
    this.#titles = new TabTitles(memory);
    this.#views = new PageModel(catalogue, clones, states, notes, inspections, outcomes, marks);
    this._register(outcomes.onDidChange(() => this.#refresh()));
    this._register(outcomes.onDidAllowMore(() => this.#requestOutcomes()));
    this._register(inspections.onDidChange(() => this.#refresh()));
    this._register(catalogue.onDidChange(() => this.#libraryChanged()));
    // Fires for marks and notes, and for clones that start, end, appear or disappear.
    this._register(states.onDidChange(() => this.#refresh()));
    this._register({ dispose: () => [...this.#panels].forEach((panel) => panel.dispose()) });
  }

  get active(): PaperPanel | undefined {
    return [...this.#panels].find(({ panel }) => panel.active);
  }

  /** A preview does not take the focus. A double click keeps the page open. */
  async open(
    id: string,
    options: OpenPaperOptions = {},
    preserveFocus = options.preview ?? false,
  ): Promise<void> {
    if (id !== this.#shown) this.events.onRequest(id);
    const again = options.preview === true && this.#clicks.isDouble(id, performance.now());
    const means = await this.#ready();
    const paper = this.catalogue.paper(id);
    if (this.disposed) return;
    if (!paper) return showUnknownPaper(id);
    this.events.onOpen();
    if (!this.catalogue.has(paper.id)) void this.found.opened(paper.id);
    // Not for restored pages: starting VS Code must send no request.
    this.#requestOutcome(paper.id);
    const state = currentState(initialState(id, options), this.catalogue);
    const existing = this.#showing(paper.id);
    if (existing) {
      const preview = state.preview && existing.state.preview && !again;
      this.#reuse(existing, { ...state, preview }, preserveFocus);
      return;
    }
    const reused = state.preview ? this.#preview() : undefined;
    if (reused) this.#reuse(reused, state, preserveFocus);
    else this.#adopt(createPanel(preserveFocus), means, state);
    void this.#findRelated(paper.id);
  }

  /** Restores a panel after a reload, even from an invalid state. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    const [means] = await Promise.all([this.#ready(), this.found.restore()]);
    if (this.disposed) return void panel.dispose();
    const state = currentState(
      parsePanelState(kept) ?? stateByTitle(panel.title, this.#titles, this.catalogue),
      this.catalogue,
    );
    this.#adopt(panel, means, state);
    await this.#findRelated(state.paperId);
  }

  /** Opens the paper `by` steps away in the panel's list. Announces the end of the list. */
  async step(from: PaperPanel, by: number): Promise<void> {
    const { list, paperId, query } = from.state;
    const target = list[list.indexOf(paperId) + by];
    if (target !== undefined) await this.open(target, { list, query, preview: true }, false);
    else if (list.length < 2) from.announce(vscode.l10n.t('This page was not opened from a list'));
    else
      from.announce(
        by > 0 ? vscode.l10n.t('Last paper of the list') : vscode.l10n.t('First paper of the list'),
      );
  }

  keep(panel: PaperPanel): void {
    if (!panel.state.preview) return;
    panel.show({ ...panel.state, preview: false });
    panel.announce(vscode.l10n.t('Kept open'));
  }

  /** Shows a message on the paper's page if that is the active editor, else in the status bar. */
  showStatus(paperId: string, text: string): void {
    const active = this.active;
    if (active?.state.paperId === paperId) active.announce(text);
    else vscode.window.setStatusBarMessage(text, STATUS_SHOWN_MS);
  }

  /** Reports each paper once. While a page opens, the previous page is still active. */
  #activeChanged(): void {
    this.#setContext();
    const shown = this.active?.paperId;
    if (shown === this.#shown) return;
    this.#shown = shown;
    if (shown !== undefined) this.events.onShow(shown);
  }

  #setContext(): void {
    setPageContext(this.active?.state, this.#views.marks(this.active?.paperId));
  }

  async #runLogged(request: () => Promise<unknown>): Promise<void> {
    try {
      await request();
    } catch (error) {
      this.log.error('A request of a paper page failed', error instanceof Error ? error : String(error));
    }
  }

  #reuse(panel: PaperPanel, state: PanelState, preserveFocus: boolean): void {
    panel.show(state);
    panel.panel.reveal(undefined, preserveFocus);
  }

  #adopt(panel: vscode.WebviewPanel, { assets, maths }: PageResources, state: PanelState): void {
    const host: PanelHost = {
      paper: (id) => this.catalogue.paper(id),
      view: (paper, shown) => this.#views.view(paper, shown, maths),
      locale: messageLocale(),
      tabTitle: (paper, own) => this.#titles.titleFor(paper, own.title, this.#otherTitles(own)),
      wholeTitle: (tabTitle) => this.#titles.paperOf(tabTitle)?.title ?? tabTitle,
      handleMessage: (request, paper, from) =>
        this.#runLogged(() =>
          handleMessage(request, paper, from, this, { clones: this.clones, outcomes: this.outcomes }),
        ),
      searchForMissing: (title, how) => this.#runLogged(() => searchForMissing(title, how)),
      activeChanged: () => this.#activeChanged(),
    };
    panel.iconPath = tabIcon(this.extensionUri, 'page');
    const adopted = new PaperPanel(panel, assets, host, state);
    this.#panels.add(adopted);
    panel.onDidChangeViewState(() => this.#activeChanged());
    panel.onDidDispose(() => {
      this.#panels.delete(adopted);
      this.#activeChanged();
    });
    this.#activeChanged();
  }

  /** Includes tabs that VS Code has not restored yet. */
  #otherTitles(own: vscode.WebviewPanel): ReadonlySet<string> {
    const others = [...this.#panels].filter(({ panel }) => panel !== own).map(({ panel }) => panel.title);
    return new Set([...others, ...pageTabs().filter((label) => label !== own.title)]);
  }

  #showing(id: string): PaperPanel | undefined {
    return [...this.#panels].find(({ state }) => state.paperId === id);
  }

  #requestOutcome(id: string): void {
    this.outcomes.requestSoon(id, () => this.#showing(id) !== undefined);
  }

  /** Only for visible pages, because many pages may be hidden. */
  #requestOutcomes(): void {
    for (const { panel, paperId } of this.#panels)
      if (panel.visible && paperId !== undefined) this.#requestOutcome(paperId);
  }

  #preview(): PaperPanel | undefined {
    return [...this.#panels].find(({ state }) => state.preview);
  }

  async #findRelated(id: string): Promise<void> {
    if ((await this.#views.findRelated(id)) && !this.disposed) this.#showing(id)?.refresh();
  }

  #libraryChanged(): void {
    this.#views.clearRelated();
    for (const panel of this.#panels) {
      const state = currentState(panel.state, this.catalogue);
      if (state === panel.state) panel.refresh();
      else panel.show(state);
    }
    for (const { state } of this.#panels) void this.#findRelated(state.paperId);
  }

  #refresh(): void {
    this.#setContext();
    for (const panel of this.#panels) panel.refresh();
  }

  async #ready(): Promise<PageResources> {
    await Promise.all([this.#loadResources(), this.catalogue.ready, this.outcomes.load()]);
    return this.#loadResources();
  }

  #loadResources(): Promise<PageResources> {
    return (this.#resources ??= Promise.all([
      readAssets(this.extensionUri, 'paper'),
      loadMathRenderer(),
    ]).then(([assets, maths]) => ({ assets, maths })));
  }
}
