import path from 'node:path';
import * as vscode from 'vscode';
import type { Paper, Repository } from '../core/paper/paper';
import { cloneUrl, parseRepository } from '../core/links/repository';
import type { Inspections } from '../library/inspections';
import type { ClonedFolders } from '../library/store/clonedFolders';
import { paperIdOf } from '../papers/paperArgument';
import type { PaperPicker } from '../papers/paperPicker';
import { showUnknownPaper } from '../papers/unknownPaper';
import { pickConflict } from './pickers/pickConflict';
import { pickParent } from './pickers/pickParent';
import { mayBeLarge, askAboutSize } from './pickers/sizeQuestion';
import { pickRepository, repositoryName, type ClonePapers } from './pickers/pickRepository';
import type { CloneOutcome } from './cloneTypes';
import type { Cloner } from './cloner';
import type { CloneJob } from './cloneTypes';
import { folderName } from './staging/folderName';
import type { LastFailures } from './diagnostics/diagnostics';
import { isTaken } from './staging/targetFolder';
import { watchOffer, type IsSaved } from './watch/watchOffer';
import type { NetworkConsent } from './messages/networkConsent';
import { showAlreadyCloned, showOtherFolder, type WriteOpenNote } from './messages/showCloned';
import { showNoCode, showOutcome, showRestricted } from './messages/showOutcome';

export interface CloneOptions {
  /** URL of one of the paper's repositories, which the user picks if absent. */
  readonly repository?: string;
  /** URL of another repository, such as a model that names the paper. */
  readonly linked?: string;
}

/** Returns the repository that the options name. */
export function namedRepository(paper: Paper, { repository, linked }: CloneOptions): Repository | undefined {
  return paper.repositories.find(({ url }) => url === repository) ?? parseRepository(linked ?? '');
}

export interface ClonePicking {
  readonly picker: PaperPicker;
  /** Id of the paper on the active page, which is listed first. */
  readonly activePaper: () => string | undefined;
}

export interface CloneCommandDeps extends ClonePicking {
  readonly papers: ClonePapers;
  readonly cloner: Cloner;
  readonly cloned: ClonedFolders;
  readonly inspections: Pick<Inspections, 'of'>;
  readonly failures: LastFailures;
  readonly isSaved: IsSaved;
  readonly consent: NetworkConsent;
  readonly note: WriteOpenNote;
}

/** The clone command: picks paper, repository and target folder, clones, and shows the outcome. */
export class CloneCommand {
  readonly #deps: CloneCommandDeps;

  constructor(deps: CloneCommandDeps) {
    this.#deps = deps;
  }

  /** Returns the clone's folder, or undefined if nothing was cloned. */
  async run(argument: unknown, options: CloneOptions = {}): Promise<string | undefined> {
    const { papers, cloner, cloned } = this.#deps;
    const id = paperIdOf(argument);
    if (id !== undefined) await papers.ready;
    const paper = id === undefined ? await this.#pickPaper() : papers.paper(id);
    if (paper === undefined) {
      if (id !== undefined) await showUnknownPaper(id);
      return undefined;
    }
    const repository = namedRepository(paper, options) ?? (await pickRepository(paper));
    if (repository === undefined) {
      if (paper.repositories.length === 0) await showNoCode(paper);
      return undefined;
    }
    if (!vscode.workspace.isTrusted) {
      void showRestricted(repository);
      return undefined;
    }
    const running = cloner.running(repository);
    if (running !== undefined) return folderOf(await running);
    await cloned.refresh();
    const known = cloned.cloneOf(repository);
    if (known !== undefined) return this.#elsewhere(paper, repository, known.folder);
    if (mayBeLarge(repository) && this.#deps.inspections.of(repository) === undefined) {
      if (!(await askAboutSize(paper, repository))) return undefined;
    }
    if (!(await this.#mayClone(repository))) return undefined;
    const parent = await pickParent();
    if (parent === undefined) return undefined;
    return this.#start({ paper, repository, parent, name: folderName(repository), account: 'anonymous' });
  }

  #pickPaper(): Promise<Paper | undefined> {
    const { papers, picker, activePaper } = this.#deps;
    const active = papers.paper(activePaper() ?? '');
    const first = active !== undefined && active.repositories.length > 0 ? active.id : undefined;
    return picker.pick({ title: vscode.l10n.t('Clone Repository'), filter: 'has:code', first });
  }

  #mayClone(repository: Repository): Promise<boolean> {
    return this.#deps.consent.allows(repository, vscode.l10n.t('Clone Anyway'));
  }

  async #start(job: CloneJob): Promise<string | undefined> {
    const target = path.join(job.parent, job.name);
    // Before git starts. The clone checks again before the move.
    if (await isTaken(target)) return this.#elsewhere(job.paper, job.repository, target, job);
    if (!(await this.#mayClone(job.repository))) return undefined;
    const outcome = await this.#deps.cloner.run(job);
    if (outcome.kind === 'taken') return this.#elsewhere(job.paper, job.repository, outcome.folder, job);
    const { note, failures, isSaved, papers } = this.#deps;
    const watch = watchOffer(papers.paper(job.paper.id), job.repository, isSaved);
    // Not awaited: the caller needs only the folder.
    void showOutcome(job, outcome, { note, failures, watch, again: (next) => this.#start(next) });
    return folderOf(outcome);
  }

  /** Asks what to do with an existing target. */
  async #elsewhere(
    paper: CloneJob['paper'],
    repository: Repository,
    folder: string,
    job?: CloneJob,
  ): Promise<string | undefined> {
    const name = repositoryName(repository);
    const parent = job?.parent ?? path.dirname(folder);
    const other = await pickConflict(name, cloneUrl(repository) ?? repository.url, folder, parent);
    const next = {
      account: 'anonymous',
      ...job,
      paper,
      repository,
      parent,
      name: path.basename(folder),
    } as const;
    switch (other?.kind) {
      case undefined:
        return undefined;
      case 'open':
        if (other.occupant !== 'sameRepository') {
          void showOtherFolder({ repository, paper }, folder, other.occupant);
          return undefined;
        }
        void showAlreadyCloned({ repository, paper }, folder, this.#deps.note);
        return folder;
      case 'name':
        return this.#start({ ...next, name: other.name });
      case 'parent':
        return this.#start({ ...next, name: folderName(repository), parent: other.parent });
    }
  }
}

function folderOf(outcome: CloneOutcome): string | undefined {
  return outcome.kind === 'cloned' ? outcome.folder : undefined;
}
