import type { SearchHit, SearchOptions } from '../core/index/searchHit';
import type { Paper } from '../core/paper/paper';
import type { Query } from '../core/query/parseQuery';
import type { Event } from '../emitter';
import type { Log } from '../log';
import type { ChosenPapers } from './chosenPapers';
import type { EventOrder } from './eventOrder';
import type { QueryHelp } from './queryHelp';

/** The library, as the search box uses it. */
export interface Searchable {
  /** Settled when the library is complete; before that, answers are of a part of it. */
  readonly ready: Promise<void>;
  search(
    query: Query,
    options: SearchOptions & { readonly signal: AbortSignal; readonly early: boolean },
  ): Promise<readonly SearchHit[]>;
  paper(id: string): Paper | undefined;
  topics(): readonly { readonly id: string; readonly label: string }[];
  readonly onDidChange: Event<void>;
}

/** The papers that the user saved. */
export interface SavedPapers {
  isSaved(id: string): boolean;
  readonly onDidChange: Event<void>;
}

/** Dependencies of a search box. */
export interface SearchBoxDeps {
  readonly papers: Searchable;
  readonly saved: SavedPapers;
  readonly help: QueryHelp;
  readonly order: EventOrder;
  readonly log: Log;
}

/** How a search box is opened, and what happens with the choice. */
export interface SearchBoxOptions {
  readonly title: string;
  /** What the box contains at first; it is selected, so typing replaces it. */
  readonly text: string;
  /** Filters that every paper passes. */
  readonly scope?: Query;
  /** The box has a button that saves the search. */
  readonly canSave?: boolean;
  /** Paper that comes first while nothing is typed. */
  readonly first?: string | undefined;
  /** Papers chosen so far, in a box that picks several. */
  readonly several?: ChosenPapers;
  /** Enter on a paper, with the query that found it and the ids of the whole list. The box is closed before. */
  chosen(paperId: string, query: string, list: readonly string[]): void;
  /** The box closed, with or without a choice. */
  closed(text: string): void;
}
