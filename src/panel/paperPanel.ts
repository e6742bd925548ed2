import { randomBytes } from 'node:crypto';
import type * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import {
  parsePageMessage,
  type HostMessage,
  type MissingPaperRequest,
  type PageMessage,
  type PanelState,
  type Region,
  type RegionName,
} from '../core/protocol';
import { Disposable } from '../dispose';
import type { PageAssets } from '../pages/assets';
import { ShownRegions } from '../pages/shownRegions';
import { renderDocument, renderMissingPaper, renderRegions } from './page/regionLayout';
import type { Locale } from '../core/lang/translator';
import { menuContext, type PageView } from './page/view';

export type PaperMessage = Exclude<PageMessage, MissingPaperRequest | { type: 'ready' }>;

export interface PanelHost {
  /** Called again after every possible change. */
  view(paper: Paper, state: PanelState): PageView;
  readonly locale: Locale;
  paper(id: string): Paper | undefined;
  tabTitle(paper: Paper, panel: vscode.WebviewPanel): string;
  /** Title of the paper that a tab with this title showed. */
  wholeTitle(tabTitle: string): string;
  activeChanged(): void;
  handleMessage(request: PaperMessage, paper: Paper, panel: PaperPanel): Promise<void>;
  searchForMissing(title: string, how: MissingPaperRequest['type']): Promise<void>;
}

/**
 * In ms. A page that sends no `ready` within this time gets its next paper by a new document: its scripts do not run,
 * or the machine is very slow.
 */
const READY_WITHIN_MS = 5000;

interface PageContent {
  readonly title: string;
  readonly locale: Locale;
  readonly regions: readonly Region[];
  readonly context: string;
}

