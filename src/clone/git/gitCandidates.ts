import type { Log } from '../../log';
import { redactPaths, type CloneFailure } from './gitFailure';
import { gitEnvironment, type Environment } from './gitEnvironment';
import { runGit } from './gitProcess';
import { isAtLeast, OLDEST_GIT, parseGitVersion, type GitVersion } from './gitVersion';

export type GitSource = 'VS Code' | 'git.path' | 'PATH';

export interface GitCandidate {
  readonly path: string;
  readonly source: GitSource;
}

export interface WorkingGit extends GitCandidate {
  readonly kind: 'found';
  readonly version: GitVersion;
}

/**
 * Returns the candidates in the order to try them, without duplicate paths.
 * @param setting value of `git.path`: a path, a list of paths, or anything else, which is ignored
 */
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

export type GitSearch =
  WorkingGit | { readonly kind: 'failed'; readonly failure: CloneFailure } | { readonly kind: 'cancelled' };

/**
 * Returns the first candidate that works. If none works, a broken or old git takes precedence over a missing
 * one.
 */
export async function findWorkingGit(
  candidates: readonly GitCandidate[],
  from: Environment,
  log: Log,
  signal?: AbortSignal,
): Promise<GitSearch> {
  let failure: CloneFailure = { reason: 'gitMissing' };
  for (const candidate of candidates) {
    const environment = gitEnvironment(from, 'anonymous');
    if (await isXcodeStub(candidate.path, environment, signal)) continue;
    const tried = await tryGit(candidate.path, environment, signal);
    if (signal?.aborted === true) return { kind: 'cancelled' };
    if (!('reason' in tried)) return { kind: 'found', ...candidate, version: tried };
    log.info(`git of ${candidate.source} at ${candidate.path}: ${tried.reason} ${tried.detail ?? ''}`);
    if (tried.reason !== 'gitMissing') failure = tried;
  }
  return { kind: 'failed', failure };
}

/** Time limit for `git --version`, in milliseconds. */
const VERSION_LIMIT = 10_000;

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
        detail: redactPaths(result.message),
      };
    case 'cancelled':
    case 'stalled':
      return { reason: 'gitBroken' };
    case 'ended': {
      const version = parseGitVersion(result.stdout);
      if (result.code !== 0 || version === undefined) {
        return { reason: 'gitBroken', detail: redactPaths(result.stderr).slice(0, 200) };
      }
      return isAtLeast(version, OLDEST_GIT) ? version : { reason: 'gitTooOld', detail: version.join('.') };
    }
  }
}

/** On macOS without developer tools, `git` is a stub that opens an installation dialog. */
async function isXcodeStub(
  path: string,
  environment: Record<string, string>,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (process.platform !== 'darwin' || (path !== 'git' && path !== '/usr/bin/git')) return false;
  const result = await runGit({ git: '/usr/bin/xcode-select', args: ['-p'], environment, signal });
  return result.kind !== 'ended' || result.code !== 0;
}

export interface VSCodeGit {
  readonly path?: string;
  /** Environment for sign-in through VS Code's askpass. */
  readonly environment: Environment;
}

/**
 * Reads the exports of VS Code's git extension. The result has no path and an empty environment if the
 * extension is absent or has another shape. Throws if `git.enabled` is off, because `getAPI` throws.
 */
export function readVSCodeGit(exported: unknown): VSCodeGit {
  const getApi = member(exported, 'getAPI');
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
