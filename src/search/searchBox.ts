import * as vscode from 'vscode';
import type { SearchHit } from '../core/index/searchHit';
import { inScope, isEmpty, parseQuery, type Query } from '../core/query/parseQuery';
import { inertMessage } from '../core/text/sanitize';
import { Disposing } from '../dispose';
import { Command } from '../ids';
import { Latest } from './latestRequest';
import { LiveList } from './liveList';
import {
  ARXIV,
  buttonsOf,
  CLONE,
  completionRow,
  correctionRow,
  failureRow,
  hitRow,
  NARROW,
  nearest,
  nothingFound,
  rowKey,
  WIDEN,
  type Row,
} from './pickRows';
import type { Offer } from './queryHelp';
import { QuickPickView, type RankedPick } from './quickPickView';
import type { BoxParts, BoxRequest } from './searchBoxTypes';

/** Maximum number of papers listed; beyond that another word is quicker than scrolling. */
const MOST_ROWS = 50;
/** Maximum number of filters offered to be removed. */
const MOST_WIDER = 3;
/** Maximum number of searches made to find these filters, on one keystroke. */
const MOST_TRIED = 6;
/** Delay before the progress bar shows, in milliseconds; for shorter searches it would only flicker. */
const BUSY_AFTER = 150;

/** What a query finds; if nothing, the queries with one filter less that find something. */
interface Answer {
  readonly hits: readonly SearchHit[];
  readonly wider: readonly Offer[];
}

/** The search box: answers as the user types, best first. Disposed when it closes. */
export class SearchBox extends Disposing {
  readonly #parts: BoxParts;
  readonly #request: BoxRequest;
  readonly #pick: RankedPick;
  readonly #list: LiveList<Row>;
  readonly #latest = new Latest();
  /** What is in the box, parsed once for each change. */
  #query: Query;
  #listed: readonly string[] = [];
  #wide = false;
  #loaded = false;