/** A webview panel and its paper. Shows an unknown paper as missing. */
export class PaperPanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #assets: PageAssets;
  readonly #host: PanelHost;
  #state: PanelState;
  /** `undefined` if the library does not have the paper. */
  #shown: string | undefined;
  #sent: PanelState | undefined;
  /** Id of the paper in the loaded document. */
  #loaded: string | undefined;
  #reload: NodeJS.Timeout | undefined;
  readonly #page = new ShownRegions<Region>();
  #context = '{}';
  /** A repeated request is ignored while the first one runs. */
  readonly #running = new Set<string>();

  constructor(panel: vscode.WebviewPanel, assets: PageAssets, host: PanelHost, state: PanelState) {
    super();
    // Does not dispose the panel: VS Code would not restore a page that closes during a reload.
    this.#panel = panel;
    this.#assets = assets;
    this.#host = host;
    this.#state = state;
    panel.webview.options = { enableScripts: true, localResourceRoots: [assets.folder] };
    this._register(panel.webview.onDidReceiveMessage((value: unknown) => this.#receive(value)));
    this._register(panel.onDidChangeViewState(() => this.#viewChanged()));
    this._register(panel.onDidDispose(() => this.dispose()));
    this._register({ dispose: () => clearTimeout(this.#reload) });
    this.#load();
  }

  get state(): PanelState {
    return this.#state;
  }

  get paperId(): string | undefined {
    return this.#paper()?.id;
  }

  get panel(): vscode.WebviewPanel {
    return this.#panel;
  }

  show(state: PanelState): void {
    this.#state = state;
    this.refresh();
    if (this.#panel.active) this.#host.activeChanged();
  }

  refresh(): void {
    if (this.disposed) return;
    const before = this.#shown;
    const { title, regions, context } = this.#content();
    const changed = this.#page.replace(regions);
    const arrived = this.#shown !== before;
    const same = changed.length === 0 && context === this.#context;
    if (same && !arrived && this.#sent === this.#state) return;
    this.#context = context;
    this.#page.advance();
    if (!this.#panel.visible) this.#load();
    else if (this.#page.isReady) this.#send(changed, arrived ? title : undefined);
    // A page that is not ready gets all changes when it sends `ready`. Does not load it again at once: a document
    // that VS Code gets before the `load` event of the previous one can stay hidden for good.
    else if (arrived) this.#reload ??= setTimeout(() => this.#load(), READY_WITHIN_MS);
  }

  /** Announces a message to screen readers. */
  announce(text: string): void {
    this.#post({ type: 'announce', text });
  }

  stepMatch(by: 1 | -1): void {
    this.#post({ type: 'stepMatch', by });
  }

  reveal(region: RegionName): void {
    this.#post({ type: 'reveal', region });
  }

  #paper(): Paper | undefined {
    return this.#host.paper(this.#state.paperId);
  }

  /** The tab of a removed paper keeps its title. */
  #content(): PageContent {
    const paper = this.#paper();
    this.#shown = paper?.id;
    if (!paper) {
      const title = this.#host.wholeTitle(this.#panel.title);
      const { locale } = this.#host;
      return { title, locale, regions: renderMissingPaper(title, locale), context: '{}' };
    }
    const view = this.#host.view(paper, this.#state);
    const tabTitle = this.#host.tabTitle(paper, this.#panel);
    if (tabTitle !== this.#panel.title) this.#panel.title = tabTitle;
    const context = menuContext(paper, view.stateOf(paper));
    return { title: paper.title, locale: view, regions: renderRegions(view), context };
  }

  #send(regions: readonly Region[], arrival?: string): void {
    this.#sent = this.#state;
    this.#post({
      type: 'show',
      revision: this.#page.revision,
      state: this.#state,
      regions,
      context: this.#context,
      ...(arrival !== undefined && { arrival }),
    });
  }

  #load(): void {
    const { title, locale, regions, context } = this.#content();
    const { webview } = this.#panel;
    this.#cancelReload();
    this.#page.replace(regions);
    this.#page.loaded();
    this.#loaded = this.#shown;
    this.#context = context;
    this.#sent = this.#state;
    webview.html = renderDocument(
      {
        title,
        language: locale.language,
        nonce: randomBytes(16).toString('base64'),
        script: webview.asWebviewUri(this.#assets.script).toString(),
        style: webview.asWebviewUri(this.#assets.style).toString(),
        revision: this.#page.revision,
        state: this.#state,
        context,
        t: locale.t,
      },
      regions,
    );
  }

  #viewChanged(): void {
    if (this.#panel.visible) return;
    // VS Code discards hidden pages. Reloads with the content shown last, not with the initial content.
    if (this.#page.hidden()) this.#load();
  }

  #receive(value: unknown): void {
    const message = parsePageMessage(value);
    if (!message || this.disposed) return;
    if (message.type === 'ready') {
      this.#pageReady(message.revision);
      return;
    }
    const acting = this.#actionFor(message);
    const key = JSON.stringify(message);
    if (!acting || this.#running.has(key)) return;
    this.#running.add(key);
    void acting().finally(() => this.#running.delete(key));
  }

  /** Returns `undefined` if the message does not concern the shown paper. */
  #actionFor(message: PaperMessage | MissingPaperRequest): (() => Promise<void>) | undefined {
    if (message.type === 'search' || message.type === 'refresh')
      return () => this.#host.searchForMissing(this.#host.wholeTitle(this.#panel.title), message.type);
    const paper = this.#paper();
    if (!paper || ('paperId' in message && message.paperId !== paper.id)) return undefined;
    return () => this.#host.handleMessage(message, paper, this);
  }

  #pageReady(revision: number): void {
    this.#cancelReload();
    const missing = this.#page.ready(revision);
    if (missing) this.#send(missing, this.#shown === this.#loaded ? undefined : this.#content().title);
    this.#loaded = this.#shown;
  }

  #cancelReload(): void {
    clearTimeout(this.#reload);
    this.#reload = undefined;
  }

  #post(message: HostMessage): void {
    if (!this.disposed) void this.#panel.webview.postMessage(message);
  }
}
