import { createHash } from 'node:crypto';
import path from 'node:path';
import type { PaperIndex } from '../../core/index/paperIndex';
import { KnownTopics } from '../../core/topics/topicCache';
import { assignTopics, TOPIC_RULES, topicsById } from '../../core/topics/assignTopics';
import { planTopics, type TopicPlan } from '../../core/topics/topicPlan';
import { readTopics, type Topic, withChanges } from '../../core/topics/topics';
import { Disposing } from '../../dispose';
import type { Log } from '../../log';
import { Emitter, type Subscribe } from '../../emitter';
import { sliced } from '../../timeSlice';
import { readTopicFile, writeTopicFile } from './topicFile';
import { sweepTemporary } from '../store/atomicWrite';

/** Where topics come from. */
export interface TopicSources {
  /** Text of the topics that come with the extension. */
  readonly readFile: () => Promise<string>;
  /** The list in the user's settings, as it is there. */
  readonly setting: () => unknown;
  readonly onDidChangeSetting: Subscribe<void>;
  /** Where what papers earned is kept for the next start, and the version whose code decided it. */
  readonly kept?: { readonly file: string; readonly version: string };
  readonly log: Log;
}

/** Topics with what they gave so far, which goes when they change. */
interface InEffect {
  readonly topics: readonly Topic[];
  /** How they are counted, planned when a paper is to be scanned. */
  plan?: Promise<TopicPlan>;
  known?: Promise<KnownTopics>;
}

/** The topics in effect, those of the extension under those of the settings, and which paper has which. */
export class Topics extends Disposing {
  readonly #sources: TopicSources;
  readonly #changed = this.register(new Emitter<void>());
  #bundled: readonly Topic[] | undefined;
  #now: InEffect = { topics: [] };
  #keeping: Promise<void> = Promise.resolve();

  /** The settings changed the topics in effect. */
  readonly onDidChange: Subscribe<void> = this.#changed.event;

  constructor(sources: TopicSources) {
    super();
    this.#sources = sources;
    this.register(sources.onDidChangeSetting(() => this.#settingChanged()));
  }

  /** Topics in the order in which they are shown; empty before the first `assign`. */
  topics(): readonly Topic[] {
    return this.#now.topics;
  }

  /** Topic ids of each paper of an index, primary first, by the paper's id. Rejects when the topics can't be read. */
  async assign(index: PaperIndex): Promise<ReadonlyMap<string, readonly string[]>> {
    if (this.#bundled === undefined) {
      const { topics, problems } = readTopics(JSON.parse(await this.#sources.readFile()));
      for (const problem of problems) this.#sources.log.warn(problem);
      this.#bundled = topics;
      this.#apply(topics);
    }
    const now = this.#now;
    const known = await (now.known ??= this.#recall(now.topics));
    await sliced(known.recall(index.segments));
    if (known.hasAll(index.segments)) return sliced(topicsById(index, known));
    const plan = await (now.plan ??= sliced(planTopics(now.topics)));
    const assigned = await sliced(assignTopics(index, plan, known));
    if (known.hasAll(index.segments)) this.#keep(now.topics, known);
    return assigned;
  }

  /** Settled when nothing is left to be written. */
  get idle(): Promise<void> {
    return this.#keeping;
  }

  async #recall(topics: readonly Topic[]): Promise<KnownTopics> {
    const { kept } = this.#sources;
    if (kept === undefined) return new KnownTopics(undefined);
    // What was being written when an earlier session was killed would stay for ever.
    this.#keeping = this.#keeping.then(() => sweepTemporary(path.dirname(kept.file), Date.now()));
    return new KnownTopics(await readTopicFile(kept.file, rulesOf(topics, kept.version)));
  }

  /** Writes what is known, one time after the other; what fails is written again after the next scan. */
  #keep(topics: readonly Topic[], known: KnownTopics): void {
    const { kept, log } = this.#sources;
    if (kept === undefined) return;
    this.#keeping = this.#keeping
      .then(() => writeTopicFile(kept.file, rulesOf(topics, kept.version), known.entries()))
      .catch((error: unknown) => log.info(`Topics: ${kept.file} could not be kept. ${String(error)}`));
  }

  #settingChanged(): void {
    // Before the first papers there is nobody to tell.
    if (this.#bundled === undefined) return;
    this.#apply(this.#bundled);
    this.#changed.fire();
  }

  #apply(bundled: readonly Topic[]): void {
    const { topics, problems } = withChanges(bundled, this.#sources.setting());
    for (const problem of problems) this.#sources.log.warn(`papers.topics: ${problem}`);
    this.#now = { topics };
  }
}

/** Everything that decides which topics a paper earns, in one word. */
function rulesOf(topics: readonly Topic[], version: string): string {
  return createHash('sha256')
    .update(JSON.stringify([version, TOPIC_RULES, topics]))
    .digest('hex');
}
