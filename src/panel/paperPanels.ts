import * as vscode from 'vscode';
import type { Paper } from '../core/paper';
import { readPanelState, stepList, type PanelState } from '../core/protocol';
import type { RelatedPaper } from '../core/search';
import { Disposing } from '../dispose';
import { PageContext, PANEL_TYPE } from '../ids';
import type { Log } from '../log';
import { notify } from '../notify';
import type { OpenPaperOptions } from '../paperArgument';
import { readAssets, type PageAssets } from './assets';
import type { PageView } from './page/view';
import { PaperPanel, type PanelHost } from './paperPanel';
import { act, type Panels } from './requests';
import type { CloneState, PanelCatalogue } from './sources';
import { typesetter } from './typeset';

/** Related papers on a page. */
const RELATED = 6;

/** Longest time between two clicks that count as a double click, in milliseconds. */
const DOUBLE_CLICK = 500;

/** Every open paper page: one panel for each paper, and one of them reused while browsing. */
export class PaperPanels extends Disposing implements vscode.WebviewPanelSerializer, PanelHost, Panels {
  readonly #panels = new Set<PaperPanel>();
  readonly #related = new Map<string, readonly RelatedPaper[]>();
  readonly #shown = this.register(new vscode.EventEmitter<string>());
  #assets: Promise<PageAssets> | undefined;
  /** When a preview was last opened, on the clock of `performance.now`. */
  #previewedAt = -Infinity;

  /** A page came to the front; fires with its paper's id. */
  readonly onDidShow = this.#shown.event;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly catalogue: PanelCatalogue,
    private readonly clones: CloneState,
    private readonly log: Log,
  ) {
    super();
    this.register(vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, this));
    this.register(catalogue.onDidChange(() => this.#libraryChanged()));
    this.register(clones.onDidChange(() => this.#refresh()));
    this.register({ dispose: () => [...this.#panels].forEach((panel) => panel.dispose()) });
  }

  /** The page in the active editor. */
  get active(): PaperPanel | undefined {
    return [...this.#panels].find(({ panel }) => panel.active);
  }

  /**
   * Opens a paper's page, or brings the one that is open to the front. Says so when the paper is unknown. A preview
   * leaves the focus where it is; asked for twice at once, as a double click does, it is kept.
   */
  async open(
    id: string,
    options: OpenPaperOptions = {},
    preserveFocus = options.preview ?? false,
  ): Promise<void> {
    const [assets] = await Promise.all([this.#readAssets(), this.catalogue.ready]);
    const paper = this.catalogue.paper(id);
    if (this.disposed) return;
    if (!paper) return notify('warning', vscode.l10n.t('The library has no paper "{0}".', id));
    const preview = options.preview ?? false;
    const state: PanelState = {
      paperId: id,
      query: options.query ?? '',
      list: stepList(options.list ?? [], id),
      preview,
    };
    const existing = this.#showing(id);
    if (existing) {
      const again = performance.now() - this.#previewedAt < DOUBLE_CLICK;
      existing.show({ ...state, preview: preview && existing.state.preview && !again });
      existing.panel.reveal(undefined, preserveFocus);
      return;
    }
    if (preview) this.#previewedAt = performance.now();
    const reused = preview ? this.#preview() : undefined;
    if (reused) {
      reused.show(state);
      reused.panel.reveal(undefined, preserveFocus);
    } else {
      const target = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
      this.#adopt(
        vscode.window.createWebviewPanel(PANEL_TYPE, paper.title, target, {
          enableFindWidget: true,
          retainContextWhenHidden: false,
        }),
        assets,
        state,
      );
    }
    void this.#findRelated(id);
  }

  /** Brings a panel back after the window was reloaded. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    const state = readPanelState(kept);
    const [assets] = await Promise.all([this.#readAssets(), this.catalogue.ready]);
    if (this.disposed || !state || !this.catalogue.paper(state.paperId)) return void panel.dispose();
    this.#adopt(panel, assets, state);
    await this.#findRelated(state.paperId);
  }

  /** Opens the paper that many steps along the panel's list; at either end nothing happens. */
  async step(from: PaperPanel, by: number): Promise<void> {
    const { list, paperId, query } = from.state;
    const target = list[list.indexOf(paperId) + by];
    if (target !== undefined) await this.open(target, { list, query, preview: true }, false);
  }

  /** Keeps a panel that would be reused. */
  keep(panel: PaperPanel): void {
    if (!panel.state.preview) return;
    panel.show({ ...panel.state, preview: false });
    panel.announce(vscode.l10n.t('Kept open'));
  }

  /** Tells the manifest's `when` clauses what the active page can do. */
  activeChanged(): void {
    const state = this.active?.state;
    void vscode.commands.executeCommand('setContext', PageContext.inList, (state?.list.length ?? 0) > 1);
    void vscode.commands.executeCommand('setContext', PageContext.preview, state?.preview ?? false);
    if (state) this.#shown.fire(state.paperId);
  }

  paper(id: string): Paper | undefined {
    return this.catalogue.paper(id);
  }

  act: PanelHost['act'] = (request, paper, panel) =>
    act(request, paper, panel, this, this.clones).catch((error: unknown) =>
      this.log.error('A request of a paper page failed', error instanceof Error ? error : String(error)),
    );

  view(paper: Paper, state: PanelState): PageView {
    const topics = new Map(this.catalogue.topics().map((topic) => [topic.id, topic]));
    return {
      paper,
      state,
      topics: paper.topics.map((id) => topics.get(id)).filter((topic) => topic !== undefined),
      related: this.#related.get(paper.id),
      foldersOf: (repository) => this.clones.foldersOf(repository),
      citation: '',
      typeset: typesetter(state.query),
      t: vscode.l10n.t,
      language: vscode.env.language,
    };
  }

  #adopt(panel: vscode.WebviewPanel, assets: PageAssets, state: PanelState): void {
    const adopted = new PaperPanel(panel, assets, this, state);
    this.#panels.add(adopted);
    panel.onDidChangeViewState(() => this.activeChanged());
    panel.onDidDispose(() => {
      this.#panels.delete(adopted);
      this.activeChanged();
    });
    this.activeChanged();
  }

  #showing(id: string): PaperPanel | undefined {
    return [...this.#panels].find(({ state }) => state.paperId === id);
  }

  #preview(): PaperPanel | undefined {
    return [...this.#panels].find(({ state }) => state.preview);
  }

  async #findRelated(id: string): Promise<void> {
    if (this.#related.has(id)) return;
    const found = await this.catalogue.related(id, RELATED);
    if (this.disposed) return;
    this.#related.set(id, found);
    this.#showing(id)?.refresh();
  }

  #libraryChanged(): void {
    this.#related.clear();
    this.#refresh();
    for (const { state } of this.#panels) void this.#findRelated(state.paperId);
  }

  #refresh(): void {
    for (const panel of this.#panels) panel.refresh();
  }

  #readAssets(): Promise<PageAssets> {
    return (this.#assets ??= readAssets(this.extensionUri));
  }
}
