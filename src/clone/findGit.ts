import * as vscode from 'vscode';
import type { Log } from '../log';
import type { CloneFailure } from './failure';
import { gitEnvironment, type Environment } from './gitEnvironment';
import { runGit } from './gitProcess';
import { isAtLeast, OLDEST_GIT, parseGitVersion } from './gitVersion';

/** The git to use. */
export interface FoundGit {
  readonly kind: 'found';
  readonly path: string;
  /** What lets git ask for an account through VS Code; empty when its git extension is off. */
  readonly accountEnvironment: Environment;
}

/** Finds the user's git: the one VS Code uses, else the setting `git.path`, else the one on PATH. */
export async function findGit(
  log: Log,
): Promise<FoundGit | { readonly kind: 'failed'; readonly failure: CloneFailure }> {
  const builtIn = await builtInGit(log);
  const candidates = new Set([...builtIn.paths, ...configuredPaths(), 'git']);
  let failure: CloneFailure = { reason: 'gitMissing' };
  for (const path of candidates) {
    if (await wouldAskForInstallation(path)) continue;
    const problem = await problemWith(path);
    if (problem === undefined) return { kind: 'found', path, accountEnvironment: builtIn.environment };
    log.info(`git at ${path}: ${problem.reason} ${problem.detail ?? ''}`);
    if (problem.reason !== 'gitMissing') failure = problem;
  }
  return { kind: 'failed', failure };
}

async function problemWith(path: string): Promise<CloneFailure | undefined> {
  const environment = gitEnvironment(process.env, 'anonymous');
  const signal = AbortSignal.timeout(10_000);
  const result = await runGit({ git: path, args: ['--version'], environment, signal });
  if (result.kind === 'unavailable') {
    return { reason: result.missing ? 'gitMissing' : 'gitBroken', detail: result.message };
  }
  if (result.kind === 'cancelled') return { reason: 'gitBroken' };
  const version = parseGitVersion(result.stdout);
  if (result.code !== 0 || version === undefined)
    return { reason: 'gitBroken', detail: result.stderr.slice(0, 200) };
  return isAtLeast(version, OLDEST_GIT) ? undefined : { reason: 'gitTooOld', detail: version.join('.') };
}

/** On a Mac without developer tools, `git` is a stand-in that opens an installation dialog. */
async function wouldAskForInstallation(path: string): Promise<boolean> {
  if (process.platform !== 'darwin' || (path !== 'git' && path !== '/usr/bin/git')) return false;
  const environment = gitEnvironment(process.env, 'anonymous');
  const result = await runGit({ git: '/usr/bin/xcode-select', args: ['-p'], environment });
  return result.kind !== 'ended' || result.code !== 0;
}

function configuredPaths(): readonly string[] {
  const value: unknown = vscode.workspace.getConfiguration('git').get('path');
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((path) => typeof path === 'string').filter((path) => path.trim() !== '');
}

/** What VS Code's git extension knows; nothing where it is absent, switched off or fails. */
async function builtInGit(
  log: Log,
): Promise<{ readonly paths: readonly string[]; readonly environment: Environment }> {
  try {
    const extension = vscode.extensions.getExtension('vscode.git');
    const exported: unknown = await extension?.activate();
    const git = member(api(exported), 'git');
    const path = member(git, 'path');
    const environment = member(git, 'env');
    return { paths: typeof path === 'string' && path !== '' ? [path] : [], environment: texts(environment) };
  } catch (error) {
    log.info(`VS Code's git extension is not available: ${String(error)}`);
    return { paths: [], environment: {} };
  }
}

function api(exported: unknown): unknown {
  const getApi = member(exported, 'getAPI');
  return typeof getApi === 'function' ? (getApi.call(exported, 1) as unknown) : undefined;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (Reflect.get(value, name) as unknown) : undefined;
}

function texts(value: unknown): Environment {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
