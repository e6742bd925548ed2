import {
  dayOf,
  withArrived,
  withCode,
  withEmpty,
  withFollowed,
  withSeen,
  type CodeArrival,
  type CodeWatch,
} from '../../core/codeWatch/codeWatch';
import { isDue } from '../../core/codeWatch/weeklyChecks';
import { readCodeWatch, writeCodeWatch } from '../../core/codeWatch/storedCodeWatch';
import { papersByRepository } from '../../core/links/papersByRepository';
import { repositoryKey } from '../../core/links/repository';
import type { Paper, Repository } from '../../core/paper/paper';
import { Disposable } from '../../dispose';
import type { Event } from '../../emitter';
import type { Log } from '../../log';
import type { JsonFormat } from '../store/jsonFile';
import type { SharedValue } from '../store/sharedValue';

/** A damaged file counts as empty: no code has arrived. */
export const CODE_WATCH_FORMAT: JsonFormat<CodeWatch> = {
  schema: 1,
  read: readCodeWatch,
  write: writeCodeWatch,
};

/** Days for which arrived code is listed under "News". */
const NEWS_DAYS = 30;

export interface CodeWatcherDeps {
  readonly shared: Pick<SharedValue<CodeWatch>, 'value' | 'load' | 'update' | 'onDidChange'>;
  readonly catalogue: {
    readonly status: { readonly kind: string };
    papers(): readonly Paper[];
    paper(id: string): Paper | undefined;
    readonly onDidChange: Event<void>;
  };
  readonly marks: {
    saved(): readonly string[];
    read(): readonly string[];
    isSaved(id: string): boolean;
    readonly onDidChange: Event<void>;
  };
  /** Returns the papers that the saved searches find. */
  readonly followed: (ids: ReadonlySet<string>) => Promise<readonly string[]>;
  readonly now: () => Date;
  readonly log: Log;
}

/** Notices code that arrives for papers that the user saved, read or follows. Sends no request. */
export class CodeWatcher extends Disposable {
  readonly #deps: CodeWatcherDeps;
  /** As of the last change of the library. `undefined` before the first read. */
  #without: ReadonlySet<string> | undefined;
  #work: Promise<void> = Promise.resolve();

  /** Fires after code arrived or was seen, in this or another window. */
  readonly onDidChange: Event<void>;

