import type { PaperIndex } from '../../core/index/paperIndex';
import { TopicCache } from '../../core/topics/topicCache';
import { assignTopics, findTopics, topicsById } from '../../core/topics/assignTopics';
import { planTopics, type TopicPlan } from '../../core/topics/topicPlan';
import { topicsWithoutPapers } from '../../core/topics/topicsWithoutPapers';
import type { TopicProblem } from '../../core/topics/topicProblem';
import { type Topic, applyChanges } from '../../core/topics/topics';
import { Disposable } from '../../dispose';
import type { Log } from '../../log';
import { Emitter, type Event } from '../../emitter';
import { runInSlices } from '../../timeSlice';
import type { Translator } from '../../core/lang/translator';
import { readBundledTopics, type TopicFiles } from './bundledTopics';
import { isCodicon } from './codicons';
import { rulesVersion } from './rulesVersion';
import { readTopicFile, readTopicSetting, writeTopicFile } from './topicFile';
import { topicMessage } from './topicMessages';

export interface TopicSources extends TopicFiles {
  readonly setting: () => unknown;
  readonly onDidChangeSetting: Event<void>;
  readonly cache?: {
    readonly file: string;
    readonly version: string;
    readonly readOnly?: boolean;
  };
  readonly l10n: Translator;
  readonly log: Log;
}

/** Replaced when the topics change. */
interface ActiveTopics {
  readonly topics: readonly Topic[];
  readonly problems: readonly TopicProblem[];
  /** Topics of the settings without a paper, as of the last assignment. */
  empty?: readonly TopicProblem[];
  readonly setting?: unknown;
  /** Created when the first paper is scanned. */
  plan?: Promise<TopicPlan>;
  cache?: Promise<TopicCache>;
}

/** The bundled topics, overridden by the settings, and their assignment to papers. */
export class Topics extends Disposable {
  readonly #sources: TopicSources;
  readonly #changed = this._register(new Emitter<void>());
  #bundled: readonly Topic[] | undefined;
  #active: ActiveTopics = { topics: [], problems: [] };
  #logged: readonly string[] = [];
  #keeping: Promise<void> = Promise.resolve();
  /** The setting in the cache's file, as JSON; `undefined` until it was read or written. */
  #keptSetting: string | undefined;

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(sources: TopicSources) {
    super();
    this.#sources = sources;
    this._register(sources.onDidChangeSetting(() => this.#settingChanged()));
  }

  /** In display order; empty before the first `assign`. */
  topics(): readonly Topic[] {
    return this.#active.topics;
  }

  /** Sentences; empty before the first `assign`. */
  problems(): readonly string[] {
    const { problems, empty = [] } = this.#active;
    return [...problems, ...empty].map((problem) => topicMessage(problem, this.#sources.l10n));
  }

  /**
   * Primary topic first. Rejects if the topics can't be read.
   * @param verified returns the verified index. Called only if topics must be computed, because results from a
   * damaged segment must not be cached.
   */
  async assign(
    index: PaperIndex,
    verified?: () => Promise<PaperIndex>,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    if (this.#bundled === undefined) {
      const { topics, problems } = await readBundledTopics(this.#sources);
      for (const problem of problems) this.#sources.log.warn(topicMessage(problem, this.#sources.l10n));
      const { l10n } = this.#sources;
      this.#bundled = topics.map((topic) => ({
        ...topic,
        label: l10n.t(topic.label),
        englishLabel: topic.label,
      }));
      this.#apply(this.#bundled);
    }
    const now = this.#active;
    const assigned = await this.#assignBy(now, index, verified);
    now.empty = await runInSlices(topicsWithoutPapers(now.topics, this.#bundled, assigned));
    if (now === this.#active) this.#logProblems();
    return assigned;
  }

  async #assignBy(
    now: ActiveTopics,
    index: PaperIndex,
    verified?: () => Promise<PaperIndex>,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const isSearched = now.topics.some(({ query }) => query !== undefined);
    if (verified !== undefined && isSearched) return this.#assignBy(now, await verified());
    const found = await runInSlices(findTopics(index, now.topics));
    const known = await (now.cache ??= this.#recall(now.topics));
    await runInSlices(known.recall(index.segments));
    if (known.hasAll(index.segments)) {
      this.#keepSetting(now, known);
      return runInSlices(topicsById(index, known, found));
    }
    if (verified !== undefined) return this.#assignBy(now, await verified());
    const plan = await (now.plan ??= runInSlices(planTopics(now.topics)));
    const assigned = await runInSlices(assignTopics(index, plan, known, found));
    if (known.hasAll(index.segments)) this.#keep(now, known);
    else this.#keepSetting(now, known);
    return assigned;
  }

  get idle(): Promise<void> {
    return this.#keeping;
  }

  async #recall(topics: readonly Topic[]): Promise<TopicCache> {
    const { cache } = this.#sources;
    if (cache === undefined) return new TopicCache(undefined);
    return new TopicCache(
      await readTopicFile(cache.file, rulesVersion(topics, cache.version), cache.readOnly),
    );
  }

  /**
   * Writes the cache if its file has another setting, which programs outside VS Code read. A topic or term that
   * is a search leaves nothing to cache, so no scan writes the file.
   */
  #keepSetting(now: ActiveTopics, known: TopicCache): void {
    const { cache } = this.#sources;
    if (cache === undefined || this.#keptSetting === asJson(now.setting)) return;
    this.#keep(now, known, async () => {
      this.#keptSetting ??= asJson(await readTopicSetting(cache.file));
      return this.#keptSetting !== asJson(now.setting);
    });
  }

  /**
   * Queues a write. After a failure, the next scan writes again.
   * @param isNeeded called immediately before the write
   */
  #keep(
    { topics, setting }: ActiveTopics,
    known: TopicCache,
    isNeeded = (): Promise<boolean> => Promise.resolve(true),
  ): void {
    const { cache, log } = this.#sources;
    if (cache === undefined || cache.readOnly === true) return;
    const write = async (): Promise<void> => {
      if (!(await isNeeded())) return;
      await writeTopicFile(cache.file, rulesVersion(topics, cache.version), known.entries(), setting);
      this.#keptSetting = asJson(setting);
    };
    this.#keeping = this.#keeping
      .then(write)
      .catch((error: unknown) => log.info(`Topics: ${cache.file} could not be written. ${String(error)}`));
  }

  #settingChanged(): void {
    // No topics are loaded before the first `assign`.
    if (this.#bundled === undefined) return;
    this.#apply(this.#bundled);
    this.#changed.fire();
  }

  #apply(bundled: readonly Topic[]): void {
    const setting = this.#sources.setting();
    this.#active = { ...applyChanges(bundled, setting, isCodicon), setting };
  }

  /** Logs each problem once, and again if it returns after it was fixed. */
  #logProblems(): void {
    const problems = this.problems();
    const news = problems.filter((problem) => !this.#logged.includes(problem));
    for (const problem of news) this.#sources.log.warn(`papers.topics: ${problem}`);
    this.#logged = problems;
  }
}

function asJson(setting: unknown): string {
  return setting === undefined ? '' : JSON.stringify(setting);
}
