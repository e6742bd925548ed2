import { asList } from '../../core/lang/json';
import type { PersonalReason, Preference } from '../../core/index/searcher/personalRanking';
import type { PaperIndex } from '../../core/index/paperIndex';
import { Disposable } from '../../dispose';
import { Emitter, type Event } from '../../emitter';
import type { Log } from '../../log';
import { runInSlices } from '../../timeSlice';
import type { JsonFormat } from '../store/jsonFile';

/** Fewer do not make a useful profile. */
export const MIN_MARKED = 5;

/** Reading alone does not show that a paper was useful. */
const WEIGHTS = { saved: 1, cloned: 1, read: 0.5, less: -1 } as const;
/** Papers of each kind in the profile. The oldest are dropped. */
const MAX_OF_KIND = 100;
/** Papers to compare for an explanation. Each takes about 0.1 ms. */
const MAX_COMPARED = 60;
/** Papers that the user wants fewer of. The oldest are dropped. */
const MAX_LESS = 500;
const MAX_ID_LENGTH = 200;
/** Delay after a change, because marks often change in series. */
const SETTLE_MS = 200;

/** Papers that the user wants fewer of, oldest first. */
export const LESS_FORMAT: JsonFormat<readonly string[]> = {
  schema: 1,
  read: (value) => [
    ...new Set(
      (asList(value) ?? []).filter(
        (id): id is string => typeof id === 'string' && id !== '' && id.length <= MAX_ID_LENGTH,
      ),
    ),
  ],
  write: (ids) => ids,
};

export interface PersonalDeps {
  readonly catalogue: {
    readonly ready: Promise<void>;
    readonly onDidChange: Event<void>;
    has(id: string): boolean;
    paper(id: string): { readonly id: string } | undefined;
  };
  readonly index: { readonly current: Pick<PaperIndex, 'personalScores' | 'personalReason'> };
  readonly marks: {
    saved(): readonly string[];
    read(): readonly string[];
    readonly onDidChange: Event<void>;
  };
  readonly cloned: {
    readonly ready: Promise<void>;
    all(): readonly { readonly paperId: string; readonly clonedAt: string }[];
    readonly onDidChange: Event<void>;
  };
  readonly less: {
    read(): Promise<readonly string[]>;
    update(change: (ids: readonly string[]) => readonly string[]): Promise<readonly string[]>;
  };
  readonly log: Log;
}

/** Scores papers by similarity to those saved, read and cloned. The first access to `scores` starts. */
export class PersonalOrder extends Disposable {
  readonly #deps: PersonalDeps;
  readonly #changed = this._register(new Emitter<void>());
  #scores: ReadonlyMap<string, number> | undefined;
  #less: readonly string[] = [];
  #running: AbortController | undefined;
  #latest: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #started: Promise<void> | undefined;

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(deps: PersonalDeps) {
    super();
    this.#deps = deps;
    this._register({ dispose: () => this.#running?.abort() });
    this._register({ dispose: () => clearTimeout(this.#timer) });
  }

  /** `undefined` with fewer than `MIN_MARKED` papers, and before the first result. */
  get scores(): ReadonlyMap<string, number> | undefined {
    void this.ready;
    return this.#scores;
  }

  get ready(): Promise<void> {
    return (this.#started ??= this.#start());
  }

  get markedCount(): number {
    return this.#liked().length;
  }

  /** Explains a paper's score by one marked paper and the number of other similar ones. */
  reasonFor(id: string): PersonalReason | undefined {
    if (this.#scores === undefined || (this.#scores.get(id) ?? 0) <= 0) return undefined;
    const liked = this.#liked().filter((one) => one.id !== id);
    return this.#deps.index.current.personalReason(
      id,
      liked.slice(0, MAX_COMPARED).map((one) => one.id),
    );
  }

  /**
   * Ranks similar papers lower.
   * @throws the file system's error, or NewerFileError
   */
  async showLess(id: string): Promise<void> {
    await this.#change((ids) => [...ids.filter((one) => one !== id), id].slice(-MAX_LESS));
  }

  /** @throws the file system's error, or NewerFileError */
  async undoLess(id: string): Promise<void> {
    await this.#change((ids) => ids.filter((one) => one !== id));
  }

  async #change(change: (ids: readonly string[]) => readonly string[]): Promise<void> {
    this.#less = await this.#deps.less.update(change);
    await this.#update();
  }

  async #start(): Promise<void> {
    const { catalogue, marks, cloned } = this.#deps;
    for (const event of [catalogue.onDidChange, marks.onDidChange, cloned.onDidChange])
      this._register(event(() => this.#soon()));
    await Promise.allSettled([catalogue.ready, cloned.ready]);
    await this.#update();
  }

  #soon(): void {
    if (this.disposed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#update(), SETTLE_MS);
  }

  /**
   * Computes the scores. Never rejects. A later call cancels this one and then settles both, when the scores
   * contain both changes.
   */
  #update(): Promise<void> {
    this.#running?.abort();
    if (this.disposed) return Promise.resolve();
    const running = new AbortController();
    this.#running = running;
    const { signal } = running;
    this.#latest = this.#compute(signal).then(() =>
      signal.aborted && !this.disposed ? this.#latest : undefined,
    );
    return this.#latest;
  }

  async #compute(signal: AbortSignal): Promise<void> {
    const { index, less, log } = this.#deps;
    try {
      this.#less = await less.read();
      signal.throwIfAborted();
      const liked = this.#liked();
      const disliked = this.#less.slice(-MAX_OF_KIND).map((id) => ({ id, weight: WEIGHTS.less }));
      const scores =
        liked.length < MIN_MARKED
          ? undefined
          : await runInSlices(index.current.personalScores([...liked, ...disliked]), signal);
      signal.throwIfAborted();
      if (scores === undefined && this.#scores === undefined) return;
      this.#scores = scores;
      this.#changed.fire();
    } catch (error) {
      if (!signal.aborted) log.error('The order "For you" could not be computed.', error);
    }
  }

  /** Only papers of the library: marks of other machines and of removed papers say nothing about the others. */
  #liked(): readonly Preference[] {
    const { catalogue, marks, cloned } = this.#deps;
    const present = (ids: readonly string[]): readonly string[] =>
      ids.flatMap((id) => (catalogue.has(id) ? (catalogue.paper(id)?.id ?? []) : [])).slice(0, MAX_OF_KIND);
    const clones = [...cloned.all()].sort((a, b) => (a.clonedAt < b.clonedAt ? 1 : -1));
    const weights = new Map<string, number>();
    for (const [ids, weight] of [
      [marks.saved(), WEIGHTS.saved],
      [clones.map(({ paperId }) => paperId), WEIGHTS.cloned],
      [marks.read(), WEIGHTS.read],
    ] as const)
      for (const id of present(ids)) if (!weights.has(id)) weights.set(id, weight);
    for (const id of this.#less) weights.delete(catalogue.paper(id)?.id ?? id);
    return [...weights].map(([id, weight]) => ({ id, weight }));
  }
}
