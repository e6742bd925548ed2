import type { Log } from '../../log';
import { withoutPaths, type CloneFailure } from './gitFailure';
import { gitEnvironment, type Environment } from './gitEnvironment';
import { runGit } from './gitProcess';
import { isAtLeast, OLDEST_GIT, parseGitVersion, type GitVersion } from './gitVersion';

/** Who named a git: VS Code's git extension, the setting `git.path`, or the PATH. */
export type GitSource = 'VS Code' | 'git.path' | 'PATH';

/** A git that may be there. */
export interface GitCandidate {
  readonly path: string;
  readonly source: GitSource;
}

/** A git that runs and is new enough. */
export interface WorkingGit extends GitCandidate {
  readonly kind: 'found';
  readonly version: GitVersion;
}

/** The candidates in the order in which they are tried, each path once. */
export function gitCandidates(fromVSCode: string | undefined, setting: unknown): readonly GitCandidate[] {
  const configured = (Array.isArray(setting) ? (setting as readonly unknown[]) : [setting]).filter(
    (path): path is string => typeof path === 'string' && path.trim() !== '',
  );
  const all: readonly GitCandidate[] = [
    ...(fromVSCode === undefined ? [] : [{ path: fromVSCode, source: 'VS Code' as const }]),
    ...configured.map((path) => ({ path, source: 'git.path' as const })),
    { path: 'git', source: 'PATH' },
  ];
  return all.filter(({ path }, index) => all.findIndex((other) => other.path === path) === index);
}

/** How the search for a git ended. */
export type GitSearch =
  WorkingGit | { readonly kind: 'failed'; readonly failure: CloneFailure } | { readonly kind: 'cancelled' };

/** The first candidate that works; else why the best of them does not. */
export async function firstWorkingGit(
  candidates: readonly GitCandidate[],
  from: Environment,
  log: Log,
  signal?: AbortSignal,
): Promise<GitSearch> {
  let failure: CloneFailure = { reason: 'gitMissing' };
  for (const candidate of candidates) {
    const environment = gitEnvironment(from, 'anonymous');
    if (await wouldAskForInstallation(candidate.path, environment, signal)) continue;
    const tried = await tryGit(candidate.path, environment, signal);
    if (signal?.aborted === true) return { kind: 'cancelled' };
    if (!('reason' in tried)) return { kind: 'found', ...candidate, version: tried };
    log.info(`git of ${candidate.source} at ${candidate.path}: ${tried.reason} ${tried.detail ?? ''}`);
    if (tried.reason !== 'gitMissing') failure = tried;
  }
  return { kind: 'failed', failure };
}

/** Milliseconds that `git --version` may take. */
const VERSION_LIMIT = 10_000;

/** The version of a git, or what is wrong with it. */
async function tryGit(
  git: string,
  environment: Record<string, string>,
  cancel: AbortSignal | undefined,
): Promise<GitVersion | CloneFailure> {
  const limit = AbortSignal.timeout(VERSION_LIMIT);
  const signal = cancel === undefined ? limit : AbortSignal.any([cancel, limit]);
  const result = await runGit({ git, args: ['--version'], environment, signal });
  switch (result.kind) {
    case 'unavailable':
      return {
        reason: result.cause === 'noProgram' ? 'gitMissing' : 'gitBroken',
        detail: withoutPaths(result.message),
      };
    case 'cancelled':
    case 'stalled':
      return { reason: 'gitBroken' };
    case 'ended': {
      const version = parseGitVersion(result.stdout);
      if (result.code !== 0 || version === undefined) {
        return { reason: 'gitBroken', detail: withoutPaths(result.stderr).slice(0, 200) };
      }
      return isAtLeast(version, OLDEST_GIT) ? version : { reason: 'gitTooOld', detail: version.join('.') };
    }
  }
}

/** On a Mac without developer tools, `git` is a stand-in that opens an installation dialog. */
async function wouldAskForInstallation(
  path: string,
  environment: Record<string, string>,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (process.platform !== 'darwin' || (path !== 'git' && path !== '/usr/bin/git')) return false;
  const result = await runGit({ git: '/usr/bin/xcode-select', args: ['-p'], environment, signal });
  return result.kind !== 'ended' || result.code !== 0;
}

/** What VS Code's git extension knows. */
export interface VSCodeGit {
  /** Path of the git that it uses. */
  readonly path?: string;
  /** What lets git ask for an account through VS Code. */
  readonly environment: Environment;
}

/** Reads what VS Code's git extension exports; nothing where it is absent, switched off, or of another shape. */
export function readVSCodeGit(exported: unknown): VSCodeGit {
  const getApi = member(exported, 'getAPI');
  // It throws when `git.enabled` is off.
  const git = member(typeof getApi === 'function' ? getApi.call(exported, 1) : undefined, 'git');
  const [path, environment] = [member(git, 'path'), texts(member(git, 'env'))];
  return typeof path === 'string' && path !== '' ? { path, environment } : { environment };
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
