import * as vscode from 'vscode';
import { parseQuery, type Query } from '../core/query/parseQuery';
import { escapeMessage } from '../core/text/sanitize';
import { Disposable } from '../dispose';
import { Command } from '../ids';
import { answerQuery, type Answer } from './answerQuery';
import { HubOffer } from './hubOffer';
import { boxRows } from './rows/boxRows';
import { LatestRequest } from './latestRequest';
import { DeferredEnterList } from './deferredEnter';
import {
  ADD_PAPER,
  ARXIV,
  CLONE,
  REMOVE_PAPER,
  SAVE_SEARCH,
  EXACT_SEARCH,
  EXPAND_SEARCH,
} from './rows/rowButtons';
import { buttonsOf, failureRow, rowKey, type Row } from './rows/row';
import { QuickPickView, type RankedPick } from './quickPickView';
import type { SearchBoxDeps, SearchBoxOptions } from './searchBoxTypes';

/** Delay before the progress bar is shown, in ms. It would flicker in shorter searches. */
const BUSY_AFTER_MS = 150;

/** Answers as the user types, best first. Disposed when it closes. */
export class SearchBox extends Disposable {
  readonly #parts: SearchBoxDeps;
  readonly #request: SearchBoxOptions;
  readonly #pick: RankedPick;
  readonly #list: DeferredEnterList<Row>;
  readonly #requests = new LatestRequest();
  /** Query of the current text, parsed once per change. */
  #query: Query;
  #listed: readonly string[] = [];
  readonly #beyond: HubOffer;
  /** `loaded`: whether the answer covers the whole library. */
  #answered: { readonly query: Query; readonly answer: Answer; readonly loaded: boolean } | undefined;
  #expanded = false;
  #loaded = false;

