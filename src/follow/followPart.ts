import * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import { followedQueryText } from '../core/savedSearches/savedSearchQuery';
import { withFields } from '../core/savedSearches/settingChanges';
import { Disposable } from '../dispose';
import type { Event } from '../emitter';
import { Command } from '../ids';
import type { Log } from '../log';
import { paperIdOr } from '../papers/paperArgument';
import type { PaperPicker } from '../papers/paperPicker';
import type { PaperStates } from '../papers/paperStates';
import { showUnknownPaper } from '../papers/unknownPaper';
import type { CodeArrivals } from './codeNews';
import { followPaper } from './followPaper';
import { notifyOfNews } from './newsNotification';
import { searchKeyOf, type FollowNode } from './nodes';
import { SavedSearchSetting } from './savedSearchSetting';
import { SearchCommands } from './searchCommands';
import { SearchesView } from './searchesView';
import { SearchNews, type ArrivalSource, type FollowCatalogue } from './searchNews';

export interface FollowArrivals extends ArrivalSource {
  markSeen(keys: readonly string[]): Promise<void>;
  unannounced(): readonly string[];
  claimNotification(day: string): Promise<boolean>;
  readonly onDidArrive: Event<void>;
}

export interface FollowDeps {
  readonly view: vscode.TreeView<FollowNode>;
  readonly catalogue: FollowCatalogue;
  readonly states: PaperStates;
  readonly arrivals: FollowArrivals;
  readonly code: CodeArrivals;
  readonly filter: () => string;
  readonly activePaper: () => string | undefined;
  readonly picker: PaperPicker;
  readonly log: Log;
  readonly now?: () => Date;
}

/** Saved searches: their view, commands and notification. Loaded with the first rows or the first command. */
export class FollowPart extends Disposable {
  readonly rows: SearchesView;
  readonly commands: SearchCommands;
  readonly #deps: FollowDeps;
  readonly #setting: SavedSearchSetting;
  readonly #news: SearchNews;

  constructor(deps: FollowDeps) {
    super();
    this.#deps = deps;
    const { view, catalogue, states, arrivals, code, filter, log } = deps;
    const setting = this._register(new SavedSearchSetting(log));
    const news = this._register(new SearchNews({ catalogue, arrivals, setting, log }));
    const markSeen = (keys: readonly string[]): Promise<void> => arrivals.markSeen(keys);
    this.#setting = setting;
    this.#news = news;
    this.rows = this._register(
      new SearchesView({ view, catalogue, states, news, code, setting, markSeen, log }),
    );
    this.commands = new SearchCommands({
      setting,
      catalogue,
      selected: () => searchKeyOf(view.selection[0]),
      reveal: (key) => this.rows.reveal(key),
      markSeen: (keys) => this.rows.markSeen(keys),
      filter,
    });
    this._register(arrivals.onDidArrive(() => void this.#notifyOfNews()));
    void news.count();
  }

  async followPaper(argument: unknown): Promise<void> {
    const paper = await this.#paperOf(argument);
    if (paper) await followPaper(paper, this.#deps.catalogue.topics(), this.#setting, this.commands);
  }

  /** Counts only papers with every word of the query. */
  async showOverview(argument: unknown): Promise<void> {
    await this.commands.openWith(Command.showOverview, argument, followedQueryText);
  }

  async #paperOf(argument: unknown): Promise<Paper | undefined> {
    const { catalogue, activePaper, picker } = this.#deps;
    const id = paperIdOr(argument, activePaper);
    if (id === undefined) return picker.pick({ title: vscode.l10n.t('Follow Authors or Topics') });
    await catalogue.ready;
    const paper = catalogue.paper(id);
    if (!paper) await showUnknownPaper(id);
    return paper;
  }

  /** Returns the new papers of a search that no notification has counted. */
  #unannouncedIn(key: string): ReadonlySet<string> {
    const { catalogue, arrivals } = this.#deps;
    const newIn = this.#news.newIn(key);
    const ids = arrivals.unannounced().flatMap((id) => catalogue.paper(id)?.id ?? []);
    return new Set(ids.filter((id) => newIn.has(id)));
  }

  async #notifyOfNews(): Promise<void> {
    const { catalogue, arrivals, now = () => new Date() } = this.#deps;
    await catalogue.idle;
    await notifyOfNews({
      searches: () => this.#setting.searches,
      count: () => this.#news.count(),
      newIn: (key) => this.#unannouncedIn(key),
      claim: (day) => arrivals.claimNotification(day),
      show: (key) => this.rows.reveal(key, true),
      turnOff: async (keys) => {
        await this.#setting.change((entries) =>
          keys.reduce((all, key) => withFields(all, key, { notify: false }), entries),
        );
      },
      now,
    });
  }
}
