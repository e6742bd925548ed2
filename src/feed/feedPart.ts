import * as vscode from 'vscode';
import { Disposable } from '../dispose';
import type { LiveLibrary } from '../library/liveLibrary';
import type { Log } from '../log';
import { notify } from '../notify';
import { networkMode } from '../networkSettings';
import { addFromBib } from './addFromBib';
import { unknownPapersMessage } from './addMessages';
import { addPapers } from './addPapers';
import type { AddDeps } from './addTypes';
import { showDamagedFiles } from './damagedFiles';
import { ArchiveCommand } from './downloadArchive';
import { importFiles, removeImported } from './importCommand';
import { LibraryProblems } from './libraryProblems';
import { RefreshCommand } from './refreshCommand';
import { removeAddedPapers } from './removeAdded';

export interface FeedLibrary {
  readonly live: LiveLibrary;
  /** `idle` settles when the changes so far are indexed. */
  readonly catalogue: { readonly ready: Promise<void>; readonly idle: Promise<void> };
}

/** Commands that add papers or remove imports, and messages about stored files. */
export class FeedPart extends Disposable {
  readonly refresh: RefreshCommand;
  readonly archive: ArchiveCommand;
  readonly #live: LiveLibrary;
  readonly #storage: string;
  readonly #log: Log;
  readonly #problems: LibraryProblems;
  readonly #adding: AddDeps;
  #ending = new AbortController();

  constructor({ live, catalogue }: FeedLibrary, storage: string, log: Log) {
    super();
    this.#live = live;
    this.#storage = storage;
    this.#log = log;
    this.refresh = this._register(new RefreshCommand(live));
    this.archive = this._register(new ArchiveCommand(live));
    this.#problems = new LibraryProblems(live.library, storage);
    const indexed = async (): Promise<void> => {
      await catalogue.ready;
      await catalogue.idle;
    };
    this.#adding = { live, indexed, log, ending: () => this.#ending.signal };
    this._register({ dispose: () => this.#ending.abort() });
    this._register(vscode.workspace.onDidChangeConfiguration(() => networkMode() === 'off' && this.#stop()));
  }

  import(argument: unknown): Promise<void> {
    return importFiles(this.#live, argument, this.#log);
  }

  removeImported(): Promise<void> {
    return removeImported(this.#live, this.#log);
  }

  add(argument: unknown): Promise<void> {
    return addPapers(argument, this.#adding);
  }

  addFromBib(argument: unknown): Promise<void> {
    return addFromBib(argument, this.#adding);
  }

  removeAdded(argument: unknown, selected: unknown): Promise<void> {
    return removeAddedPapers(argument, selected, this.#adding);
  }

  async reportUnknown(ids: readonly string[]): Promise<void> {
    await notify('warning', unknownPapersMessage(ids));
  }

  showDamagedFiles(): Promise<void> {
    return showDamagedFiles(this.#storage);
  }

  reportProblems(): void {
    this.#problems.report();
  }

  #stop(): void {
    this.#ending.abort();
    this.#ending = new AbortController();
  }
}
