import * as vscode from 'vscode';
import { inertMessage } from '../core/text/sanitize';
import type { SearchHit, SearchOptions } from '../core/index/searchHit';
import { Disposing } from '../dispose';
import { Command } from '../ids';
import type { Subscribe } from '../emitter';
import type { Log } from '../log';
import type { OpenPaperOptions } from '../paperArgument';
import { CLONE, NARROW, WIDEN } from './pickRows';
import { Latest } from './latestRequest';
import {
  failureRow,
  hitRow,
  nearest,
  noteRow,
  nothingFound,
  offerRow,
  type Note,
  type Offer,
  type Row,
} from './pickRows';
import { keptSelection } from './paperRow';

/** Most rows that are shown: past that, another word is quicker than scrolling. */
const MOST_ROWS = 50;

/** Most filters that are offered to be taken away. */
const MOST_WIDER = 3;

/** Most filters that are tried for it: each is a search of its own, on a keystroke. */
const MOST_TRIED = 6;

/** Milliseconds before a search that is still running shows the progress bar; below it would only flicker. */
const BUSY_AFTER = 150;

/** What the search needs from the library. */
export interface Searchable {
  search(
    query: string,
    options: SearchOptions & { readonly signal: AbortSignal; readonly early: boolean },
  ): Promise<readonly SearchHit[]>;
  topics(): readonly { readonly id: string; readonly label: string }[];
  readonly onDidChange: Subscribe<void>;
}

/** What a text says beyond its answers: the query in words, the sentence to show, what may be typed next. */
export interface QueryHelp {
  /** The query in words, or an empty string when it says no more than what was typed. */
  describe(text: string): string;
  /** For each answer to a text, the piece of the paper that shows best why it matched. */
  reasons(text: string): (hit: SearchHit) => string;
  /** What the last word may become, as the whole text after it was taken. */
  complete(text: string): readonly Offer[];
  /** More completions are known. */
  readonly onDidLearn: Subscribe<void>;
  /** What was probably not meant as it was typed; one without a text is only said. */
  correct(text: string): readonly (Note & { readonly text?: string })[];
  /** The query with one filter less, for when nothing matches. */
  widen(text: string): readonly Offer[];
}

/** What a text finds; where that is nothing, what a little less of it would find. */
interface Answer {
  readonly hits: readonly SearchHit[];
  readonly wider: readonly Offer[];
}

/** `sortByLabel` is not in the published types, but every host reads it; without it the best answer is not first. */
type RankedPick = vscode.QuickPick<Row> & { sortByLabel: boolean };

/** The search box of the command palette: live answers, best first; disposed when it is closed. */
export class SearchPick extends Disposing {
  readonly #papers: Searchable;
  readonly #help: QueryHelp;
  readonly #log: Log;
  readonly #pick: RankedPick;
  readonly #latest = new Latest();
  #listed: readonly string[] = [];
  #wide = false;

