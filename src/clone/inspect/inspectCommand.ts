import path from 'node:path';
import * as vscode from 'vscode';
import type { Inspection } from '../../core/code/contents';
import type { Paper, Repository } from '../../core/paper/paper';
import { Disposable } from '../../dispose';
import { Command, Setting } from '../../ids';
import type { CodeWatcher } from '../../library/codeWatch/codeWatcher';
import type { Inspections } from '../../library/inspections';
import { networkMode, openSettings } from '../../networkSettings';
import { notify } from '../../notify';
import { paperIdOr } from '../../papers/paperArgument';
import { inspectionFacts } from '../../papers/inspectionText';
import { showUnknownPaper } from '../../papers/unknownPaper';
import { namedRepository, type CloneOptions, type ClonePicking } from '../cloneCommand';
import type { LastFailures } from '../diagnostics/diagnostics';
import type { HostAccess } from '../git/gitRunner';
import { repositoryPageAction } from '../messages/openActions';
import { showFailure } from '../messages/showFailure';
import { showNoCode, showRestricted } from '../messages/showOutcome';
import { showProgress } from '../messages/showProgress';
import { isWithoutCode, lookHoldsCode } from '../watch/holdsCode';
import { watchOffer, type IsSaved } from '../watch/watchOffer';
import { pickRepository, repositoryName, type ClonePapers } from '../pickers/pickRepository';
import { withGit, type GitServices } from '../runWithGit';
import { inspectRepository } from './inspectRepository';
import { messageLocale } from '../../messageLocale';

export interface InspectDeps extends ClonePicking, GitServices {
  readonly papers: ClonePapers;
  readonly inspections: Inspections;
  readonly failures: LastFailures;
  readonly code: Pick<CodeWatcher, 'noteContents'>;
  readonly isSaved: IsSaved;
  readonly storage: string;
}

export class InspectCommand extends Disposable {
  readonly #deps: InspectDeps;
  readonly #end = new AbortController();

  constructor(deps: InspectDeps) {
    super();
    this.#deps = deps;
    this._register({ dispose: () => this.#end.abort() });
  }

  /** Uses the given paper, the active page's paper, or a picked paper. */
  async run(argument: unknown, options: CloneOptions = {}): Promise<void> {
    const { papers, picker, activePaper } = this.#deps;
    const title = vscode.l10n.t('Look into Repository');
    const id = paperIdOr(argument, activePaper);
    if (id !== undefined) await papers.ready;
    const paper = id === undefined ? await picker.pick({ title, filter: 'has:code' }) : papers.paper(id);
    if (!paper) return id === undefined ? undefined : showUnknownPaper(id);
    const named = namedRepository(paper, options);
    const repository =
      named ?? (await pickRepository(paper, title, vscode.l10n.t('Look into which repository?')));
    if (repository) await this.#look(paper, repository, { account: 'anonymous' });
    else if (paper.repositories.length === 0) await showNoCode(paper);
  }

  async #look(paper: Paper, repository: Repository, access: HostAccess): Promise<void> {
    if (!vscode.workspace.isTrusted) return showRestricted(repository);
    if (networkMode() === 'off') {
      const message = vscode.l10n.t('The network is switched off in the settings.');
      return notify('info', message, openSettings(Setting.network));
    }
    const found = await this.#deps.inspections.run(repository, () => this.#shown(paper, repository, access));
    if (found) await showInspection(paper, repository, found, this.#deps.isSaved);
  }

  /** Inspects with progress. Shows a failure and returns `undefined`. */
  async #shown(paper: Paper, repository: Repository, access: HostAccess): Promise<Inspection | undefined> {
    const { storage, failures, code, isSaved } = this.#deps;
    const name = repositoryName(repository);
    const request = { ...access, repository, parent: path.join(storage, 'looks') };
    const outcome = await showProgress(
      vscode.l10n.t('Looking into {0}', name),
      this.#end.signal,
      (signal, onProgress) =>
        withGit(this.#deps, signal, onProgress, (effects) => inspectRepository(request, effects)),
    );
    const hasCode = lookHoldsCode(outcome, access.account);
    if (hasCode !== undefined) await code.noteContents(repository, hasCode, true);
    if (outcome.kind === 'done') return outcome.value;
    if (outcome.kind === 'failed') {
      const what = vscode.l10n.t('{0} could not be looked into.', name);
      const again = (next: HostAccess): unknown => this.#look(paper, repository, next);
      // Not awaited, because the message stays open.
      const { failure } = outcome;
      const more = isWithoutCode(failure, access.account)
        ? watchOffer(paper, repository, isSaved).actions
        : [];
      void showFailure({ what, failure, repository, access: request, again, more }, failures);
    }
    return undefined;
  }
}

async function showInspection(
  paper: Paper,
  repository: Repository,
  found: Inspection,
  isSaved: IsSaved,
): Promise<void> {
  const facts = inspectionFacts(found, messageLocale()).join(' · ');
  const isReadme = found.kind === 'readme';
  const offer = watchOffer(paper, repository, isSaved);
  const text = [`${repositoryName(repository)}: ${facts}`, isReadme ? offer.sentence : ''];
  const watch = isReadme ? offer.actions : [];
  const clone = {
    label: vscode.l10n.t('Clone'),
    run: () =>
      vscode.commands.executeCommand(Command.cloneRepository, paper.id, {
        repository: repository.url,
        linked: repository.url,
      }),
  };
  const message = text.filter((part) => part !== '').join('. ');
  await notify('info', message, ...watch, clone, repositoryPageAction(repository));
}
