import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../../log';
import { redactPaths, type CloneFailure } from './gitFailure';
import { absoluteFolders, gitEnvironment, type Environment } from './gitEnvironment';
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
 * Returns distinct candidates in the order to try them.
 * @param setting value of `git.path`: a path or a list of paths; anything else is ignored
 */
export function gitCandidates(fromVSCode: string | undefined, setting: unknown): readonly GitCandidate[] {
  const configured = (Array.isArray(setting) ? (setting as readonly unknown[]) : [setting]).filter(
    (one): one is string => typeof one === 'string' && one.trim() !== '',
  );
  const all: readonly GitCandidate[] = [
    ...(fromVSCode === undefined ? [] : [{ path: fromVSCode, source: 'VS Code' as const }]),
    ...configured.map((program) => ({ path: program, source: 'git.path' as const })),
    { path: 'git', source: 'PATH' },
  ];
  return all.filter((one, index) => all.findIndex((other) => other.path === one.path) === index);
}

export type GitSearch =
  | WorkingGit
  | { readonly kind: 'failed'; readonly failure: CloneFailure }
  | { readonly kind: 'cancelled' };

/**
 * Returns the first candidate that works, with its absolute path. The failure of a broken or old git takes precedence
 * over a missing git.
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
    const git = await findProgram(candidate.path, environment);
    if (git === undefined) {
      log.info(`git of ${candidate.source}: no absolute folder of the PATH contains ${candidate.path}`);
      continue;
    }
    if (await isXcodeStub(git, environment, signal)) continue;
    const tried = await tryGit(git, environment, signal);
    if (signal?.aborted === true) return { kind: 'cancelled' };
    if (!('reason' in tried)) return { kind: 'found', ...candidate, path: git, version: tried };
    log.info(`git of ${candidate.source} at ${git}: ${tried.reason} ${tried.detail ?? ''}`);
    if (tried.reason !== 'gitMissing') failure = tried;
  }
  return { kind: 'failed', failure };
}

async function findProgram(
  name: string,
  environment: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  if (path.isAbsolute(name)) return name;
  for (const file of programPaths(name, environment)) if (await canRun(file)) return file;
  return undefined;
}

/**
 * Returns the paths at which a program may be, in the order of the PATH. None for a name with a path: it would be
 * relative to the working folder, the clone, whose content is not trusted.
 */
export function programPaths(
  name: string,
  environment: Readonly<Record<string, string>>,
  platform = process.platform,
): readonly string[] {
  if (platform !== 'win32') {
    if (name.includes('/')) return [];
    return absoluteFolders(environment['PATH'] ?? '', platform).map((folder) =>
      path.posix.join(folder, name),
    );
  }
  if (/[\\/:]/.test(name)) return [];
  const [, value = ''] = Object.entries(environment).find(([key]) => key.toUpperCase() === 'PATH') ?? [];
  // Node starts .cmd and .bat only with a shell.
  const file = /\.exe$/i.test(name) ? name : `${name}.exe`;
  return absoluteFolders(value, platform).map((folder) => path.win32.join(folder, file));
}

async function canRun(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** For `git --version`, in milliseconds. */
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
  git: string,
  environment: Record<string, string>,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (process.platform !== 'darwin' || git !== '/usr/bin/git') return false;
  const result = await runGit({ git: '/usr/bin/xcode-select', args: ['-p'], environment, signal });
  return result.kind !== 'ended' || result.code !== 0;
}

export interface VSCodeGit {
  readonly path?: string;
  /** For sign-in through VS Code's askpass. */
  readonly environment: Environment;
}

/**
 * Reads the exports of VS Code's git extension. Returns only an empty environment if the extension is absent or has
 * another shape. Throws if `git.enabled` is off, as `getAPI` does.
 */
export function readVSCodeGit(exported: unknown): VSCodeGit {
  const getApi = member(exported, 'getAPI');
  const git = member(typeof getApi === 'function' ? getApi.call(exported, 1) : undefined, 'git');
  const [program, environment] = [member(git, 'path'), texts(member(git, 'env'))];
  return typeof program === 'string' && program !== '' ? { path: program, environment } : { environment };
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
