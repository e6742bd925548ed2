import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { cellCount, cellQuery } from '../core/overview/cellQuery';
import { countPapers } from '../core/overview/countPapers';
import {
  parseOverviewState,
  type OverviewFormat,
  type OverviewState,
} from '../core/overview/overviewProtocol';
import { isEmpty, parseQuery } from '../core/query/parseQuery';
import { asksForMarks } from '../core/query/queryNeeds';
import { Disposable } from '../dispose';
import type { Event } from '../emitter';
import { fileNameOf, saveExport } from '../exportFile';
import { Command, OVERVIEW_TYPE } from '../ids';
import type { Catalogue } from '../library/catalogue';
import type { Log } from '../log';
import { messageLocale } from '../messageLocale';
import { notify } from '../notify';
import { MAX_HITS } from '../papers/searchLimit';
import { readAssets, type PageAssets } from '../pages/assets';
import { tabIcon } from '../pages/tabIcon';
import { overviewCsv, overviewSvg } from './exportFormats';
import { OverviewPanel, type OverviewRequest } from './overviewPanel';
import type { OverviewContent, OverviewView } from './page/overviewView';

export interface OverviewDeps {
  readonly catalogue: Pick<Catalogue, 'ready' | 'status' | 'papers' | 'search' | 'topics' | 'onDidChange'>;
  /** Fires when marks or notes change, which queries such as `is:saved` read. */
  readonly states: { readonly onDidChange: Event<unknown> };
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
}

/** The tabs with overviews. Loaded with the first one. */
export class OverviewPart extends Disposable {
  readonly #deps: OverviewDeps;
  readonly #panels = new Set<OverviewPanel>();
  #assets: Promise<PageAssets> | undefined;

  constructor(deps: OverviewDeps) {
    super();
    this.#deps = deps;
    const { catalogue, states } = deps;
    this._register(catalogue.onDidChange(() => this.#refresh(() => true)));
    this._register(
      states.onDidChange(() => this.#refresh(({ state }) => asksForMarks(parseQuery(state.query)))),
    );
    this._register({ dispose: () => [...this.#panels].forEach((panel) => panel.dispose()) });
  }

  /** Shows the overview of a query (empty: the whole library) in its open tab or a new one. */
  async show(query: string): Promise<void> {
    // Keeps a space at the end, which completes the last word.
    const wanted = query.trimStart();
    const existing = [...this.#panels].find(({ state }) => meansSame(state.query, wanted));
    if (existing) {
      existing.panel.reveal();
      return;
    }
    const assets = await this.#readAssets();
    if (this.disposed) return;
    const { t } = vscode.l10n;
    const panel = vscode.window.createWebviewPanel(OVERVIEW_TYPE, t('Overview'), vscode.ViewColumn.Active, {
      enableFindWidget: true,
    });
    this.#adopt(panel, assets, parseOverviewState({ query: wanted }));
  }

  /** Restores a tab after a reload, even from an invalid state. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const assets = await this.#readAssets();
    if (this.disposed) panel.dispose();
    else this.#adopt(panel, assets, parseOverviewState(state));
  }

  #adopt(panel: vscode.WebviewPanel, assets: PageAssets, state: OverviewState): void {
    panel.iconPath = tabIcon(this.#deps.extensionUri, 'overview');
    const labels = (): Map<string, string> =>
      new Map(this.#deps.catalogue.topics().map(({ id, label }) => [id, label]));
    const adopted = new OverviewPanel(
      panel,
      assets,
      {
        locale: messageLocale(),
        count: (wanted, signal) => this.#count(wanted, signal),
        topicLabel: (id) => labels().get(id) ?? id,
        handle: (request, view) => this.#handle(request, view),
      },
      state,
    );
    this.#panels.add(adopted);
    panel.onDidDispose(() => this.#panels.delete(adopted));
  }

  async #count({ query, unit }: OverviewState, signal: AbortSignal): Promise<OverviewContent> {
    const { catalogue, log } = this.#deps;
    try {
      await catalogue.ready;
      signal.throwIfAborted();
      const parsed = parseQuery(query);
      const papers = isEmpty(parsed)
        ? catalogue.papers()
        : (await catalogue.search(parsed, { signal })).map(({ paper }) => paper);
      if (catalogue.status.kind === 'failed') return { kind: 'failed' };
      const topicIds = catalogue.topics().map(({ id }) => id);
      return { kind: 'counts', overview: countPapers(papers, topicIds, unit) };
    } catch (error) {
      signal.throwIfAborted();
      log.error('The papers of an overview could not be counted.', error);
      return { kind: 'failed' };
    }
  }

  async #handle(request: OverviewRequest, view: OverviewView): Promise<void> {
    if (request.type === 'refresh') {
      await vscode.commands.executeCommand(Command.refresh);
      return;
    }
    if (view.content.kind !== 'counts') return;
    const { overview } = view.content;
    if (request.type === 'export') {
      await this.#export(request.format, view);
      return;
    }
    const query = cellQuery(overview, view.state.query, request);
    if (query === undefined) return;
    const isLong = cellCount(overview, request) > MAX_HITS;
    await vscode.commands.executeCommand(isLong ? Command.filterLibrary : Command.search, query);
  }

  async #export(format: OverviewFormat, view: OverviewView): Promise<void> {
    if (view.content.kind !== 'counts') return;
    const { overview } = view.content;
    const text = format === 'svg' ? overviewSvg(overview, view) : overviewCsv(overview, view);
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const file = {
      textFor: () => text,
      name: 'papers-overview',
      extension: format,
      label: format.toUpperCase(),
    };
    const saved = await saveExport(file, folder, this.#deps.log);
    if (saved === undefined) return;
    const name = fileNameOf(saved.uri);
    await notify('info', vscode.l10n.t('The overview was saved in “{0}”.', name), {
      label: vscode.l10n.t('Open'),
      run: () => vscode.commands.executeCommand('vscode.open', saved.uri),
    });
  }

  #refresh(isConcerned: (panel: OverviewPanel) => boolean): void {
    for (const panel of this.#panels) if (isConcerned(panel)) void panel.refresh();
  }

  #readAssets(): Promise<PageAssets> {
    return (this.#assets ??= readAssets(this.#deps.extensionUri, 'overview'));
  }
}

/** Returns whether two queries find the same papers. A final space matters only after a word that it completes. */
function meansSame(one: string, other: string): boolean {
  const [a, b] = [parseQuery(one), parseQuery(other)];
  return a.sort === b.sort && isDeepStrictEqual(a.clauses, b.clauses);
}
