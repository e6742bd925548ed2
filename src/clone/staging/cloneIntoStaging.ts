import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { CloneRequest } from '../cloneTypes';
import { cloneArguments, guards, isCommitId, isSafeRef, LOW_SPEED } from '../git/gitArguments';
import { listSettings, type Done } from '../git/existingClone';
import {
  gitRunner,
  localGitRunner,
  unsuccessful,
  type Git,
  type GitEffects,
  type Unsuccessful,
} from '../git/gitRunner';
import { anonymousSettings, type GitSetting } from '../git/userSettings';

/**
 * The user's settings that an anonymous clone may use. They are read in an empty repository in the staging folder, so
 * that the conditions of `includeIf` hold as they will for the clone.
 */
export async function settingsForClone(
  staging: string,
  effects: GitEffects,
): Promise<Done<readonly GitSetting[]>> {
  const probe = path.join(staging, 'settings');
  const made = unsuccessful(
    await localGitRunner(staging, effects)(['init', '--quiet', '--template=', '--', probe]),
    'anonymous',
  );
  if (made !== undefined) return made;
  const listed = await listSettings(localGitRunner(probe, effects), { account: 'anonymous' });
  if (listed.kind !== 'done') return listed;
  return { kind: 'done', value: anonymousSettings(listed.value.ofUser, effects.environment) };
}

/** What lies in the staging folder now. */
export interface Filled {
  readonly kind: 'filled';
  /** The folder that the link pointed to, where its ref was found. */
  readonly folder?: string | undefined;
  /** The ref that the link asked for and that is not there any more. */
  readonly missingRef?: string;
}

/**
 * Clones to a folder that does not exist yet and verifies the result: git's exit code alone is no proof, as it is 0 for
 * the one-line page of a network that wants a sign-in. A ref that the repository lacks gives way to its default branch.
 */
export async function fillStaging(
  into: string,
  url: string,
  request: CloneRequest,
  effects: GitEffects,
): Promise<Filled | Unsuccessful> {
  const git = gitRunner(path.dirname(into), request, effects);
  const { ref, folder } = request.repository;
  const clone = async (wanted: string | undefined): Promise<Unsuccessful | undefined> => {
    await rm(into, { recursive: true, force: true, maxRetries: 3 });
    return cloneAt(git, into, url, wanted, request, effects);
  };

  // `HEAD` in a link is the default branch, which `clone --branch` does not know by this name.
  const wanted = ref !== undefined && ref !== 'HEAD' && isSafeRef(ref) ? ref : undefined;
  const first = await clone(wanted);
  if (first === undefined) return { kind: 'filled', folder };
  if (wanted === undefined || first.kind === 'cancelled' || first.failure.reason !== 'refMissing')
    return first;

  // A branch's name may hold slashes, which a link does not tell from folders: the server's own list does.
  const listed = await git([
    ...guards(request.account, effects.lowSpeed ?? LOW_SPEED),
    ...['ls-remote', '--heads', '--tags', '--refs', '--', url],
  ]);
  const names = readRefNames(listed.kind === 'ended' ? listed.stdout : '');
  const found = candidateRefs(wanted, folder).find((candidate) => names.has(candidate.ref));
  if (found !== undefined && isSafeRef(found.ref)) {
    return (await clone(found.ref)) ?? { kind: 'filled', folder: found.folder };
  }
  return (await clone(undefined)) ?? { kind: 'filled', missingRef: wanted };
}

/** One clone, its checkout and the proof that it has a commit; undefined when all went well. */
async function cloneAt(
  git: Git,
  into: string,
  url: string,
  ref: string | undefined,
  request: CloneRequest,
  effects: GitEffects,
): Promise<Unsuccessful | undefined> {
  const { history, account } = request;
  const lowSpeed = effects.lowSpeed ?? LOW_SPEED;
  const cloned = await git(
    cloneArguments({
      ...{ url, into, history, account, lowSpeed, platform: process.platform },
      ...(ref === undefined ? {} : { ref }),
    }),
  );
  const unsuccess = unsuccessful(cloned, account);
  if (unsuccess !== undefined) return unsuccess;

  // Named in full: where the clone is broken, git would look for a repository in the folders above.
  const here = [...guards(account, lowSpeed), `--git-dir=${path.join(into, '.git')}`, `--work-tree=${into}`];
  if (ref !== undefined && isCommitId(ref)) {
    const depth = history === 'shallow' ? ['--depth=1'] : [];
    for (const step of [
      ['fetch', '--progress', '--no-tags', ...depth, 'origin', ref],
      ['checkout', '--progress', '--detach', ref],
    ]) {
      const failure = unsuccessful(await git([...here, ...step]), account);
      if (failure !== undefined) return failure;
    }
  }
  const head = await git([...here, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (head.kind === 'ended' && head.code === 0) return undefined;
  if (head.kind === 'cancelled') return head;
  const branches = await git([...here, 'ls-remote', '--heads', '--', url]);
  const some = branches.kind === 'ended' && branches.code === 0 && branches.stdout.trim() !== '';
  return { kind: 'failed', failure: { reason: some ? 'headMissing' : 'emptyRepository' } };
}

/** A ref and the folder below it, one reading of a link's path. */
export interface RefReading {
  readonly ref: string;
  readonly folder?: string;
}

/** The readings of a link's path after its first segment failed as a ref: longer and longer names, shorter folders. */
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

/** Names of branches and tags in what `git ls-remote --heads --tags` prints. */
export function readRefNames(output: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const line of output.split('\n')) {
    const name = /^[0-9a-f]+\trefs\/(?:heads|tags)\/(.+)$/.exec(line.trim())?.[1];
    if (name !== undefined) names.add(name);
  }
  return names;
}
