import * as vscode from 'vscode';
import { parseQuery } from '../core/query/parseQuery';
import { Disposable } from '../dispose';
import { Command, SearchContext } from '../ids';
import type { Log } from '../log';
import type { OpenPaperOptions } from '../papers/paperArgument';
import type { PaperPicker, PickRequest } from '../papers/paperPicker';
import type { Paper } from '../core/paper/paper';
import { ChosenPapers } from './chosenPapers';
import { EventOrder } from './eventOrder';
import { FieldValues } from './fieldValues';
import type { HubSearch } from './hubSearch';
import { queryHelp, type HelpSource, type TagSource } from './queryHelp';
import { SearchBox } from './searchBox';
import type {
  SearchBoxDeps,
  SearchBoxOptions,
  SavedPapers,
  Searchable,
  SearchedTexts,
} from './searchBoxTypes';

export interface SearchPartDeps {
  readonly papers: Searchable & HelpSource;
  readonly saved: SavedPapers;
  readonly notes: TagSource;
  readonly texts: SearchedTexts;
  readonly hub: HubSearch;
  readonly log: Log;
  readonly onOpen: () => void;
}

/** Only one box is open at a time. */
export class SearchPart extends Disposable implements PaperPicker {
  readonly #deps: SearchPartDeps;
  readonly #parts: SearchBoxDeps;
  #open: SearchBox | undefined;
  #last = '';

  constructor(deps: SearchPartDeps) {
    super();
    this.#deps = deps;
    const values = this._register(new FieldValues());
    const order = this._register(new EventOrder());
    this.#parts = { ...deps, order, help: queryHelp(deps.papers, values, deps.notes) };
    this._register({ dispose: () => this.#open?.dispose() });
  }

  async pick(request: PickRequest): Promise<Paper | undefined> {
    const [paper] = await this.#pick(request);
    return paper;
  }

  pickSeveral(request: PickRequest): Promise<readonly Paper[]> {
    return this.#pick(request, new ChosenPapers());
  }

  searchHub(): void {
    this.#open?.searchHub();
  }

  pickAnother(): void {
    this.#open?.pickAnother();
  }

  #pick({ title, filter, first }: PickRequest, several?: ChosenPapers): Promise<readonly Paper[]> {
    return new Promise((resolve) => {
      this.#show({
        title,
        text: '',
        ...(filter !== undefined && { scope: parseQuery(filter) }),
        first,
        ...(several && { several }),
        chosen: (id) => resolve(this.#papers(several?.with(id) ?? [id])),
        closed: () => {
          if (several) setPicksSeveral(false);
          resolve([]);
        },
      });
    });
  }

  /** Waits for the library, because papers get their topics after they are listed. */
  async #papers(ids: readonly string[]): Promise<readonly Paper[]> {
    const { papers } = this.#deps;
    await papers.ready;
    return ids.flatMap((id) => papers.paper(id) ?? []);
  }

  /** Without a text, shows the last query for the user to replace. */
  search(text: unknown): void {
    this.#show({
      title: vscode.l10n.t('Search Papers'),
      text: typeof text === 'string' ? text : this.#last,
      canSave: true,
      beyond: true,
      chosen: (id, query, list) => {
        const options: OpenPaperOptions = { ...(query.trim() !== '' && { query }), list };
        void vscode.commands.executeCommand(Command.openPaper, id, options);
      },
      closed: (last) => {
        setSearchesHub(false);
        this.#last = last;
      },
    });
  }

  #show(request: SearchBoxOptions): void {
    this.#deps.onOpen();
    this.#open?.dispose();
    this.#open = new SearchBox(this.#parts, request);
    if (request.several) setPicksSeveral(true);
    if (request.beyond === true) setSearchesHub(true);
  }
}

/** The key that picks another paper must be disabled in all other quick inputs. */
function setPicksSeveral(picks: boolean): void {
  void vscode.commands.executeCommand('setContext', SearchContext.severalPapers, picks);
}

function setSearchesHub(searches: boolean): void {
  void vscode.commands.executeCommand('setContext', SearchContext.hub, searches);
}