  constructor(parts: SearchBoxDeps, request: SearchBoxOptions) {
    super();
    this.#parts = parts;
    this.#request = request;
    this.#query = parseQuery(request.text);
    this.#beyond = new HubOffer(parts.hub, parts.log, () => this.#render());
    const view = this._register(new QuickPickView(parts.order, parts.log));
    this.#pick = view.pick;
    this.#list = new DeferredEnterList(view, {
      key: rowKey,
      isAnswer: (row) => 'paperId' in row,
      act: (row, button) => (button === undefined ? this.#accept(row) : this.#pressed(row, button)),
    });
    this.#pick.placeholder = request.several
      ? vscode.l10n.t('Words, "a phrase", author:, topic:. Ctrl/Cmd+Enter picks several papers.')
      : vscode.l10n.t('Words, "a phrase", author:, topic:, has:code, year:2024, -without');
    this.#pick.value = request.text;
    this.#pick.buttons = this.#buttons();
    this._register(this.#pick.onDidChangeValue((text) => this.#typed(text)));
    this._register(this.#pick.onDidChangeActive(([row]) => this.#list.focus(row)));
    this._register(this.#pick.onDidAccept(() => this.#list.accept()));
    this._register(
      this.#pick.onDidTriggerItemButton(({ button, item }) =>
        this.#list.press(item, buttonsOf(item).indexOf(button)),
      ),
    );
    this._register(this.#pick.onDidTriggerButton((button) => this.#pressedTitle(button)));
    this._register(this.#pick.onDidHide(() => this.dispose()));
    this._register(parts.papers.onDidChange(() => void this.#refresh()));
    this._register(parts.texts.onDidChange(() => void this.#refresh()));
    this._register(parts.saved.onDidChange(() => void this.#refresh()));
    this._register(parts.help.onDidUpdate(() => void this.#refresh()));
    this._register({ dispose: () => this.#requests.cancel() });
    this._register({ dispose: () => this.#beyond.forget() });
    this._register({ dispose: () => request.closed(this.#query.text) });
    this.#list.startQuery();
    void this.#refresh();
    void parts.papers.ready.then(() => {
      this.#loaded = true;
      if (!this.disposed) void this.#refresh();
    });
    this.#pick.show();
  }

  /** Presses the first button of the focused row, which chooses the paper or removes it. */
  pickAnother(): void {
    if (this.#request.several && !this.disposed) this.#list.accept(0);
  }

  searchHub(): void {
    if (this.#request.beyond === true && !this.disposed) void this.#beyond.search(this.#query);
  }

  #typed(text: string): void {
    const query = parseQuery(text);
    // VS Code also fires this event for text set by code.
    if (query.text === this.#query.text) return;
    this.#query = query;
    this.#beyond.forget();
    this.#list.startQuery();
    void this.#refresh();
  }

  #buttons(): readonly vscode.QuickInputButton[] {
    const expand = this.#expanded ? EXACT_SEARCH : EXPAND_SEARCH;
    return this.#request.canSave === true ? [expand, SAVE_SEARCH] : [expand];
  }

  #pressedTitle(button: vscode.QuickInputButton): void {
    if (button !== SAVE_SEARCH) {
      this.#setExpanded(button === EXPAND_SEARCH);
      return;
    }
    const text = this.#query.text.trim();
    this.#pick.hide();
    // With an empty box, the command saves what the user types next.
    void vscode.commands.executeCommand(Command.saveSearch, text === '' ? undefined : text);
  }

  #setExpanded(expanded: boolean): void {
    this.#expanded = expanded;
    this.#pick.buttons = this.#buttons();
    this.#list.startQuery();
    void this.#refresh();
  }

  async #refresh(): Promise<void> {
    const query = this.#query;
    const loaded = this.#loaded;
    this.#pick.title = this.#title(query);
    // Keeps the old rows until the new ones are ready, to avoid flicker.
    const timer = setTimeout(() => (this.#pick.busy = true), BUSY_AFTER_MS);
    const outcome = await this.#requests.run((signal) =>
      answerQuery(this.#parts, this.#request, query, { expanded: this.#expanded, signal }),
    );
    clearTimeout(timer);
    if (this.disposed || outcome.kind === 'stale') return;
    this.#pick.busy = false;
    this.#answered = outcome.kind === 'answer' ? { query, answer: outcome.value, loaded } : undefined;
    if (outcome.kind === 'answer') this.#render();
    else this.#showFailure(outcome.error);
  }

  #title(query: Query): string {
    const words = this.#parts.help.describe(query);
    const { title, scope, several } = this.#request;
    const count = several?.ids.length ?? 0;
    const named = count === 0 ? title : vscode.l10n.t('{0}: {1} chosen', title, count);
    const plain = words === '' ? named : scope === undefined && !several ? words : `${named}: ${words}`;
    return this.#expanded ? vscode.l10n.t('{0} (widened)', escapeMessage(plain)) : escapeMessage(plain);
  }

  /** Shows the last answer and Hugging Face's results, unless the text has changed. */
  #render(): void {
    if (this.disposed || this.#answered?.query !== this.#query) return;
    const { query, answer: found, loaded } = this.#answered;
    const offers = this.#request.beyond === true && loaded;
    const beyond = offers ? this.#beyond.state(query, found.hits.length) : undefined;
    const { rows, first, papers } = boxRows(this.#parts, this.#request, query, found, loaded, beyond);
    this.#listed = papers;
    this.#pick.busy = beyond?.kind === 'searching';
    this.#list.answer(rows, first, loaded);
  }

  #showFailure(error: unknown): void {
    this.#parts.log.error('The search failed.', error);
    this.#listed = [];
    this.#list.answer([failureRow()], undefined);
  }

  #accept(row: Row): void {
    if ('note' in row) return;
    if ('asksHub' in row) {
      this.searchHub();
      return;
    }
    if ('becomes' in row) {
      this.#typed((this.#pick.value = row.becomes));
      return;
    }
    this.#pick.hide();
    if ('paperId' in row) this.#request.chosen(row.paperId, this.#query.text, this.#listed);
    else if ('opens' in row) void vscode.env.openExternal(row.opens);
    else void vscode.commands.executeCommand(row.command, row.argument);
  }

  #choose(id: string): void {
    this.#request.several?.toggle(id);
    this.#query = parseQuery((this.#pick.value = ''));
    // Enter on a chosen row adds no other paper.
    this.#list.startQuery(false);
    void this.#refresh();
  }

  #pressed(row: Row, position: number): void {
    if (!('paperId' in row)) return;
    switch (buttonsOf(row)[position]) {
      case undefined:
        return;
      case CLONE:
        this.#pick.hide();
        return void vscode.commands.executeCommand(Command.cloneRepository, row.paperId);
      case ADD_PAPER:
      case REMOVE_PAPER:
        this.#choose(row.paperId);
        return;
      case ARXIV:
        return void vscode.commands.executeCommand(Command.openArxiv, row.paperId);
      default:
        return void vscode.commands.executeCommand(Command.toggleSaved, row.paperId);
    }
  }
}
