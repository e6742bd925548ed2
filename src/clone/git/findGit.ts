import * as vscode from 'vscode';
import type { Log } from '../../log';
import type { Environment } from './gitEnvironment';
import { readVSCodeGit, type VSCodeGit } from './gitCandidates';
import { firstWorkingGit, gitCandidates, type GitSearch, type WorkingGit } from './gitCandidates';

/** The git to use. */
export interface FoundGit extends WorkingGit {
  /** What lets git ask for an account through VS Code; empty when its git extension is off. */
  readonly accountEnvironment: Environment;
}

/** Finds the user's git: the one VS Code uses, else the setting `git.path`, else the one on PATH. */
export async function findGit(
  log: Log,
  signal?: AbortSignal,
): Promise<FoundGit | Exclude<GitSearch, WorkingGit>> {
  const ofVSCode = await vscodeGit(log);
  // The user's own only: where VS Code's git extension is off, nothing else keeps a folder's settings from naming one.
  const setting = vscode.workspace.getConfiguration('git').inspect('path')?.globalValue;
  const found = await firstWorkingGit(gitCandidates(ofVSCode.path, setting), process.env, log, signal);
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
