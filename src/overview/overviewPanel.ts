import { randomBytes } from 'node:crypto';
import type * as vscode from 'vscode';
import type { Locale } from '../core/lang/translator';
import {
  parseOverviewMessage,
  type OverviewHostMessage,
  type OverviewMessage,
  type OverviewRegion,
  type OverviewState,
} from '../core/overview/overviewProtocol';
import { Disposable } from '../dispose';
import type { PageAssets } from '../pages/assets';
import { ShownRegions } from '../pages/shownRegions';
import { overviewDocument, overviewRegions, overviewTitle, summaryText } from './page/overviewPage';
import type { OverviewContent, OverviewView } from './page/overviewView';

export interface OverviewHost {
  readonly locale: Locale;
  /** Counts the papers that match a state. Rejects only when aborted. */
  count(state: OverviewState, signal: AbortSignal): Promise<OverviewContent>;
  topicLabel(id: string): string;
  handle(request: OverviewRequest, view: OverviewView): Promise<void>;
}

/** A message that does not change the page's state. */
export type OverviewRequest = Extract<OverviewMessage, { type: 'showPapers' | 'export' | 'refresh' }>;

/** A webview panel with the overview of the papers of a query. */
export class OverviewPanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #assets: PageAssets;
  readonly #host: OverviewHost;
  #state: OverviewState;
  /** What the page shows, or will show once it is loaded. */
  #view: OverviewView | undefined;
  readonly #shown = new ShownRegions<OverviewRegion>();
  #counting: AbortController | undefined;
  /** True if the user requested the next content, so that screen readers announce it. */
  #announces = false;

  constructor(panel: vscode.WebviewPanel, assets: PageAssets, host: OverviewHost, state: OverviewState) {
    super();
    this.#panel = panel;
    this.#assets = assets;
    this.#host = host;
    this.#state = state;
    panel.webview.options = { enableScripts: true, localResourceRoots: [assets.folder] };
    this._register(panel.webview.onDidReceiveMessage((value: unknown) => void this.#receive(value)));
    this._register(panel.onDidChangeViewState(() => this.#viewChanged()));
    this._register(panel.onDidDispose(() => this.dispose()));
    this._register({ dispose: () => this.#counting?.abort() });
    void this.refresh();
  }

  get panel(): vscode.WebviewPanel {
    return this.#panel;
  }

  get state(): OverviewState {
    return this.#state;
  }

  async refresh(): Promise<void> {
    this.#counting?.abort();
    const counting = new AbortController();
    this.#counting = counting;
    const state = this.#state;
    const { locale } = this.#host;
    const topicLabel = (id: string): string => this.#host.topicLabel(id);
    let content: OverviewContent;
    try {
      content = await this.#host.count(state, counting.signal);
    } catch (error) {
      if (counting.signal.aborted) return;
      throw error;
    }
    if (counting.signal.aborted || this.disposed) return;
    this.#show({ ...locale, topicLabel, state, content });
  }

  #show(view: OverviewView): void {
    const before = this.#view;
    const changed = this.#shown.replace(overviewRegions(view));
    this.#view = view;
    this.#panel.title = overviewTitle(view);
    if (before?.state === view.state && changed.length === 0) return;
    this.#shown.advance();
    if (before === undefined || !this.#panel.visible) this.#load(view);
    else if (this.#shown.isReady) this.#send(changed, view);
  }

  #send(regions: readonly OverviewRegion[], view: OverviewView): void {
    const announces = this.#announces;
    this.#announces = false;
    this.#post({
      type: 'show',
      revision: this.#shown.revision,
      state: view.state,
      regions: [...regions],
      ...(announces && { announcement: summaryText(view) }),
    });
  }

  #load(view: OverviewView): void {
    const { webview } = this.#panel;
    this.#shown.loaded();
    this.#announces = false;
    webview.html = overviewDocument(
      {
        nonce: randomBytes(16).toString('base64'),
        script: webview.asWebviewUri(this.#assets.script).toString(),
        style: webview.asWebviewUri(this.#assets.style).toString(),
        revision: this.#shown.revision,
      },
      view,
      this.#shown.regions,
    );
  }

  #viewChanged(): void {
    if (this.#panel.visible || !this.#view) return;
    // VS Code discards hidden pages. Reloads with the content shown last, not with the initial content.
    if (this.#shown.hidden()) this.#load(this.#view);
  }

  async #receive(value: unknown): Promise<void> {
    const message = parseOverviewMessage(value);
    if (!message || this.disposed) return;
    switch (message.type) {
      case 'ready':
        this.#pageReady(message.revision);
        break;
      case 'setQuery':
        await this.#setState({ ...this.#state, query: message.query.trimStart() });
        break;
      case 'setUnit':
        await this.#setState({ ...this.#state, unit: message.unit });
        break;
      case 'showPapers':
      case 'export':
      case 'refresh':
        if (this.#view) await this.#host.handle(message, this.#view);
    }
  }

  async #setState(state: OverviewState): Promise<void> {
    this.#state = state;
    this.#announces = true;
    await this.refresh();
  }

  #pageReady(revision: number): void {
    const missing = this.#shown.ready(revision);
    if (missing && this.#view) this.#send(missing, this.#view);
  }

  #post(message: OverviewHostMessage): void {
    if (!this.disposed) void this.#panel.webview.postMessage(message);
  }
}
