import { changeBetween, mergeSources, NO_SOURCES, type LibraryChange } from '../core/merge/mergeSources';
import { newestFirst } from '../core/paper/newestFirst';
import type { Paper } from '../core/paper/paper';
import { Disposable } from '../dispose';
import type { Log } from '../log';
import { Emitter, type Event } from '../emitter';
import { runInSlices } from '../timeSlice';
import type { StoredPapers } from './store/paperStore';
import { joinSentences } from '../core/text/joinSentences';

export interface LoadedPapers {
  readonly papers: readonly Paper[];
  readonly problems: readonly string[];
}

/** A source reports a failure in `problems`, or throws. */
export interface LibrarySources {
  readonly readBundled: () => Promise<LoadedPapers>;
  readonly readKept?: () => Promise<StoredPapers>;
  /** Finishes the deferred work of `readKept`. Returns whether the result of `readKept` has changed. */
  readonly settleKept?: () => Promise<boolean>;
  readonly log: Log;
}

const NO_CHANGE: LibraryChange = { added: [], updated: [], removed: [] };

/** All known papers. The feed takes precedence over imports, and imports over the bundled digest. */
export class Library extends Disposable {
  readonly #sources: LibrarySources;
  readonly #changed = this._register(
    new Emitter<LibraryChange>((error) => this.#sources.log.error('A listener failed.', error)),
  );
  readonly #problemsChanged = this._register(
    new Emitter<void>((error) => this.#sources.log.error('A listener failed.', error)),
  );
  #bundled: LoadedPapers | undefined;
  #stored: StoredPapers | undefined;
  #merged = NO_SOURCES;
  #newestFirst: readonly Paper[] = [];
  #problems: readonly string[] = [];
  #reading: Promise<LibraryChange> | undefined;
  /** Message if no paper could be read at all. */
  #lost: string | undefined;

  readonly onDidChange: Event<LibraryChange> = this.#changed.event;

  /** Fires before `onDidChange`. */
  readonly onDidChangeProblems: Event<void> = this.#problemsChanged.event;

  constructor(sources: LibrarySources) {
    super();
    this.#sources = sources;
  }

  get isRequested(): boolean {
    return this.#reading !== undefined;
  }

  get problems(): readonly string[] {
    return this.#problems;
  }

  papers(): readonly Paper[] {
    return this.#newestFirst;
  }

  /** Takes a current id, or the id from before the arXiv id was known. */
  paper(id: string): Paper | undefined {
    return this.#merged.papers.get(this.idOf(id));
  }

  /** Returns a paper's arXiv id if known, else the slug of its title. */
  idOf(id: string): string {
    return this.#merged.aliases.get(id) ?? id;
  }

  /** Returns, for each list of ids, how many papers are in no other list or source. */
  countOnlyIn(lists: readonly (readonly string[])[]): readonly number[] {
    const elsewhere = new Set<string>();
    for (const { id } of [...(this.#bundled?.papers ?? []), ...(this.#stored?.stored ?? [])])
      elsewhere.add(this.idOf(id));
    const sets = lists.map((ids) => new Set(ids.map((id) => this.idOf(id))));
    const holders = new Map<string, number>();
    for (const ids of sets) for (const id of ids) holders.set(id, (holders.get(id) ?? 0) + 1);
    return sets.map((ids) => [...ids].filter((id) => !elsewhere.has(id) && holders.get(id) === 1).length);
  }

  /** Like `read`, but rejects if no paper could be read. */
  async load(): Promise<void> {
    await this.read();
    if (this.#lost !== undefined) throw new Error(this.#lost);
  }

  /** Does not reject without papers, because a refresh or an import can still add some. */
  async read(): Promise<void> {
    await (this.#reading ??= this.#read());
  }

  /** Does nothing before the first read. */
  async reload(): Promise<LibraryChange> {
    if (!this.#reading) return NO_CHANGE;
    // Queued, so that an older read never overwrites a newer one. A failed read does not block later ones.
    this.#reading = this.#reading.catch(() => NO_CHANGE).then(() => this.#read());
    return this.#reading;
  }

  /** Finishes the deferred work of reading and reloads if the result differs. Never rejects. */
  async settle(): Promise<void> {
    if (!this.#reading || this.disposed) return;
    try {
      await this.#reading;
      if ((await this.#sources.settleKept?.()) === true) {
        await this.reload();
        await this.settle();
      }
    } catch (error) {
      this.#sources.log.error('The library could not be verified.', error);
    }
  }

  async #read(): Promise<LibraryChange> {
    const problems: string[] = [];
    const { readBundled, readKept } = this.#sources;
    const [bundled, kept] = await Promise.all([
      this.#bundled ?? this.#guarded(readBundled, problems),
      readKept ? this.#guarded(readKept, problems) : undefined,
    ]);
    this.#bundled = bundled;
    // If the source failed, keeps its earlier papers.
    this.#stored = kept ?? this.#stored;
    const before = this.#merged;
    const layers = [bundled?.papers ?? [], this.#stored?.imported ?? [], this.#stored?.stored ?? []];
    const merged = await runInSlices(mergeSources(layers, before));
    const change = await runInSlices(changeBetween(before, merged));
    const sorted = await runInSlices(newestFirst(merged.papers.values()));
    if (this.disposed) return NO_CHANGE;
    this.#merged = merged;
    this.#newestFirst = sorted;
    this.#report([...(bundled?.problems ?? []), ...(kept?.problems ?? []), ...problems]);
    this.#lost = merged.papers.size === 0 && problems.length > 0 ? joinSentences(problems) : undefined;
    if (change.added.length + change.updated.length + change.removed.length > 0) this.#changed.fire(change);
    return change;
  }

  #report(problems: readonly string[]): void {
    const news = problems.filter((problem) => !this.#problems.includes(problem));
    const gone = this.#problems.length + news.length !== problems.length;
    this.#problems = problems;
    for (const problem of news) this.#sources.log.warn(problem);
    if (news.length > 0 || gone) this.#problemsChanged.fire();
  }

  /** Turns an error into a problem. */
  async #guarded<T>(read: () => Promise<T>, problems: string[]): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      this.#sources.log.error(error instanceof Error ? error : String(error));
      problems.push(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }
}