  constructor(papers: Searchable, help: QueryHelp, log: Log, text: string) {
    super();
    this.#papers = papers;
    this.#help = help;
    this.#log = log;
    this.#pick = this.register(vscode.window.createQuickPick<Row>() as RankedPick);
    this.#pick.sortByLabel = false;
    this.#pick.matchOnDescription = false;
    this.#pick.matchOnDetail = false;
    this.#pick.placeholder = vscode.l10n.t(
      'Words, "a phrase", author:, topic:, has:code, year:2024, -without',
    );
    this.#pick.value = text;
    this.register(this.#pick.onDidChangeValue(() => void this.#refresh()));
    this.register(this.#pick.onDidAccept(() => this.#accept()));
    this.register(this.#pick.onDidTriggerItemButton(({ button, item }) => this.#pressed(button, item)));
    this.#pick.buttons = [WIDEN];
    this.register(this.#pick.onDidTriggerButton((button) => this.#widen(button === WIDEN)));
    this.register(this.#pick.onDidHide(() => this.dispose()));
    this.register(papers.onDidChange(() => void this.#refresh()));
    this.register(help.onDidLearn(() => this.#learned()));
    this.register({ dispose: () => this.#latest.cancel() });
    void this.#refresh();
    this.#pick.show();
  }

  #widen(wide: boolean): void {
    this.#wide = wide;
    this.#pick.buttons = [wide ? NARROW : WIDEN];
    void this.#refresh();
  }

  #learned(): void {
    if (this.#help.complete(this.#pick.value).length > 0) void this.#refresh();
  }

  async #refresh(): Promise<void> {
    const text = this.#pick.value;
    this.#pick.title = this.#title(text);
    // The old list stays until the new one is there, so that nothing flickers.
    const timer = setTimeout(() => (this.#pick.busy = true), BUSY_AFTER);
    const outcome = await this.#latest.run((signal) => this.#answer(text, signal));
    clearTimeout(timer);
    if (this.disposed || outcome.kind === 'stale') return;
    this.#pick.busy = false;
    if (outcome.kind === 'answer') this.#show(text, outcome.value);
    else this.#showFailure(outcome.error);
  }

  async #answer(text: string, signal: AbortSignal): Promise<Answer> {
    const options = {
      typing: !this.#wide,
      explore: this.#wide,
      // Rows learn their topics a moment later, when the library says that it has them.
      early: true,
      signal,
    };
    const hits = await this.#papers.search(text, { ...options, limit: MOST_ROWS });
    const wider: Offer[] = [];
    for (const offer of hits.length === 0 ? this.#help.widen(text).slice(0, MOST_TRIED) : []) {
      if (wider.length === MOST_WIDER) break;
      if ((await this.#papers.search(offer.text, { ...options, limit: 1 })).length > 0) wider.push(offer);
    }
    return { hits, wider };
  }

  #title(text: string): string {
    const words = this.#help.describe(text);
    const title = words === '' ? vscode.l10n.t('Search Papers') : inertMessage(words);
    return this.#wide ? vscode.l10n.t('{0} (widened)', title) : title;
  }

  #show(text: string, { hits, wider }: Answer): void {
    const labels = new Map(this.#papers.topics().map(({ id, label }) => [id, label]));
    const reasonOf = this.#help.reasons(text);
    const rows = hits.map((hit) => hitRow(hit, reasonOf(hit), (id) => labels.get(id) ?? id));
    const completions = this.#help.complete(text).map((offer) => offerRow('lightbulb', offer));
    const corrections = this.#help
      .correct(text)
      .map(({ text: becomes, ...said }) =>
        becomes === undefined ? noteRow('info', said) : offerRow('lightbulb', { ...said, text: becomes }),
      );
    const before = this.#listed;
    const active = this.#pick.activeItems[0];
    this.#listed = rows.map(({ paperId }) => paperId);
    const kept = keptSelection(
      before,
      active && 'paperId' in active ? active.paperId : undefined,
      this.#listed,
    );
    const items = [...corrections, ...completions, ...(rows.length > 0 ? rows : nothingFound(text, wider))];
    this.#pick.items = items;
    // Enter opens the best answer; a completion above it is one arrow key away.
    const selected = rows.find(({ paperId }) => paperId === kept) ?? rows[0] ?? nearest(items);
    if (selected) this.#pick.activeItems = [selected];
  }

  #showFailure(error: unknown): void {
    this.#log.error('The search failed.', error);
    this.#listed = [];
    this.#pick.items = [failureRow()];
  }

  #accept(): void {
    const row = this.#pick.activeItems[0];
    if (!row || 'note' in row) return;
    if ('becomes' in row) {
      this.#pick.value = row.becomes;
      void this.#refresh();
      return;
    }
    if (!('paperId' in row)) {
      this.#pick.hide();
      if ('opens' in row) void vscode.env.openExternal(row.opens);
      else void vscode.commands.executeCommand(row.command);
      return;
    }
    const query = this.#pick.value;
    const options: OpenPaperOptions = { ...(query.trim() !== '' && { query }), list: this.#listed };
    this.#pick.hide();
    void vscode.commands.executeCommand(Command.openPaper, row.paperId, options);
  }

  #pressed(button: vscode.QuickInputButton, row: Row): void {
    if (!('paperId' in row)) return;
    if (button === CLONE) {
      this.#pick.hide();
      void vscode.commands.executeCommand(Command.cloneRepository, row.paperId);
    } else {
      void vscode.commands.executeCommand(Command.openArxiv, row.paperId);
    }
  }
}
