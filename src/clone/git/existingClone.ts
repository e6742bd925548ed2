import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { CloneFailure } from './gitFailure';
import { safetyConfig, LOW_SPEED } from './gitArguments';
import {
  gitRunner,
  localGitRunner,
  gitFailure,
  type Git,
  type HostAccess,
  type GitContext,
  type GitFailure,
} from './gitRunner';
import {
  anonymousSettings,
  identifyingSetting,
  parseSettings,
  remoteFor,
  settingsOfUser,
  type GitSetting,
} from './userSettings';

export type GitOutcome<T> = { readonly kind: 'done'; readonly value: T } | GitFailure;

export interface ExistingClone extends HostAccess {
  readonly folder: string;
  readonly url: string;
}

/** A clone that passed git's checks, including the ownership check. */
export interface OpenClone extends ExistingClone {
  /** Runs git in the clone with network access and `safetyConfig`. */
  readonly git: Git;
  /** Like `git`, with the user's configuration and without network access. */
  readonly local: Git;
  /** For other network runs, with the user settings that these may use. */
  readonly effects: GitContext;
  readonly remote: string;
  readonly settings: readonly GitSetting[];
}

/** Returns a failure that git did not report. */
export function failedOutcome(reason: CloneFailure['reason'], detail?: string): GitFailure {
  return { kind: 'failed', failure: detail === undefined ? { reason } : { reason, detail } };
}

/** Runs git and returns its stdout, or the failure. */
export async function runForOutput(
  git: Git,
  { account }: HostAccess,
  args: readonly string[],
): Promise<GitOutcome<string>> {
  const result = await git(args);
  const failure = gitFailure(result, account);
  if (failure !== undefined) return failure;
  return { kind: 'done', value: result.kind === 'ended' ? result.stdout : '' };
}

/**
 * Opens and checks a clone. Git locates the repository itself, because `--git-dir` would disable git's ownership check,
 * and another user's configuration can run programs. A ceiling keeps git from searching parent folders.
 */
export async function openClone(clone: ExistingClone, effects: GitContext): Promise<GitOutcome<OpenClone>> {
  const { folder, account } = clone;
  if (!(await isFolder(folder))) return failedOutcome('cloneMissing');
  const ceiling = { GIT_CEILING_DIRECTORIES: path.dirname(folder) };
  const guarded = (run: Git): Git => {
    const guard = safetyConfig(account, effects.lowSpeed ?? LOW_SPEED);
    return (args) => run([...guard, ...args]);
  };
  const plain = localGitRunner(folder, effects, ceiling);
  const local = guarded(plain);
  const top = await runForOutput(local, clone, ['rev-parse', '--show-cdup']);
  if (top.kind !== 'done') return top;
  // A path with a list separator disables the ceiling.
  if (top.value.trim() !== '') return failedOutcome('notAClone');

  const listed = await listSettings(plain, clone);
  if (listed.kind !== 'done') return listed;
  const { ofUser, ofRepository } = listed.value;
  const remote = remoteFor(ofRepository, clone.url);
  if (remote === undefined) return failedOutcome('remoteMissing');
  const identifying = account === 'anonymous' ? identifyingSetting(ofRepository, remote) : undefined;
  if (identifying !== undefined) return failedOutcome('ownSettings', withoutName(identifying.key));
  const own = { ...effects, settings: anonymousSettings(ofUser, effects.environment) };
  const git = guarded(gitRunner(folder, clone, own, ceiling));
  return { kind: 'done', value: { ...clone, git, local, effects: own, remote, settings: ofRepository } };
}

/**
 * Lists the settings of the user and of a repository, as they apply in its folder.
 * @param git runs git in that folder without `-c` options, which git would also list
 */
export async function listSettings(
  git: Git,
  access: HostAccess,
): Promise<
  GitOutcome<{ readonly ofUser: readonly GitSetting[]; readonly ofRepository: readonly GitSetting[] }>
> {
  const all = await runForOutput(git, access, ['config', '--list', '-z']);
  if (all.kind !== 'done') return all;
  const own = await runForOutput(git, access, ['config', '--local', '--includes', '--list', '-z']);
  if (own.kind !== 'done') return own;
  const settings = parseSettings(all.value);
  const ofUser = settingsOfUser(settings, parseSettings(own.value));
  // A linked work tree may add settings after the repository's.
  return { kind: 'done', value: { ofUser, ofRepository: settings.slice(ofUser.length) } };
}

/** Returns a key without its subsection, which may be an address. */
function withoutName(key: string): string {
  const parts = key.split('.');
  return `${parts[0] ?? ''}.${parts.at(-1) ?? ''}`;
}

function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
