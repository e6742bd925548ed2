import type { Log } from '../../log';
import type { CloneFailure } from './gitFailure';
import { gitEnvironment, type Environment } from './gitEnvironment';
import { runGit } from './gitProcess';

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
  /** Such as `2.39.5`. */
  readonly version: string;
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

/** The first candidate that works; else why the best of them does not. */
export async function firstWorkingGit(
  candidates: readonly GitCandidate[],
  from: Environment,
  log: Log,
): Promise<WorkingGit | { readonly kind: 'failed'; readonly failure: CloneFailure }> {
  let failure: CloneFailure = { reason: 'gitMissing' };
  for (const candidate of candidates) {
    const environment = gitEnvironment(from, 'anonymous');
    if (await wouldAskForInstallation(candidate.path, environment)) continue;
    const tried = await tryGit(candidate.path, environment);
    if (typeof tried === 'string') return { kind: 'found', ...candidate, version: tried };
    log.info(`git of ${candidate.source} at ${candidate.path}: ${tried.reason} ${tried.detail ?? ''}`);
    if (tried.reason !== 'gitMissing') failure = tried;
  }
  return { kind: 'failed', failure };
}

/** The version of a git, or what is wrong with it. */
async function tryGit(git: string, environment: Record<string, string>): Promise<string | CloneFailure> {
  const signal = AbortSignal.timeout(10_000);
  const result = await runGit({ git, args: ['--version'], environment, signal });
  if (result.kind === 'unavailable') {
    return { reason: result.missing ? 'gitMissing' : 'gitBroken', detail: result.message };
  }
  if (result.kind === 'cancelled') return { reason: 'gitBroken' };
  const version = parseGitVersion(result.stdout);
  if (result.code !== 0 || version === undefined) {
    return { reason: 'gitBroken', detail: result.stderr.slice(0, 200) };
  }
  const text = version.join('.');
  return isAtLeast(version, OLDEST_GIT) ? text : { reason: 'gitTooOld', detail: text };
}

/** On a Mac without developer tools, `git` is a stand-in that opens an installation dialog. */
async function wouldAskForInstallation(path: string, environment: Record<string, string>): Promise<boolean> {
  if (process.platform !== 'darwin' || (path !== 'git' && path !== '/usr/bin/git')) return false;
  const result = await runGit({ git: '/usr/bin/xcode-select', args: ['-p'], environment });
  return result.kind !== 'ended' || result.code !== 0;
}

/** Numbers of a version, most significant first. */
export type GitVersion = readonly [major: number, minor: number, patch: number];
/** Oldest git that knows every option in use here (`clone --no-tags`, 2017). */
export const OLDEST_GIT: GitVersion = [2, 14, 0];
/** Reads what `git --version` prints; undefined when that is not git's. */
export function parseGitVersion(output: string): GitVersion | undefined {
  const match = /^git version (\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?/.exec(output.trim());
  if (match === null) return undefined;
  return [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

/** True when the version is `oldest` or newer. */
export function isAtLeast(version: GitVersion, oldest: GitVersion): boolean {
  for (const [index, wanted] of oldest.entries()) {
    const has = version[index] ?? 0;
    if (has !== wanted) return has > wanted;
  }
  return true;
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
