import * as vscode from 'vscode';
import { readArxivId } from '../core/arxiv';
import { inertLabel, inertMessage } from '../core/inert';
import type { Paper } from '../core/paper';
import type { SearchHit, SearchOptions } from '../core/search';
import { Disposing } from '../dispose';
import { Command } from '../ids';
import type { Subscribe } from '../library/emitter';
import type { Log } from '../log';
import type { OpenPaperOptions } from '../paperArgument';
import { ARXIV, CLONE, NARROW, WIDEN } from './buttons';
import { Latest } from './latest';
import { keptSelection, paperRow } from './row';

/** Most rows that are shown: past that, another word is quicker than scrolling. */
const MOST_ROWS = 50;

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
  /** The piece of a paper that shows best why it matched. */
  reason(paper: Paper, text: string): string;
  /** What the last word may become, as the whole text after it was taken. */
  complete(text: string): readonly { readonly text: string; readonly label: string; readonly hint: string }[];
}

type Row = vscode.QuickPickItem &
  ({ readonly paperId: string } | { readonly becomes: string } | { readonly note: true });

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
    this.register({ dispose: () => this.#latest.cancel() });
    void this.#refresh();
    this.#pick.show();
  }

  #widen(wide: boolean): void {
    this.#wide = wide;
    this.#pick.buttons = [wide ? NARROW : WIDEN];
    void this.#refresh();
  }

  async #refresh(): Promise<void> {
    const text = this.#pick.value;
    this.#pick.title = this.#title(text);
    // The old list stays until the new one is there, so that nothing flickers.
    const timer = setTimeout(() => (this.#pick.busy = true), BUSY_AFTER);
    const outcome = await this.#latest.run((signal) =>
      this.#papers.search(text, {
        limit: MOST_ROWS,
        typing: !this.#wide,
        explore: this.#wide,
        // Rows learn their topics a moment later, when the library says that it has them.
        early: true,
        signal,
      }),
    );
    clearTimeout(timer);
    if (this.disposed || outcome.kind === 'stale') return;
    this.#pick.busy = false;
    if (outcome.kind === 'answer') this.#show(text, outcome.value);
    else this.#showFailure(outcome.error);
  }

  #title(text: string): string {
    const words = this.#help.describe(text);
    const title = words === '' ? vscode.l10n.t('Search Papers') : inertMessage(words);
    return this.#wide ? vscode.l10n.t('{0} (widened)', title) : title;
  }

  #show(text: string, hits: readonly SearchHit[]): void {
    const labels = new Map(this.#papers.topics().map(({ id, label }) => [id, label]));
    const rows = hits.map(({ paper }): Row & { readonly paperId: string } => ({
      ...paperRow(paper, {
        topicLabel: (id) => labels.get(id) ?? id,
        excerpt: this.#help.reason(paper, text),
        codeWord: vscode.l10n.t('code'),
      }),
      paperId: paper.id,
      alwaysShow: true,
      buttons: [
        ...(paper.repositories.length > 0 ? [CLONE] : []),
        ...(readArxivId(paper.id) !== undefined ? [ARXIV] : []),
      ],
    }));
    const completions = this.#help.complete(text).map((completion): Row => ({
      label: `$(lightbulb) ${inertLabel(completion.label)}`,
      description: inertLabel(completion.hint),
      alwaysShow: true,
      becomes: completion.text,
    }));
    const before = this.#listed;
    const active = this.#pick.activeItems[0];
    this.#listed = rows.map(({ paperId }) => paperId);
    const kept = keptSelection(
      before,
      active && 'paperId' in active ? active.paperId : undefined,
      this.#listed,
    );
    this.#pick.items = [...completions, ...(rows.length > 0 ? rows : [nothingFound(text)])];
    // Enter opens the best answer; a completion above it is one arrow key away.
    const selected = rows.find(({ paperId }) => paperId === kept) ?? rows[0];
    if (selected) this.#pick.activeItems = [selected];
  }

  #showFailure(error: unknown): void {
    this.#log.error('The search failed.', error);
    this.#listed = [];
    this.#pick.items = [
      {
        label: `$(error) ${vscode.l10n.t('The search failed.')}`,
        detail: vscode.l10n.t('Run "Papers: Show Log" to see why.'),
        alwaysShow: true,
        note: true,
      },
    ];
  }

  #accept(): void {
    const row = this.#pick.activeItems[0];
    if (!row || 'note' in row) return;
    if ('becomes' in row) {
      this.#pick.value = row.becomes;
      void this.#refresh();
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

function nothingFound(text: string): Row {
  return {
    label: `$(search) ${vscode.l10n.t('No paper matches')} ${inertLabel(text)}`,
    detail: vscode.l10n.t('Try fewer words, or take away a filter such as has: or year:.'),
    alwaysShow: true,
    note: true,
  };
}
