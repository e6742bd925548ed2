import * as vscode from 'vscode';
import type { Log } from '../../log';
import type { Environment } from './gitEnvironment';
import { readVSCodeGit, type VSCodeGit } from './gitCandidates';
import { findWorkingGit, gitCandidates, type GitSearch, type WorkingGit } from './gitCandidates';

export interface FoundGit extends WorkingGit {
  /** For sign-in through VS Code's askpass. Empty if VS Code's git extension is disabled. */
  readonly accountEnvironment: Environment;
}

/** Tries VS Code's git, then the setting `git.path`, then the PATH. */
export async function findGit(
  log: Log,
  signal?: AbortSignal,
): Promise<FoundGit | Exclude<GitSearch, WorkingGit>> {
  const ofVSCode = await vscodeGit(log);
  // User settings only: without VS Code's git extension, a workspace could set `git.path` to any program.
  const setting = vscode.workspace.getConfiguration('git').inspect('path')?.globalValue;
  const found = await findWorkingGit(gitCandidates(ofVSCode.path, setting), process.env, log, signal);
  return found.kind !== 'found' ? found : { ...found, accountEnvironment: ofVSCode.environment };
}

async function vscodeGit(log: Log): Promise<VSCodeGit> {
  try {
    return readVSCodeGit(await vscode.extensions.getExtension('vscode.git')?.activate());
  } catch (error) {
    log.info(`VS Code's git extension is not available: ${String(error)}`);
    return { environment: {} };
  }
}
