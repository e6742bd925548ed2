import { changeBetween, mergeLayers, NO_LAYERS, type PapersChange } from '../core/merge/mergeSources';
import { newestFirst } from '../core/paper/newestFirst';
import type { Paper } from '../core/paper/paper';
import { Disposing } from '../dispose';
import type { Log } from '../log';
import { Emitter, type Subscribe } from '../emitter';
import { sliced } from '../timeSlice';
import type { KeptPapers } from './store/paperStore';

/** What was read from one place, and in whole sentences what could not be. */
export interface PapersRead {
  readonly papers: readonly Paper[];
  readonly problems: readonly string[];
}

/** Where the library's papers come from; a source tells its failure as a problem, or throws. */
export interface LibrarySources {
  readonly readBundled: () => Promise<PapersRead>;
  readonly readKept?: () => Promise<KeptPapers>;
  /** Finishes what `readKept` put off; whether `readKept` gives something else now. */
  readonly settleKept?: () => Promise<boolean>;
  readonly log: Log;
}

const NO_CHANGE: PapersChange = { added: [], updated: [], removed: [] };

/** Every paper that is known here: the bundled digest, under what was imported, under what the feed brought. */
export class Library extends Disposing {
  readonly #sources: LibrarySources;
  readonly #changed = this.register(
    new Emitter<PapersChange>((error) => this.#sources.log.error('A listener failed.', error)),
  );
  readonly #problemsChanged = this.register(
    new Emitter<void>((error) => this.#sources.log.error('A listener failed.', error)),
  );
  #bundled: PapersRead | undefined;
  #kept: KeptPapers | undefined;
  #merged = NO_LAYERS;
  #newestFirst: readonly Paper[] = [];
  #problems: readonly string[] = [];
  #reading: Promise<PapersChange> | undefined;
  /** Why there is no paper at all, in whole sentences. */
  #lost: string | undefined;

  /** Fires after papers came, changed or went. */
  readonly onDidChange: Subscribe<PapersChange> = this.#changed.event;

  /** Fires after `problems` became others, before `onDidChange`. */
  readonly onDidChangeProblems: Subscribe<void> = this.#problemsChanged.event;

  constructor(sources: LibrarySources) {
    super();
    this.#sources = sources;
  }

  /** Whether somebody asked for the papers yet. */
  get asked(): boolean {
    return this.#reading !== undefined;
  }

  /** What could not be read, in whole sentences; empty when all is well. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  /** Every paper, newest first. */
  papers(): readonly Paper[] {
    return this.#newestFirst;
  }

  /** The paper with this id, also with one that it had before its arXiv id was known. */
  paper(id: string): Paper | undefined {
    return this.#merged.papers.get(this.idOf(id));
  }

  /** The id that a paper has now: its arXiv id, once one is known, instead of the slug of its title. */
  idOf(id: string): string {
    return this.#merged.aliases.get(id) ?? id;
  }

  /** Reads all sources as `read` does; rejects when no paper could be read. */
  async load(): Promise<void> {
    await this.read();
    if (this.#lost !== undefined) throw new Error(this.#lost);
  }

  /**
   * Reads all sources; the first call does the work, later ones wait for it. That no paper could be read is no failure
   * here, for whoever brings some goes on.
   */
  async read(): Promise<void> {
    await (this.#reading ??= this.#read());
  }

  /**
   * Reads again what is kept on disk, after this or another window changed it, and tells what that changed; nothing
   * before the first reading. Never rejects.
   */
  async reload(): Promise<PapersChange> {
    if (!this.#reading) return NO_CHANGE;
    // One after the other, so that an older reading never lands on top of a newer one; one that failed holds none up.
    this.#reading = this.#reading.catch(() => NO_CHANGE).then(() => this.#read());
    return this.#reading;
  }

  /** Finishes what reading put off, and reads again what turned out otherwise. Never rejects. */
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

  async #read(): Promise<PapersChange> {
    const problems: string[] = [];
    const { readBundled, readKept } = this.#sources;
    const [bundled, kept] = await Promise.all([
      this.#bundled ?? this.#guarded(readBundled, problems),
      readKept ? this.#guarded(readKept, problems) : undefined,
    ]);
    this.#bundled = bundled;
    // A source that fails this time does not take away what it gave before.
    this.#kept = kept ?? this.#kept;
    const before = this.#merged;
    const layers = [bundled?.papers ?? [], this.#kept?.imported ?? [], this.#kept?.stored ?? []];
    const merged = await sliced(mergeLayers(layers, before));
    const change = await sliced(changeBetween(before.papers, merged.papers));
    const sorted = await sliced(newestFirst(merged.papers.values()));
    if (this.disposed) return NO_CHANGE;
    this.#merged = merged;
    this.#newestFirst = sorted;
    this.#tell([...(bundled?.problems ?? []), ...(kept?.problems ?? []), ...problems]);
    this.#lost = merged.papers.size === 0 && problems.length > 0 ? problems.join(' ') : undefined;
    if (change.added.length + change.updated.length + change.removed.length > 0) this.#changed.fire(change);
    return change;
  }

  #tell(problems: readonly string[]): void {
    const news = problems.filter((problem) => !this.#problems.includes(problem));
    const gone = this.#problems.length + news.length !== problems.length;
    this.#problems = problems;
    for (const problem of news) this.#sources.log.warn(problem);
    if (news.length > 0 || gone) this.#problemsChanged.fire();
  }

  /** One source that fails leaves the others standing. */
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
