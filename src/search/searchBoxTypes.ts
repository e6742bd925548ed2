import type { SearchHit, SearchOptions } from '../core/index/searchHit';
import type { Paper } from '../core/paper/paper';
import type { Query } from '../core/query/parseQuery';
import type { Event } from '../emitter';
import type { Log } from '../log';
import type { ChosenPapers } from './chosenPapers';
import type { EventOrder } from './eventOrder';
import type { HubSearch } from './hubSearch';
import type { QueryHelp } from './queryHelp';

export interface Searchable {
  /** Resolves when the library is complete. Earlier results cover only a part of it. */
  readonly ready: Promise<void>;
  search(
    query: Query,
    options: SearchOptions & { readonly signal: AbortSignal; readonly early: boolean },
  ): Promise<readonly SearchHit[]>;
  paper(id: string): Paper | undefined;
  /** False if the paper is only known from a response of Hugging Face. */
  has(id: string): boolean;
  topics(): readonly { readonly id: string; readonly label: string }[];
  readonly onDidChange: Event<void>;
}

export interface SavedPapers {
  isSaved(id: string): boolean;
  isAdded(id: string): boolean;
  readonly onDidChange: Event<void>;
}

export interface SearchedTexts {
  /** Number of texts that can be searched. */
  readonly size: number;
  /** Starts indexing the texts. `onDidChange` fires when more can be searched. */
  refresh(): Promise<void>;
  /** Returns the sentence of a text that shows why the `text:` filters of a query match. */
  excerpt(id: string, query: Query): Promise<string | undefined>;
  readonly onDidChange: Event<void>;
}

export interface SearchBoxDeps {
  readonly papers: Searchable;
  readonly texts: SearchedTexts;
  readonly saved: SavedPapers;
  readonly help: QueryHelp;
  readonly hub: HubSearch;
  readonly order: EventOrder;
  readonly log: Log;
}

export interface SearchBoxOptions {
  readonly title: string;
  /** Initial text. It is selected, so that typing replaces it. */
  readonly text: string;
  readonly scope?: Query;
  readonly beyond?: boolean;
  readonly canSave?: boolean;
  /** Paper that comes first while nothing is typed. */
  readonly first?: string | undefined;
  /** Papers chosen so far; absent in a box that picks one paper. */
  readonly several?: ChosenPapers;
  /** Called after Enter on a paper closed the box. `list` has the ids of all listed papers. */
  chosen(paperId: string, query: string, list: readonly string[]): void;
  closed(text: string): void;
}
