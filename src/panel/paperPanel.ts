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
import type { PageAssets } from './assets';
import { renderDocument, renderRegions } from './page/document';
import { renderMissingPaper } from './page/document';
import { menuContext, type PageView, type Locale } from './page/view';

/** A request of a page about its paper. */
export type PaperMessage = Exclude<PageMessage, MissingPaperRequest | { type: 'ready' }>;

/** Dependencies of a panel. */
export interface PanelHost {
  /** All that the page of this paper shows; asked again whenever something may have changed. */
  view(paper: Paper, state: PanelState): PageView;
  readonly locale: Locale;
  paper(id: string): Paper | undefined;
  /** Returns the title for the tab of a paper. */
  tabTitle(paper: Paper, panel: vscode.WebviewPanel): string;
  /** Returns the whole title of the paper that a tab of this title showed. */
  wholeTitle(tabTitle: string): string;
  /** The active panel shows something else than before. */
  activeChanged(): void;
  /** Acts on a request of the page, which is already known to be about the paper that it shows. */
  handleMessage(request: PaperMessage, paper: Paper, panel: PaperPanel): Promise<void>;
  /** Looks for a paper that the library does not have. */
  searchForMissing(title: string, how: MissingPaperRequest['type']): Promise<void>;
}

/** What a page shows, and what its document is made of. */
interface PageContent {
  readonly title: string;
  readonly locale: Locale;
  readonly regions: readonly Region[];
  readonly context: string;
}

/** One webview panel and the paper that it shows; a paper that the library does not have is named as missing. */
export class PaperPanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #assets: PageAssets;
  readonly #host: PanelHost;
  #state: PanelState;
  /** The paper that the page shows; undefined where the library does not have it. */
  #shown: string | undefined;
  /** The state last sent to the page. */
  #sent: PanelState | undefined;
  #revision = 0;
  /** The revision and content of the HTML that the page is loaded from. */
  #loaded: { readonly revision: number; readonly regions: readonly Region[] } | undefined;
  #regions: readonly Region[] = [];
  /** Value of the page's `data-vscode-context`. */
  #context = '{}';
  /** The page listens: it said `ready` and was not hidden since. */
  #ready = false;
  /** Running requests. A repeated request is ignored while the first one runs. */
  readonly #running = new Set<string>();

  constructor(panel: vscode.WebviewPanel, assets: PageAssets, host: PanelHost, state: PanelState) {
    super();
    // Not disposed with this: a page that closed while the window reloads would not come back after it.
    this.#panel = panel;
    this.#assets = assets;
    this.#host = host;
    this.#state = state;
    panel.webview.options = { enableScripts: true, localResourceRoots: [assets.folder] };
    this._register(panel.webview.onDidReceiveMessage((value: unknown) => this.#receive(value)));
    this._register(panel.onDidChangeViewState(() => this.#viewChanged()));
    this._register(panel.onDidDispose(() => this.dispose()));
    this.#load();
  }

  get state(): PanelState {
    return this.#state;
  }

  /** Id of the paper that the page shows; undefined where the library does not have it. */
  get paperId(): string | undefined {
    return this.#paper()?.id;
  }

  get panel(): vscode.WebviewPanel {
    return this.#panel;
  }

  /** Shows another paper, or the same one with other words marked, another list, kept or not. */
  show(state: PanelState): void {
    this.#state = state;
    this.refresh();
    if (this.#panel.active) this.#host.activeChanged();
  }

  /** Updates the changed regions; does nothing if the page would look the same. */
  refresh(): void {
    if (this.disposed) return;
    const before = this.#shown;
    const { title, regions, context } = this.#content();
    const changed = regions.filter(({ html }, at) => html !== this.#regions[at]?.html);
    const arrived = this.#shown !== before;
    const same = changed.length === 0 && context === this.#context;
    if (same && !arrived && this.#sent === this.#state) return;
    this.#context = context;
    this.#regions = regions;
    this.#revision += 1;
    // A page that does not listen yet hears of it when it is ready; where no script runs it never is.
    if (!this.#panel.visible || (arrived && !this.#ready)) this.#load();
    else if (this.#ready) this.#send(changed, arrived ? title : undefined);
  }

  /** Announces a message in the page's live region, for screen readers. */
  announce(text: string): void {
    this.#post({ type: 'announce', text });
  }

  /** Goes to the next or the previous marked word. */
  stepMatch(by: 1 | -1): void {
    this.#post({ type: 'stepMatch', by });
  }

  /** Scrolls to a part of the page and puts the focus there. */
  reveal(region: RegionName): void {
    this.#post({ type: 'reveal', region });
  }

  #paper(): Paper | undefined {
    return this.#host.paper(this.#state.paperId);
  }

  /** What the page shows now; a tab keeps the title of a paper that is gone. */
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
      revision: this.#revision,
      state: this.#state,
      regions,
      context: this.#context,
      ...(arrival !== undefined && { arrival }),
    });
  }

  /** Writes the whole document, which reloads the page. */
  #load(): void {
    const { title, locale, regions, context } = this.#content();
    const { webview } = this.#panel;
    this.#regions = regions;
    this.#context = context;
    this.#loaded = { revision: this.#revision, regions };
    this.#sent = this.#state;
    this.#ready = false;
    webview.html = renderDocument(
      {
        title,
        language: locale.language,
        nonce: randomBytes(16).toString('base64'),
        script: webview.asWebviewUri(this.#assets.script).toString(),
        style: webview.asWebviewUri(this.#assets.style).toString(),
        revision: this.#revision,
        state: this.#state,
        context,
        t: locale.t,
      },
      regions,
    );
  }

  #viewChanged(): void {
    if (this.#panel.visible) return;
    // VS Code discards hidden pages. Reload with the content shown last, not with the initial content.
    this.#ready = false;
    if (this.#loaded?.revision !== this.#revision) this.#load();
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

  /** Returns the action for a message; undefined if it is not about the paper that is shown. */
  #actionFor(message: PaperMessage | MissingPaperRequest): (() => Promise<void>) | undefined {
    if (message.type === 'search' || message.type === 'refresh')
      return () => this.#host.searchForMissing(this.#host.wholeTitle(this.#panel.title), message.type);
    const paper = this.#paper();
    if (!paper || ('paperId' in message && message.paperId !== paper.id)) return undefined;
    return () => this.#host.handleMessage(message, paper, this);
  }

  #pageReady(revision: number): void {
    this.#ready = true;
    if (revision === this.#revision) return;
    const known = this.#loaded?.revision === revision ? this.#loaded.regions : [];
    this.#send(this.#regions.filter(({ html }, at) => html !== known[at]?.html));
  }

  #post(message: HostMessage): void {
    if (!this.disposed) void this.#panel.webview.postMessage(message);
  }
}
