import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { CloneRequest } from '../cloneTypes';
import { cloneArguments, safetyConfig, isCommitId, isSafeRef, LOW_SPEED } from '../git/gitArguments';
import { listSettings, type GitOutcome } from '../git/existingClone';
import {
  gitRunner,
  localGitRunner,
  gitFailure,
  type Git,
  type GitContext,
  type GitFailure,
} from '../git/gitRunner';
import { anonymousSettings, type GitSetting } from '../git/userSettings';

/**
 * Returns the user's settings for an anonymous clone. Reads them in an empty repository in the staging folder, so that
 * `includeIf` conditions apply as in the clone.
 */
export async function settingsForClone(
  staging: string,
  effects: GitContext,
): Promise<GitOutcome<readonly GitSetting[]>> {
  const probe = path.join(staging, 'settings');
  const made = gitFailure(
    await localGitRunner(staging, effects)(['init', '--quiet', '--template=', '--', probe]),
    'anonymous',
  );
  if (made !== undefined) return made;
  // Named, because a mounted disk can show new files as another user's, which git would not trust.
  const own = { GIT_DIR: path.join(probe, '.git') };
  const listed = await listSettings(localGitRunner(probe, effects, own), { account: 'anonymous' });
  if (listed.kind !== 'done') return listed;
  return { kind: 'done', value: anonymousSettings(listed.value.ofUser, effects.environment) };
}

export interface StagedClone {
  readonly kind: 'filled';
  /** The link's folder in the repository, if the link's ref exists. */
  readonly folder?: string | undefined;
  /** Ref of the link that no longer exists. */
  readonly missingRef?: string;
}

/**
 * Clones and verifies the result: git also exits with 0 for the one-line page of a network that requires a sign-in.
 * Clones the default branch if the ref does not exist.
 */
export async function cloneIntoStaging(
  into: string,
  url: string,
  request: CloneRequest,
  effects: GitContext,
): Promise<StagedClone | GitFailure> {
  const git = gitRunner(path.dirname(into), request, effects);
  const { ref, folder } = request.repository;
  const clone = async (wanted: string | undefined): Promise<GitFailure | undefined> => {
    await rm(into, { recursive: true, force: true, maxRetries: 3 });
    return cloneRef(git, into, url, wanted, request, effects);
  };

  // `clone --branch` does not accept `HEAD`, the default branch.
  const wanted = ref !== undefined && ref !== 'HEAD' && isSafeRef(ref) ? ref : undefined;
  const first = await clone(wanted);
  if (first === undefined) return { kind: 'filled', folder };
  if (wanted === undefined || first.kind === 'cancelled' || first.failure.reason !== 'refMissing')
    return first;

  // A branch name may contain slashes, so the server's refs decide where the folder begins.
  const listed = await git([
    ...safetyConfig(request.account, effects.lowSpeed ?? LOW_SPEED),
    ...['ls-remote', '--heads', '--tags', '--refs', '--', url],
  ]);
  const names = readRefNames(listed.kind === 'ended' ? listed.stdout : '');
  const found = candidateRefs(wanted, folder).find((candidate) => names.has(candidate.ref));
  if (found !== undefined && isSafeRef(found.ref)) {
    return (await clone(found.ref)) ?? { kind: 'filled', folder: found.folder };
  }
  return (await clone(undefined)) ?? { kind: 'filled', missingRef: wanted };
}

/** Verifies that there is a commit. */
async function cloneRef(
  git: Git,
  into: string,
  url: string,
  ref: string | undefined,
  request: CloneRequest,
  effects: GitContext,
): Promise<GitFailure | undefined> {
  const { history, account } = request;
  const lowSpeed = effects.lowSpeed ?? LOW_SPEED;
  const cloned = await git(
    cloneArguments({
      ...{ url, into, history, account, lowSpeed, platform: process.platform },
      ...(ref === undefined ? {} : { ref }),
    }),
  );
  const unsuccess = gitFailure(cloned, account);
  if (unsuccess !== undefined) return unsuccess;

  // Keeps git from searching parent folders if the clone is broken.
  const here = [
    ...safetyConfig(account, lowSpeed),
    `--git-dir=${path.join(into, '.git')}`,
    `--work-tree=${into}`,
  ];
  if (ref !== undefined && isCommitId(ref)) {
    const depth = history === 'shallow' ? ['--depth=1'] : [];
    for (const step of [
      ['fetch', '--progress', '--no-tags', ...depth, 'origin', ref],
      ['checkout', '--progress', '--detach', ref],
    ]) {
      const failure = gitFailure(await git([...here, ...step]), account);
      if (failure !== undefined) return failure;
    }
  }
  return headFailure((args) => git([...here, ...args]), url);
}

/** Returns why the clone in which `git` runs has no commit; `undefined` if it has one. */
export async function headFailure(git: Git, url: string): Promise<GitFailure | undefined> {
  const head = await git(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (head.kind === 'ended' && head.code === 0) return undefined;
  if (head.kind === 'cancelled') return head;
  const branches = await git(['ls-remote', '--heads', '--', url]);
  if (branches.kind === 'ended' && branches.servedPage)
    return { kind: 'failed', failure: { reason: 'notARepository' } };
  const some = branches.kind === 'ended' && branches.code === 0 && branches.stdout.trim() !== '';
  return { kind: 'failed', failure: { reason: some ? 'headMissing' : 'emptyRepository' } };
}

export interface RefReading {
  readonly ref: string;
  readonly folder?: string;
}

/** Returns other interpretations of a link's path, each with one more segment in the ref. */
export function candidateRefs(ref: string, folder: string | undefined): readonly RefReading[] {
  const segments = folder?.split('/') ?? [];
  return segments.map((_, index) => {
    const rest = segments.slice(index + 1).join('/');
    return {
      ref: [ref, ...segments.slice(0, index + 1)].join('/'),
      ...(rest === '' ? {} : { folder: rest }),
    };
  });
}

/** Returns the names of branches and tags in the output of `git ls-remote --heads --tags`. */
export function readRefNames(output: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const line of output.split('\n')) {
    const name = /^[0-9a-f]+\trefs\/(?:heads|tags)\/(.+)$/.exec(line.trim())?.[1];
    if (name !== undefined) names.add(name);
  }
  return names;
}
