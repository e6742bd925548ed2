import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { ENGLISH } from '../../core/lang/translator';
import { isText, setting } from '../../config';
import type { ToolAnswer } from '../../core/agent/answers';
import type { AgentCloner, ClonePlace, FreePlan } from '../../core/agent/clonePaper';
import { repositoryKey } from '../../core/links/repository';
import type { Repository } from '../../core/paper/paper';
import { Setting } from '../../ids';
import type { ClonedFolders } from '../../library/store/clonedFolders';
import type { CloneJob } from '../cloneTypes';
import type { Cloner } from '../cloner';
import type { LastFailures } from '../diagnostics/diagnostics';
import { networkMode } from '../../networkSettings';
import { watchOffer, type IsSaved } from '../watch/watchOffer';
import { showCloned, type WriteOpenNote } from '../messages/showCloned';
import { gitDefaultFolder, workspaceFolders } from '../pickers/pickParent';
import { expandFolder } from '../staging/folderName';
import { cloneAnswer } from './cloneAnswer';
import { clonePlace } from './clonePlace';

export interface AgentClonerDeps {
  readonly cloner: Cloner;
  readonly cloned: ClonedFolders;
  readonly failures: LastFailures;
  readonly note: WriteOpenNote;
  readonly isSaved: IsSaved;
}

/** Clones with the command's cloner, but without questions to the user. */
export class HostAgentCloner implements AgentCloner<AbortSignal> {
  readonly #deps: AgentClonerDeps;

  constructor(deps: AgentClonerDeps) {
    this.#deps = deps;
  }

  get isRestricted(): boolean {
    return !vscode.workspace.isTrusted;
  }

  get isNetworkOff(): boolean {
    return networkMode() === 'off';
  }

  async place(repository: Repository, folder: string | undefined): Promise<ClonePlace> {
    const { cloned } = this.#deps;
    await cloned.refresh();
    const known = cloned.cloneOf(repository);
    if (known !== undefined && folder === undefined) return { kind: 'present', folder: known.folder };
    return clonePlace(repository, folder, {
      configured: configuredFolder(),
      workspace: workspaceFolders().map(({ uri }) => uri.fsPath),
      ofGit: gitDefaultFolder(),
      home: homedir(),
    });
  }

  async clone(plan: FreePlan, signal: AbortSignal | undefined): Promise<ToolAnswer> {
    const { paper, repository, place } = plan;
    const { parent, name } = place;
    // As in the command. The clone reports a folder that could not be created.
    if (parent === configuredFolder()) await mkdir(parent, { recursive: true }).catch(() => undefined);
    const job: CloneJob = { paper, repository, parent, name, account: 'anonymous' };
    const outcome = await this.#deps.cloner.run(job, signal);
    const { note, isSaved } = this.#deps;
    const watch = watchOffer(paper, repository, isSaved);
    if (outcome.kind === 'cloned') void showCloned(job, outcome, { note, watch });
    if (outcome.kind === 'failed')
      this.#deps.failures.add({
        ...outcome.failure,
        at: Date.now(),
        repository: repositoryKey(repository),
      });
    return cloneAnswer(repository, outcome, ENGLISH);
  }
}

function configuredFolder(): string | undefined {
  const configured = setting(Setting.cloneParentFolder, isText);
  return configured === undefined ? undefined : expandFolder(configured, homedir());
}
