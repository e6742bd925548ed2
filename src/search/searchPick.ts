import * as vscode from 'vscode';
import { findArxivIds, readArxivId } from '../core/arxiv';
import { inertLabel, inertMessage } from '../core/inert';
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

/** Most filters that are offered to be taken away. */
const MOST_WIDER = 3;

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
  reason(hit: SearchHit, text: string): string;
  /** What the last word may become, as the whole text after it was taken. */
  complete(text: string): readonly Offer[];
  /** What was probably not meant as it was typed; one without a text is only said. */
  correct(text: string): readonly (Omit<Offer, 'text'> & { readonly text?: string })[];
  /** The query with one filter less, for when nothing matches. */
  widen(text: string): readonly Offer[];
}

/** A text that the box may hold instead, with what the row that offers it says. */
export interface Offer {
  readonly text: string;
  readonly label: string;
  readonly hint: string;
}

/** What a text finds; where that is nothing, what a little less of it would find. */
interface Answer {
  readonly hits: readonly SearchHit[];
  readonly wider: readonly Offer[];
}

type Row = vscode.QuickPickItem &
  (
    | { readonly paperId: string }
    | { readonly becomes: string }
    | { readonly run: () => void }
    | { readonly note: true }
  );

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
    for (const offer of hits.length === 0 ? this.#help.widen(text) : []) {
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
    const rows = hits.map((hit): Row & { readonly paperId: string } => ({
      ...paperRow(hit.paper, {
        topicLabel: (id) => labels.get(id) ?? id,
        excerpt: this.#help.reason(hit, text),
        codeWord: vscode.l10n.t('code'),
      }),
      paperId: hit.paper.id,
      alwaysShow: true,
      buttons: [
        ...(hit.paper.repositories.length > 0 ? [CLONE] : []),
        ...(readArxivId(hit.paper.id) !== undefined ? [ARXIV] : []),
      ],
    }));
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
    this.#pick.items = [
      ...corrections,
      ...completions,
      ...(rows.length > 0 ? rows : nothingFound(text, wider)),
    ];
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
    if ('run' in row) {
      this.#pick.hide();
      row.run();
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

function offerRow(icon: string, { text, label, hint }: Offer): Row {
  return {
    label: `$(${icon}) ${inertLabel(label)}`,
    description: inertLabel(hint),
    alwaysShow: true,
    becomes: text,
  };
}

function noteRow(icon: string, { label, hint }: Omit<Offer, 'text'>): Row {
  return { label: `$(${icon}) ${inertLabel(label)}`, detail: inertLabel(hint), alwaysShow: true, note: true };
}

/** That there is no answer, and what may be done about it: ask for less, look elsewhere, bring more papers. */
function nothingFound(text: string, wider: readonly Offer[]): Row[] {
  const [id] = findArxivIds(text).ids;
  const none = `${vscode.l10n.t('No paper matches')} ${text.trim()}`;
  const elsewhere: Row[] = [];
  if (id !== undefined) {
    elsewhere.push({
      label: `$(link-external) ${vscode.l10n.t('Open {0} on arXiv', inertLabel(id))}`,
      description: vscode.l10n.t('not in your library'),
      alwaysShow: true,
      run: () => void vscode.env.openExternal(vscode.Uri.parse(`https://arxiv.org/abs/${id}`, true)),
    });
  }
  elsewhere.push({
    label: `$(cloud-download) ${vscode.l10n.t('Download Archive…')}`,
    description: vscode.l10n.t('brings older papers into your library'),
    alwaysShow: true,
    run: () => void vscode.commands.executeCommand(Command.downloadArchive),
  });
  return [
    noteRow('search', {
      label: none,
      hint:
        wider.length > 0
          ? vscode.l10n.t('Take away a filter:')
          : vscode.l10n.t('Try fewer words, or take away a filter such as has: or year:.'),
    }),
    ...wider.map((offer) => offerRow('remove', offer)),
    ...elsewhere,
  ];
}
