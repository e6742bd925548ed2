import type { Inspection } from '../../core/code/contents';
import type { Repository } from '../../core/paper/paper';
import { Disposable } from '../../dispose';
import type { Event } from '../../emitter';
import type { CodeWatcher } from '../../library/codeWatch/codeWatcher';
import type { Log } from '../../log';
import type { GitOutcome } from '../git/existingClone';
import { isNetwork } from '../git/gitFailure';
import { lookHoldsCode } from './holdsCode';

export interface RepositoryWatchDeps {
  readonly code: Pick<CodeWatcher, 'due' | 'claim' | 'release' | 'noteContents'>;
  readonly isAllowed: () => boolean;
  readonly onDidChangeSettings: Event<unknown>;
  /** Without an account. Returns `undefined` if this window is already inspecting the repository. */
  readonly look: (repository: Repository, signal: AbortSignal) => Promise<GitOutcome<Inspection> | undefined>;
  readonly monotonic: () => number;
  readonly log: Log;
}

/** Pause after a network failure. */
const PAUSE_MS = 6 * 3_600_000;

/** Inspects saved papers' repositories without code: each once a week, one at a time, without messages. */
export class RepositoryWatch extends Disposable {
  readonly #deps: RepositoryWatchDeps;
  #stop = new AbortController();
  #running: Promise<void> | undefined;
  #failedAt: number | undefined;

  constructor(deps: RepositoryWatchDeps) {
    super();
    this.#deps = deps;
    this._register({ dispose: () => this.#stop.abort() });
    this._register(deps.onDidChangeSettings(() => deps.isAllowed() || this.#cancel()));
  }

  /** Joins a running round. Never rejects. */
  run(): Promise<void> {
    return (this.#running ??= this.#round()
      .catch((error: unknown) => this.#deps.log.warn(`Code watch: ${String(error)}`))
      .finally(() => (this.#running = undefined)));
  }

  #cancel(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  async #round(): Promise<void> {
    const { code, isAllowed, monotonic } = this.#deps;
    const { signal } = this.#stop;
    if (this.#failedAt !== undefined && monotonic() - this.#failedAt < PAUSE_MS) return;
    for (const repository of code.due()) {
      if (this.disposed || signal.aborted || !isAllowed()) return;
      // Another window may be inspecting the repository.
      const before = await code.claim(repository);
      if (before !== undefined && !(await this.#look(repository, before, signal))) return;
    }
  }

  async #look(repository: Repository, before: number, signal: AbortSignal): Promise<boolean> {
    const { code, look, log, monotonic } = this.#deps;
    const { owner, name } = repository;
    const outcome = await look(repository, signal);
    if (outcome === undefined || outcome.kind === 'cancelled') {
      await code.release(repository, before);
      return outcome === undefined;
    }
    const hasCode = lookHoldsCode(outcome, 'anonymous');
    log.info(
      `code watch ${owner}/${name}: ${outcome.kind === 'failed' ? outcome.failure.reason : outcome.kind}`,
    );
    if (hasCode !== undefined) await code.noteContents(repository, hasCode, false);
    if (outcome.kind !== 'failed' || !isNetwork(outcome.failure)) return true;
    // The host was not reached, so no new week starts.
    await code.release(repository, before);
    this.#failedAt = monotonic();
    return false;
  }
}