  constructor(deps: CodeWatcherDeps) {
    super();
    this.#deps = deps;
    this.onDidChange = deps.shared.onDidChange;
    this._register(deps.catalogue.onDidChange(() => this.#libraryChanged()));
    this._register(deps.marks.onDidChange(() => void this.#compare()));
  }

  /** Settled when all reported changes are recorded. Never rejects. */
  get idle(): Promise<void> {
    return this.#work;
  }

  arrivalOf(id: string): CodeArrival | undefined {
    return this.#deps.shared.value.arrived.get(id);
  }

  /** Latest first. */
  unseen(): readonly string[] {
    return this.#known(({ seen }) => !seen);
  }

  /** Papers whose code arrived in the last `NEWS_DAYS` or was not seen, latest first. */
  news(): readonly string[] {
    const first = dayOf(this.#deps.now().getTime() - NEWS_DAYS * 24 * 3_600_000);
    return this.#known(({ seen, day }) => !seen || day >= first);
  }

  /** Writes nothing if the code was seen before. */
  async markSeen(ids: readonly string[]): Promise<void> {
    const { shared } = this.#deps;
    if (withSeen(shared.value, ids) !== shared.value) await shared.update((state) => withSeen(state, ids));
  }

  /**
   * Records whether a repository has code.
   * @param seen whether the user was shown the result
   */
  async noteContents(repository: Repository, hasCode: boolean, seen: boolean): Promise<void> {
    const { shared, now } = this.#deps;
    const key = repositoryKey(repository);
    await shared.load();
    if (!hasCode) await shared.update((state) => withEmpty(state, key, now().getTime()));
    else if (shared.value.empty.has(key)) {
      const ids = await this.#followedWith(repository);
      await shared.update((state) => withCode(state, key, ids, this.#day(), seen));
    }
  }

  /** Repositories of saved papers without code that were not inspected for a week. */
  due(): readonly Repository[] {
    const { catalogue, marks, shared, now } = this.#deps;
    if (catalogue.status.kind !== 'ready' || shared.value.empty.size === 0) return [];
    const found = new Map<string, Repository>();
    for (const id of marks.saved())
      for (const repository of catalogue.paper(id)?.repositories ?? []) {
        const key = repositoryKey(repository);
        if (isDue(shared.value, key, now().getTime())) found.set(key, repository);
      }
    return [...found.values()];
  }

  /**
   * Claims the weekly inspection of a repository for this window.
   * @returns the time of the previous inspection, for `release`; `undefined` if another window has the claim
   */
  async claim(repository: Repository): Promise<number | undefined> {
    const key = repositoryKey(repository);
    const now = this.#deps.now().getTime();
    let before: number | undefined;
    await this.#deps.shared.update((state) => {
      before = isDue(state, key, now) ? state.empty.get(key) : undefined;
      return before === undefined ? state : withEmpty(state, key, now);
    });
    return before;
  }

  /** Undoes a claim whose inspection did not reach the repository. */
  async release(repository: Repository, before: number): Promise<void> {
    const key = repositoryKey(repository);
    await this.#deps.shared.update((state) => (state.empty.has(key) ? withEmpty(state, key, before) : state));
  }

  #known(test: (arrival: CodeArrival) => boolean): readonly string[] {
    const { shared, catalogue } = this.#deps;
    const ids = [...shared.value.arrived].filter(([, arrival]) => test(arrival)).map(([id]) => id);
    return [...new Set(ids.flatMap((id) => catalogue.paper(id)?.id ?? []))].reverse();
  }

  async #followedWith(repository: Repository): Promise<readonly string[]> {
    const { catalogue, marks, followed, log } = this.#deps;
    const marked = new Set([...marks.saved(), ...marks.read()]);
    const papers = papersByRepository(catalogue.papers()).of(repository);
    const ids = papers.map(({ id }) => id).filter((id) => marked.has(id));
    const others = new Set(papers.map(({ id }) => id).filter((id) => !marked.has(id)));
    if (others.size === 0) return ids;
    try {
      return [...ids, ...(await followed(others))];
    } catch (error) {
      // Still returns the saved and read papers.
      log.warn(`Code watch: ${String(error)}`);
      return ids;
    }
  }

  #libraryChanged(): void {
    const { catalogue } = this.#deps;
    if (catalogue.status.kind !== 'ready') return;
    const papers = catalogue.papers();
    // A paper can get its repository together with another id.
    const before = this.#without && new Set([...this.#without].map((id) => catalogue.paper(id)?.id ?? id));
    this.#without = new Set(papers.filter((paper) => !hasRepository(paper)).map(({ id }) => id));
    const gained = before
      ? papers.filter((paper) => before.has(paper.id) && hasRepository(paper)).map(({ id }) => id)
      : [];
    void this.#compare(new Set(gained));
  }

  #compare(gained: ReadonlySet<string> = new Set()): Promise<void> {
    const work = this.#work.then(async () => {
      const { shared, catalogue, followed } = this.#deps;
      if (this.disposed || catalogue.status.kind !== 'ready') return;
      await shared.load();
      // Records saved and read papers even if a search fails.
      await this.#apply((state) => this.#withMarked(state));
      if (gained.size === 0) return;
      const found = await followed(gained);
      await this.#apply((state) => withArrived(state, found, this.#day()));
    });
    this.#work = work.catch((error: unknown) => this.#deps.log.warn(`Code watch: ${String(error)}`));
    return this.#work;
  }

  async #apply(change: (state: CodeWatch) => CodeWatch): Promise<void> {
    const { shared } = this.#deps;
    if (!this.disposed && change(shared.value) !== shared.value) await shared.update(change);
  }

  #withMarked(state: CodeWatch): CodeWatch {
    const { catalogue, marks } = this.#deps;
    const papers = [...new Set([...marks.saved(), ...marks.read()])].flatMap((id) => {
      const paper = catalogue.paper(id);
      return paper ? [{ id: paper.id, hasRepository: hasRepository(paper) }] : [];
    });
    return withFollowed(state, papers, (id) => catalogue.paper(id)?.id, this.#deps.now().getTime());
  }

  #day(): string {
    return dayOf(this.#deps.now().getTime());
  }
}

function hasRepository({ repositories }: Paper): boolean {
  return repositories.length > 0;
}
