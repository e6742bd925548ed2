import type { PaperIndex } from '../core/index/paperIndex';
import { assignTopics, type KeptTopics } from '../core/topicAssignment';
import { planTopics, type TopicPlan } from '../core/topicPlan';
import { readTopics, type Topic, withChanges } from '../core/topics';
import { Disposing } from '../dispose';
import type { Log } from '../log';
import { Emitter, type Subscribe } from './emitter';
import { sliced } from './sliced';

/** Where topics come from. */
export interface TopicSources {
  /** Text of the topics that come with the extension. */
  readonly readFile: () => Promise<string>;
  /** The list in the user's settings, as it is there. */
  readonly setting: () => unknown;
  readonly onDidChangeSetting: Subscribe<void>;
  readonly log: Log;
}

/** The topics in effect, those of the extension under those of the settings, and which paper has which. */
export class Topics extends Disposing {
  readonly #sources: TopicSources;
  readonly #changed = this.register(new Emitter<void>());
  #bundled: readonly Topic[] | undefined;
  #topics: readonly Topic[] = [];
  /** How the topics in effect are counted, and what they gave so far; both go when the topics change. */
  #plan: Promise<TopicPlan> | undefined;
  #kept: KeptTopics = new WeakMap();

  /** The settings changed the topics in effect. */
  readonly onDidChange: Subscribe<void> = this.#changed.event;

  constructor(sources: TopicSources) {
    super();
    this.#sources = sources;
    this.register(sources.onDidChangeSetting(() => this.#settingChanged()));
  }

  /** Topics in the order in which they are shown; empty before the first `assign`. */
  topics(): readonly Topic[] {
    return this.#topics;
  }

  /** Topic ids of each paper of an index, primary first, by the paper's id. Rejects when the topics can't be read. */
  async assign(index: PaperIndex): Promise<ReadonlyMap<string, readonly string[]>> {
    if (this.#bundled === undefined) {
      const { topics, problems } = readTopics(JSON.parse(await this.#sources.readFile()));
      for (const problem of problems) this.#sources.log.warn(problem);
      this.#bundled = topics;
      this.#apply(topics);
    }
    const plan = (this.#plan ??= sliced(planTopics(this.#topics)));
    const kept = this.#kept;
    return sliced(assignTopics(index, await plan, kept));
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
    this.#topics = topics;
    this.#plan = undefined;
    this.#kept = new WeakMap();
  }
}
