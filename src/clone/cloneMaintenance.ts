import * as vscode from 'vscode';
import type { Repository } from '../core/paper/paper';
import { cloneUrl, sameRepository } from '../core/links/repository';
import { Disposable } from '../dispose';
import type { ClonedFolder, ClonedFolders } from '../library/store/clonedFolders';
import { notify } from '../notify';
import { paperIdOr } from '../papers/paperArgument';
import { pickClone } from './pickers/pickClone';
import { repositoryName, type ClonePapers } from './pickers/pickRepository';
import { fetchFullHistory } from './git/cloneOperations';
import { failedOutcome, type GitOutcome, type ExistingClone } from './git/existingClone';
import { fetchLfsFiles, missingLfsFiles } from './git/lfsFiles';
import type { HostAccess, GitContext } from './git/gitRunner';
import type { LastFailures } from './diagnostics/diagnostics';
import { formatBytes } from '../core/text/formatBytes';
import { checkoutAtDate } from './checkoutAtDate';
import type { NetworkConsent } from './messages/networkConsent';
import { showProgress } from './messages/showProgress';
import { showFailure } from './messages/showFailure';
import { withGit, type GitServices } from './runWithGit';
import { messageLanguage } from '../messageLocale';

export interface MaintenanceDeps extends GitServices {
  readonly papers: ClonePapers;
  readonly activePaper: () => string | undefined;
  readonly cloned: ClonedFolders;
  readonly failures: LastFailures;
  readonly consent: NetworkConsent;
}

type CloneTask<T> = (clone: ExistingClone, effects: GitContext) => Promise<GitOutcome<T>>;

/** Commands that fetch what a clone left out. */
export class CloneMaintenance extends Disposable {
  readonly #deps: MaintenanceDeps;
  readonly #end = new AbortController();

  constructor(deps: MaintenanceDeps) {
    super();
    this.#deps = deps;
  }

  override dispose(): void {
    this.#end.abort();
    super.dispose();
  }

  async fullHistory(argument: unknown): Promise<void> {
    const clone = await this.#clone(argument);
    if (clone === undefined) return;
    const name = repositoryName(repositoryOf(clone));
    const title = vscode.l10n.t('Fetching the history of {0}', name);
    const what = vscode.l10n.t('The history of {0} was not fetched.', name);
    const commits = await this.#run(clone, title, what, fetchFullHistory);
    if (commits === undefined) return;
    await notify('info', vscode.l10n.t('{0} has its whole history now: {1} commits.', name, commits));
  }

  /** Downloads the missing large files if the user agrees to their number and size. */
  async lfsFiles(argument: unknown, options?: unknown): Promise<void> {
    const clone = await this.#clone(argument, folderIn(options));
    if (clone === undefined) return;
    const name = repositoryName(repositoryOf(clone));
    const what = vscode.l10n.t('The large files of {0} were not downloaded.', name);
    const counting = vscode.l10n.t('Counting the large files of {0}', name);
    const missing = await this.#run(clone, counting, what, missingLfsFiles);
    if (missing === undefined) return;
    if (missing.files === 0) {
      await notify('info', vscode.l10n.t('No large files of {0} are missing.', name));
      return;
    }
    const size = formatBytes(missing.bytes, messageLanguage());
    await notify(
      'info',
      vscode.l10n.t('{0} has {1} large files that are not downloaded yet ({2}).', name, missing.files, size),
      {
        label: vscode.l10n.t('Download {0}', size),
        run: async () => {
          const title = vscode.l10n.t('Downloading {0} for {1}', size, name);
          const left = await this.#run(clone, title, what, fetchLfsFiles);
          if (left === undefined) return;
          const message =
            left.files === 0
              ? vscode.l10n.t('{0} has all its large files now.', name)
              : vscode.l10n.t('{0} large files of {1} are still missing.', left.files, name);
          await notify(left.files === 0 ? 'info' : 'warning', message);
        },
      },
    );
  }

  async paperDay(argument: unknown): Promise<void> {
    const clone = await this.#clone(argument);
    if (clone === undefined) return;
    const repository = repositoryOf(clone);
    const name = repositoryName(repository);
    const paper = this.#deps.papers.paper(clone.paperId);
    const day = paper?.published ?? '';
    const branch = paper?.repositories.find((own) => sameRepository(own, repository))?.ref;
    if (day === '') {
      await notify('info', vscode.l10n.t('The day of the paper of {0} is not known.', name));
      return;
    }
    const title = vscode.l10n.t('Checking out {0} as of {1}', name, day);
    const what = vscode.l10n.t('{0} was not set to its state of {1}, the day of the paper.', name, day);
    const work: CloneTask<{ readonly id: string; readonly date: string }> = (existing, effects) =>
      checkoutAtDate(existing, day, effects, branch);
    const commit = await this.#run(clone, title, what, work);
    if (commit === undefined) return;
    const short = commit.id.slice(0, 10);
    await notify(
      'info',
      vscode.l10n.t(
        '{0} is at commit {1} of {2}, the newest on the paper’s day. “git checkout -” goes back.',
        ...[name, short, commit.date],
      ),
    );
  }

  /** Returns a clone of the given paper, else of the active page's paper, else one that the user picks. */
  async #clone(argument: unknown, folder?: string): Promise<ClonedFolder | undefined> {
    const { papers, cloned, activePaper } = this.#deps;
    const id = paperIdOr(argument, activePaper);
    await Promise.all([papers.ready, cloned.refresh()]);
    return pickClone(id === undefined ? undefined : { id, paper: papers.paper(id) }, cloned, folder);
  }

  /** Runs work with progress. Shows failures. Returns undefined if the work failed or was cancelled. */
  async #run<T>(
    clone: ClonedFolder,
    title: string,
    what: string,
    work: CloneTask<T>,
    access: HostAccess = { account: 'anonymous' },
  ): Promise<T | undefined> {
    if (!(await this.#deps.consent.allows(repositoryOf(clone), vscode.l10n.t('Connect Anyway'))))
      return undefined;
    const url = cloneUrl(repositoryOf(clone));
    const done: GitOutcome<T> =
      url === undefined
        ? failedOutcome('badAddress')
        : await showProgress(title, this.#end.signal, (signal, onProgress) =>
            withGit<GitOutcome<T>>(this.#deps, signal, onProgress, (effects) =>
              work({ folder: clone.folder, url, ...access }, effects),
            ),
          );
    switch (done.kind) {
      case 'done':
        return done.value;
      case 'cancelled':
        return undefined;
      case 'failed': {
        const repository = repositoryOf(clone);
        let result: T | undefined;
        const again = async (next: HostAccess): Promise<void> => {
          result = await this.#run(clone, title, what, work, next);
        };
        const { failure } = done;
        await showFailure({ what, failure, repository, access, again }, this.#deps.failures);
        return result;
      }
    }
  }
}

/** A context menu passes a list of selected nodes as the options. */
function folderIn(options: unknown): string | undefined {
  const folder = (options as { readonly folder?: unknown } | null | undefined)?.folder;
  return typeof folder === 'string' ? folder : undefined;
}

function repositoryOf({ host, owner, name }: ClonedFolder): Repository {
  return { host, owner, name, url: `https://${host}/${owner}/${name}` };
}
