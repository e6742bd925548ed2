import type { Inspection } from '../core/code/contents';
import { repositoryKey } from '../core/links/repository';
import type { Repository } from '../core/paper/paper';
import { Disposable } from '../dispose';
import { Emitter, type Event } from '../emitter';

/** Results of the inspections of repositories in this window. */
export class Inspections extends Disposable {
  readonly #changed = this._register(new Emitter<void>());
  readonly #results = new Map<string, Inspection>();
  readonly #running = new Set<string>();

  readonly onDidChange: Event<void> = this.#changed.event;

  of(repository: Repository): Inspection | undefined {
    return this.#results.get(repositoryKey(repository));
  }

  isRunning(repository: Repository): boolean {
    return this.#running.has(repositoryKey(repository));
  }

  /** Returns `undefined` if an inspection of the repository is already running. */
  async run(
    repository: Repository,
    look: () => Promise<Inspection | undefined>,
  ): Promise<Inspection | undefined> {
    const key = repositoryKey(repository);
    if (this.#running.has(key)) return undefined;
    this.#running.add(key);
    this.#changed.fire();
    try {
      const result = await look();
      if (result) this.#results.set(key, result);
      return result;
    } finally {
      this.#running.delete(key);
      this.#changed.fire();
    }
  }
}
