import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Repository } from '../core/paper/paper';
import { repositoryKey } from '../core/links/repository';
import { Disposable } from '../dispose';
import { Setting } from '../ids';
import { setting } from '../config';
import type { CodeWatcher } from '../library/codeWatch/codeWatcher';
import type { ClonedFolders } from '../library/store/clonedFolders';
import { cloneRepository } from './cloneRepository';
import type { CloneJob, CloneOutcome } from './cloneTypes';
import { repositoryName } from './pickers/pickRepository';
import { cloneHoldsCode } from './watch/holdsCode';
import type { History } from './git/gitArguments';
import type { GitContext } from './git/gitRunner';
import { THIS_PROCESS, type NoteStore } from './resume/pendingNotes';
import { showProgress } from './messages/showProgress';
import { withoutNote } from './resume/announceNotes';
import { withGit, type GitServices } from './runWithGit';

export interface ClonerDeps extends GitServices {
  readonly cloned: ClonedFolders;
  readonly notes: NoteStore;
  readonly code: Pick<CodeWatcher, 'noteContents'>;
}

/** Runs one clone at a time for each repository, with progress in a notification. */
export class Cloner extends Disposable {
  readonly #deps: ClonerDeps;
  readonly #running = new Map<string, Promise<CloneOutcome>>();
  readonly #end = new AbortController();

  constructor(deps: ClonerDeps) {
    super();
    this.#deps = deps;
  }

  running(repository: Repository): Promise<CloneOutcome> | undefined {
    return this.#running.get(repositoryKey(repository));
  }

  /**
   * Starts a clone, or joins the running one. Never rejects for an expected failure.
   * @param signal cancels a clone that this call starts
   */
  run(job: CloneJob, signal?: AbortSignal): Promise<CloneOutcome> {
    const key = repositoryKey(job.repository);
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    const { cloned } = this.#deps;
    const outcome = this.#runWithProgress(job, signal).finally(() => {
      this.#running.delete(key);
      cloned.noteCloning(job.repository, false);
    });
    this.#running.set(key, outcome);
    cloned.noteCloning(job.repository, true);
    return outcome;
  }

  /** Running clones remove their staging folders. */
  override dispose(): void {
    this.#end.abort();
    super.dispose();
  }

  #runWithProgress(job: CloneJob, signal: AbortSignal | undefined): Promise<CloneOutcome> {
    const title = vscode.l10n.t('Cloning {0}', repositoryName(job.repository));
    const ends = signal === undefined ? this.#end.signal : AbortSignal.any([signal, this.#end.signal]);
    return showProgress(title, ends, (cancelled, onProgress) =>
      withGit(this.#deps, cancelled, onProgress, (effects) => this.#clone(job, effects)),
    );
  }

  async #clone(job: CloneJob, effects: GitContext): Promise<CloneOutcome> {
    const token = randomBytes(8).toString('hex');
    const noted = this.#note(job, token);
    let cutOff = false;
    try {
      const outcome = await cloneRepository({ ...job, history: history() }, effects);
      effects.log.info(`clone ${repositoryKey(job.repository)}: ${outcome.kind}`);
      if (outcome.kind === 'cloned') await this.#record(job, outcome.folder);
      const hasCode = cloneHoldsCode(outcome, job.account);
      if (hasCode !== undefined) await this.#deps.code.noteContents(job.repository, hasCode, true);
      // The next window reports a clone that the closing window interrupts.
      cutOff = outcome.kind === 'cancelled' && this.#end.signal.aborted;
      return outcome;
    } finally {
      await noted;
      if (!cutOff) await this.#removeNote(token);
    }
  }

  async #record({ repository: { host, owner, name }, paper }: CloneJob, folder: string): Promise<void> {
    const { cloned, log } = this.#deps;
    const clonedAt = new Date().toISOString();
    await cloned
      .add({ host, owner, name, folder, paperId: paper.id, clonedAt })
      .catch((error: unknown) => log.warn(`clone: not remembered: ${String(error)}`));
  }

  async #removeNote(token: string): Promise<void> {
    const { notes, log } = this.#deps;
    await notes
      .update((before) => withoutNote(before, token))
      .catch((error: unknown) => log.warn(`clone: note not removed: ${String(error)}`));
  }

  /** For the next window, if the clone is interrupted. The clone runs even if this fails. */
  async #note({ paper, repository, parent }: CloneJob, token: string): Promise<void> {
    const note = {
      ...{ token, process: THIS_PROCESS, paperId: paper.id, parent, at: Date.now() },
      ...{ name: repositoryName(repository), url: repository.url },
    };
    await this.#deps.notes
      .update((before) => ({ ...before, running: [...before.running, note] }))
      .catch((error: unknown) => this.#deps.log.warn(`clone: not noted: ${String(error)}`));
  }
}

function history(): History {
  const isHistory = (value: unknown): value is History => value === 'shallow' || value === 'full';
  return setting(Setting.cloneHistory, isHistory) ?? 'shallow';
}
