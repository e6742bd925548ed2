import { open } from 'node:fs/promises';
import path from 'node:path';
import type { CloneFailure } from './gitFailure';
import { guards, LOW_SPEED } from './gitArguments';
import {
  gitRunner,
  unsuccessful,
  type Git,
  type GitAccess,
  type GitEffects,
  type Unsuccessful,
} from './gitRunner';
import { LONGEST_POINTER, parseLfsPointer, totalOf, type LfsPointer, type LfsTotal } from './lfsPointer';

/** How work on a clone ended. */
export type Done<T> = { readonly kind: 'done'; readonly value: T } | Unsuccessful;

/** A clone and how its host is reached. */
export interface ExistingClone extends GitAccess {
  /** Absolute path of its folder. */
  readonly folder: string;
}

/** A failure of our own making, without git's words. */
export function failedFor<T>(reason: CloneFailure['reason'], detail?: string): Done<T> {
  return { kind: 'failed', failure: detail === undefined ? { reason } : { reason, detail } };
}

/** Runs git in a clone and nowhere else: it never looks for a repository in the folders above. */
export function gitInClone(clone: ExistingClone, effects: GitEffects): Git {
  const { folder, account } = clone;
  const run = gitRunner(folder, clone, effects);
  const here = [
    ...guards(account, effects.lowSpeed ?? LOW_SPEED),
    `--git-dir=${path.join(folder, '.git')}`,
    `--work-tree=${folder}`,
  ];
  return (args) => run([...here, ...args]);
}

/** What git prints, or why it did not. */
export async function answerOf(
  git: Git,
  { account }: ExistingClone,
  args: readonly string[],
): Promise<Done<string>> {
  const result = await git(args);
  const failure = unsuccessful(result, account);
  if (failure !== undefined) return failure;
  return { kind: 'done', value: result.kind === 'ended' ? result.stdout : '' };
}

/** Fetches every commit, branch and tag, and has later fetches do so too. Does nothing to the files. */
export async function fetchFullHistory(clone: ExistingClone, effects: GitEffects): Promise<Done<number>> {
  const git = gitInClone(clone, effects);
  const shallow = await answerOf(git, clone, ['rev-parse', '--is-shallow-repository']);
  if (shallow.kind !== 'done') return shallow;
  const everything = '+refs/heads/*:refs/remotes/origin/*';
  const deepen = shallow.value.trim() === 'true' ? ['--unshallow'] : [];
  const fetched = await answerOf(git, clone, [
    'fetch',
    '--progress',
    '--tags',
    ...deepen,
    'origin',
    everything,
  ]);
  if (fetched.kind !== 'done') return fetched;
  // Only now: a fetch that failed leaves the clone as it was. `--depth` had left one branch and no tags in its
  // configuration.
  await git(['config', '--replace-all', 'remote.origin.fetch', everything]);
  await git(['config', '--unset-all', 'remote.origin.tagOpt']);
  const counted = await answerOf(git, clone, ['rev-list', '--count', 'HEAD']);
  return counted.kind === 'done' ? { kind: 'done', value: Number(counted.value) } : counted;
}

/** Files of a clone whose content Git LFS has not brought yet. */
export async function missingLfsFiles(clone: ExistingClone, effects: GitEffects): Promise<Done<LfsTotal>> {
  const listed = await answerOf(gitInClone(clone, effects), clone, [
    'ls-files',
    '-z',
    ':(top,attr:filter=lfs)',
  ]);
  if (listed.kind !== 'done') return listed;
  const pointers: LfsPointer[] = [];
  for (const name of listed.value.split('\0')) {
    const pointer = name === '' ? undefined : await readPointer(path.join(clone.folder, name));
    if (pointer !== undefined) pointers.push(pointer);
  }
  return { kind: 'done', value: totalOf(pointers) };
}

async function readPointer(file: string): Promise<LfsPointer | undefined> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(LONGEST_POINTER + 1),
        0,
        LONGEST_POINTER + 1,
        0,
      );
      return parseLfsPointer(buffer.toString('utf8', 0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

/** Brings the content of every LFS file of the checked-out commit; what is still missing afterwards. */
export async function fetchLfsFiles(clone: ExistingClone, effects: GitEffects): Promise<Done<LfsTotal>> {
  const { folder, account } = clone;
  const run = gitRunner(folder, clone, effects);
  // Not `guards`: LFS is what is asked for here. It learns its own filter for this run only, as `git lfs install` may
  // never have been called.
  const here = [
    ...['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false'],
    ...['-c', 'filter.lfs.process=git-lfs filter-process', '-c', 'filter.lfs.required=true'],
    ...['-c', 'filter.lfs.smudge=git-lfs smudge -- %f', '-c', 'filter.lfs.clean=git-lfs clean -- %f'],
    ...(account === 'anonymous' ? ['-c', 'credential.helper=', '-c', 'core.askPass='] : []),
  ];
  const version = await run(['lfs', 'version']);
  if (version.kind === 'cancelled') return version;
  if (version.kind === 'ended' && version.code !== 0) return failedFor('lfsMissing');
  const pulled = await answerOf((args) => run([...here, ...args]), clone, ['lfs', 'pull']);
  return pulled.kind === 'done' ? missingLfsFiles(clone, effects) : pulled;
}
