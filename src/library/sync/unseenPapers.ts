import { featuredDay } from '../../core/paper/newestFirst';
import { Disposable } from '../../dispose';
import { Emitter } from '../../emitter';
import type { Library } from '../library';
import type { FeedMemory } from './feedState';

export interface LastRefresh {
  readonly newestDay?: string;
  readonly unseen: ReadonlySet<string>;
}

/** Papers that a refresh added and the user has not seen. All windows share their file. */
export class UnseenPapers extends Disposable {
  readonly #library: Library;
  readonly #memory: FeedMemory;
  readonly #changed = this._register(new Emitter<void>());
  #unseen: ReadonlySet<string> = new Set();

  readonly onDidChangeFreshness = this.#changed.event;

  constructor(library: Library, memory: FeedMemory) {
    super();
    this.#library = library;
    this.#memory = memory;
    this._register(library.onDidChange(() => this.#changed.fire()));
  }

  get freshness(): LastRefresh {
    const [newest] = this.#library.papers();
    return { ...(newest ? { newestDay: featuredDay(newest) } : {}), unseen: this.#unseen };
  }

  async markSeen(): Promise<void> {
    if (this.#unseen.size === 0) return;
    this.#unseen = new Set();
    this.#changed.fire();
    await this.#memory.note((state) => (state.unseen.length === 0 ? state : { ...state, unseen: [] }));
  }

  /** Call after a refresh of any window. */
  async reload(): Promise<void> {
    const { unseen } = await this.#memory.read();
    const same = unseen.length === this.#unseen.size && unseen.every((id) => this.#unseen.has(id));
    if (same || this.disposed) return;
    this.#unseen = new Set(unseen);
    this.#changed.fire();
  }
}