  constructor(parts: BoxParts, request: BoxRequest) {
    super();
    this.#parts = parts;
    this.#request = request;
    this.#query = parseQuery(request.text);
    const view = this.register(new QuickPickView(parts.order, parts.log));
    this.#pick = view.pick;
    this.#list = new LiveList(view, {
      key: rowKey,
      isAnswer: (row) => 'paperId' in row,
      act: (row, button) => (button === undefined ? this.#accept(row) : this.#pressed(row, button)),
    });
    this.#pick.placeholder = vscode.l10n.t(
      'Words, "a phrase", author:, topic:, has:code, year:2024, -without',
    );
    this.#pick.value = request.text;
    this.#pick.buttons = [WIDEN];
    this.register(this.#pick.onDidChangeValue((text) => this.#typed(text)));
    this.register(this.#pick.onDidChangeActive(([row]) => this.#list.focus(row)));
    this.register(this.#pick.onDidAccept(() => this.#list.accept()));
    this.register(
      this.#pick.onDidTriggerItemButton(({ button, item }) =>
        this.#list.press(item, buttonsOf(item).indexOf(button)),
      ),
    );
    this.register(this.#pick.onDidTriggerButton((button) => this.#widen(button === WIDEN)));
    this.register(this.#pick.onDidHide(() => this.dispose()));
    this.register(parts.papers.onDidChange(() => void this.#refresh()));
    this.register(parts.saved.onDidChange(() => void this.#refresh()));
    this.register(parts.help.onDidLearn(() => void this.#refresh()));
    this.register({ dispose: () => this.#latest.cancel() });
    this.register({ dispose: () => request.closed(this.#query.text) });
    this.#list.ask();
    void this.#refresh();
    void parts.papers.ready.then(() => {
      this.#loaded = true;
      if (!this.disposed) void this.#refresh();
    });
    this.#pick.show();
  }

  #typed(text: string): void {
    const query = parseQuery(text);
    // VS Code also reports a text that was put into the box by code.
    if (query.text === this.#query.text) return;
    this.#query = query;
    this.#list.ask();
    void this.#refresh();
  }

  #widen(wide: boolean): void {
    this.#wide = wide;
    this.#pick.buttons = [wide ? NARROW : WIDEN];
    this.#list.ask();
    void this.#refresh();
  }

  async #refresh(): Promise<void> {
    const query = this.#query;
    const loaded = this.#loaded;
    this.#pick.title = this.#title(query);
    // The rows before stay until the new ones are there, so that nothing flickers.
    const timer = setTimeout(() => (this.#pick.busy = true), BUSY_AFTER);
    const outcome = await this.#latest.run((signal) => this.#answer(query, signal));
    clearTimeout(timer);
    if (this.disposed || outcome.kind === 'stale') return;
    this.#pick.busy = false;
    if (outcome.kind === 'answer') this.#show(query, outcome.value, loaded);
    else this.#showFailure(outcome.error);
  }

  async #answer(query: Query, signal: AbortSignal): Promise<Answer> {
    const { papers, help } = this.#parts;
    const options = {
      typing: !this.#wide,
      explore: this.#wide,
      // Rows get their topics later, when the library has assigned them.
      early: true,
      signal,
    };
    const search = (asked: Query, limit: number): Promise<readonly SearchHit[]> =>
      papers.search(this.#scoped(asked), { ...options, limit });
    const hits = this.#withFirst(query, await search(query, MOST_ROWS));
    const wider: Offer[] = [];
    for (const offer of hits.length === 0 ? help.widen(query).slice(0, MOST_TRIED) : []) {
      if (wider.length === MOST_WIDER) break;
      if ((await search(parseQuery(offer.text), 1)).length > 0) wider.push(offer);
    }
    return { hits, wider };
  }

  #scoped(query: Query): Query {
    return this.#request.scope === undefined ? query : inScope(query, this.#request.scope);
  }

  #withFirst(query: Query, hits: readonly SearchHit[]): readonly SearchHit[] {
    const { first } = this.#request;
    const paper = first === undefined || !isEmpty(query) ? undefined : this.#parts.papers.paper(first);
    if (paper === undefined) return hits;
    return [{ paper, score: 0, terms: [] }, ...hits.filter((hit) => hit.paper.id !== paper.id)];
  }

  #title(query: Query): string {
    const words = this.#parts.help.describe(query);
    const { title, scope } = this.#request;
    const plain = words === '' ? title : scope === undefined ? words : `${title}: ${words}`;
    return this.#wide ? vscode.l10n.t('{0} (widened)', inertMessage(plain)) : inertMessage(plain);
  }

  #show(query: Query, { hits, wider }: Answer, loaded: boolean): void {
    const { papers, saved, help } = this.#parts;
    const labels = new Map(papers.topics().map(({ id, label }) => [id, label]));
    const rows = hits.map((hit) =>
      hitRow(hit, {
        excerpt: help.reason(query, hit),
        topicLabel: (id) => labels.get(id) ?? id,
        saved: saved.isSaved(hit.paper.id),
        canClone: this.#request.scope === undefined,
      }),
    );
    const completions = help.complete(query).map(completionRow);
    const corrections = help.correct(query).map(correctionRow);
    const found = rows.length > 0 ? rows : nothingFound(query.text, wider, this.#request.scope?.text);
    this.#listed = rows.map(({ paperId }) => paperId);
    const items: readonly Row[] = [...corrections, ...completions, ...found];
    // Enter opens the best paper; a completion above it is one arrow key away. A filter that is half typed comes first.
    const completion = help.isHalfTyped(query) ? completions[0] : undefined;
    this.#list.answer(items, completion ?? rows[0] ?? nearest(items), loaded);
  }

  #showFailure(error: unknown): void {
    this.#parts.log.error('The search failed.', error);
    this.#listed = [];
    this.#list.answer([failureRow()], undefined);
  }

  #accept(row: Row): void {
    if ('note' in row) return;
    if ('becomes' in row) {
      this.#pick.value = row.becomes;
      this.#typed(row.becomes);
      return;
    }
    const query = this.#query.text;
    const listed = this.#listed;
    this.#pick.hide();
    if ('paperId' in row) this.#request.chosen(row.paperId, query, listed);
    else if ('opens' in row) void vscode.env.openExternal(row.opens);
    else void vscode.commands.executeCommand(row.command);
  }

  #pressed(row: Row, position: number): void {
    if (!('paperId' in row)) return;
    switch (buttonsOf(row)[position]) {
      case undefined:
        return;
      case CLONE:
        this.#pick.hide();
        return void vscode.commands.executeCommand(Command.cloneRepository, row.paperId);
      case ARXIV:
        return void vscode.commands.executeCommand(Command.openArxiv, row.paperId);
      default:
        return void vscode.commands.executeCommand(Command.toggleSaved, row.paperId);
    }
  }
}
