import { Disposable } from '../dispose';
import type { LiveLibrary } from '../library/liveLibrary';
import type { Log } from '../log';
import { showDamagedFiles } from './damagedFiles';
import { ArchiveCommand } from './downloadArchive';
import { importFiles, removeImported } from './importCommand';
import { LibraryProblems } from './libraryProblems';
import { RefreshCommand } from './refreshCommand';

/**
 * The commands that bring papers, those that remove imports, and the messages about stored files. Loaded with the first
 * of them.
 */
export class FeedPart extends Disposable {
  readonly refresh: RefreshCommand;
  readonly archive: ArchiveCommand;
  readonly #live: LiveLibrary;
  readonly #storage: string;
  readonly #log: Log;
  readonly #problems: LibraryProblems;

  constructor(live: LiveLibrary, storage: string, log: Log) {
    super();
    this.#live = live;
    this.#storage = storage;
    this.#log = log;
    this.refresh = this._register(new RefreshCommand(live));
    this.archive = this._register(new ArchiveCommand(live));
    this.#problems = new LibraryProblems(live.library, storage);
  }

  /** See `importFiles`. */
  import(argument: unknown): Promise<void> {
    return importFiles(this.#live, argument, this.#log);
  }

  /** Removes the imports that the user chooses. */
  removeImported(): Promise<void> {
    return removeImported(this.#live, this.#log);
  }

  /** Shows the copies of damaged files. */
  showDamagedFiles(): Promise<void> {
    return showDamagedFiles(this.#storage);
  }

  /** Shows the problems of the library that were not shown yet. */
  reportProblems(): void {
    this.#problems.report();
  }
}
