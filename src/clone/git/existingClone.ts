import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { CloneFailure } from './gitFailure';
import { guards, LOW_SPEED } from './gitArguments';
import {
  gitRunner,
  localGitRunner,
  unsuccessful,
  type Git,
  type GitAccess,
  type GitEffects,
  type Unsuccessful,
} from './gitRunner';
import {
  anonymousSettings,
  identifyingSetting,
  parseSettings,
  remoteFor,
  settingsOfUser,
  type GitSetting,
} from './userSettings';

/** How work on a clone ended. */
export type Done<T> = { readonly kind: 'done'; readonly value: T } | Unsuccessful;

/** A clone and how its host is reached. */
export interface ExistingClone extends GitAccess {
  /** Absolute path of its folder. */
  readonly folder: string;
  /** Address that its repository is cloned from. */
  readonly url: string;
}

/** A clone that git accepts as a repository of this user. */
export interface OpenClone extends ExistingClone {
  /** Runs git in it, with the guards of every run. */
  readonly git: Git;
  /** Runs git in it with the user's configuration and without network. */
  readonly local: Git;
  /** Effects for other runs that reach its host, with the user's settings that such a run may use. */
  readonly effects: GitEffects;
  /** Name of the remote that leads to its repository. */
  readonly remote: string;
  /** Settings of the clone itself. */
  readonly settings: readonly GitSetting[];
}

/** Makes a failure that git did not report. */
export function failedFor(reason: CloneFailure['reason'], detail?: string): Unsuccessful {
  return { kind: 'failed', failure: detail === undefined ? { reason } : { reason, detail } };
}

/** Runs git and returns what it prints, or why it failed. */
export async function answerOf(
  git: Git,
  { account }: GitAccess,
  args: readonly string[],
): Promise<Done<string>> {
  const result = await git(args);
  const failure = unsuccessful(result, account);
  if (failure !== undefined) return failure;
  return { kind: 'done', value: result.kind === 'ended' ? result.stdout : '' };
}

/**
 * Opens a clone for other commands. Git itself finds the repository: `--git-dir` would switch off its check that the
 * folder belongs to this user, and a stranger's configuration can run programs. Git does not look in the folders above.
 */
export async function openClone(clone: ExistingClone, effects: GitEffects): Promise<Done<OpenClone>> {
  const { folder, account } = clone;
  if (!(await isFolder(folder))) return failedFor('cloneMissing');
  const ceiling = { GIT_CEILING_DIRECTORIES: path.dirname(folder) };
  const guarded = (run: Git): Git => {
    const guard = guards(account, effects.lowSpeed ?? LOW_SPEED);
    return (args) => run([...guard, ...args]);
  };
  const plain = localGitRunner(folder, effects, ceiling);
  const local = guarded(plain);
  const top = await answerOf(local, clone, ['rev-parse', '--show-cdup']);
  if (top.kind !== 'done') return top;
  // A path with a list separator is no ceiling: then git may have found a repository above.
  if (top.value.trim() !== '') return failedFor('notAClone');

  const listed = await listSettings(plain, clone);
  if (listed.kind !== 'done') return listed;
  const { ofUser, ofRepository } = listed.value;
  const remote = remoteFor(ofRepository, clone.url);
  if (remote === undefined) return failedFor('remoteMissing');
  const identifying = account === 'anonymous' ? identifyingSetting(ofRepository, remote) : undefined;
  if (identifying !== undefined) return failedFor('ownSettings', withoutName(identifying.key));
  const own = { ...effects, settings: anonymousSettings(ofUser, effects.environment) };
  const git = guarded(gitRunner(folder, clone, own, ceiling));
  return { kind: 'done', value: { ...clone, git, local, effects: own, remote, settings: ofRepository } };
}

/**
 * The settings of the user and of one repository, as they apply in its folder.
 * @param git runs git there without settings on its command line, which it would list too
 */
export async function listSettings(
  git: Git,
  access: GitAccess,
): Promise<Done<{ readonly ofUser: readonly GitSetting[]; readonly ofRepository: readonly GitSetting[] }>> {
  const all = await answerOf(git, access, ['config', '--list', '-z']);
  if (all.kind !== 'done') return all;
  const own = await answerOf(git, access, ['config', '--local', '--includes', '--list', '-z']);
  if (own.kind !== 'done') return own;
  const settings = parseSettings(all.value);
  const ofUser = settingsOfUser(settings, parseSettings(own.value));
  // A linked work tree may add settings of its own after the repository's.
  return { kind: 'done', value: { ofUser, ofRepository: settings.slice(ofUser.length) } };
}

/** A key without the address or name in its middle. */
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
