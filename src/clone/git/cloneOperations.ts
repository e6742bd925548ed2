import { stat } from 'node:fs/promises';
import path from 'node:path';
import {
  runForOutput,
  failedOutcome,
  openClone,
  type GitOutcome,
  type ExistingClone,
  type OpenClone,
} from './existingClone';
import { gitFailure, type GitContext } from './gitRunner';
import { isAtLeast, OLDEST_FOR_HISTORY } from './gitVersion';

/**
 * Fetches every commit, branch and tag, and configures later fetches to do so. Does not change the work tree or the
 * user's branches and tags. Returns the number of commits.
 */
export async function fetchFullHistory(
  clone: ExistingClone,
  effects: GitContext,
): Promise<GitOutcome<number>> {
  if (!isAtLeast(effects.version, OLDEST_FOR_HISTORY)) {
    return failedOutcome('gitTooOld', effects.version.join('.'));
  }
  const opened = await openClone(clone, effects);
  if (opened.kind !== 'done') return opened;
  const { git, local, remote } = opened.value;
  const shallow = await isShallow(opened.value);
  if (shallow.kind !== 'done') return shallow;
  const result = await git([
    ...['fetch', '--progress', '--no-prune', '--no-recurse-submodules', '--tags'],
    ...(shallow.value ? ['--unshallow'] : []),
    ...[remote, everythingOf(remote)],
  ]);
  // If a local tag differs from the server's, git keeps the local tag, fetches the rest and exits with 1.
  const keptTags = result.kind === 'ended' && result.code === 1 && onlyTagsWereKept(result.stderr);
  const failure = keptTags ? undefined : gitFailure(result, clone.account);
  if (failure !== undefined) return failure;
  await widenRemote(opened.value);
  const counted = await runForOutput(local, clone, ['rev-list', '--count', 'HEAD']);
  return counted.kind === 'done' ? { kind: 'done', value: Number(counted.value) } : counted;
}

/** Reads git's `shallow` file, because git before 2.15 has no option for this. */
export async function isShallow({ local, ...clone }: OpenClone): Promise<GitOutcome<boolean>> {
  const grafts = await runForOutput(local, clone, ['rev-parse', '--git-path', 'shallow']);
  if (grafts.kind !== 'done') return grafts;
  const file = path.resolve(clone.folder, grafts.value.replace(/\r?\n$/, ''));
  return { kind: 'done', value: await isFile(file) };
}

function everythingOf(remote: string): string {
  return `+refs/heads/*:refs/remotes/${remote}/*`;
}

/**
 * Removes the limits of a shallow clone from its configuration: one branch and no tags. Keeps refspecs that the user
 * added. Called only after a fetch succeeded, because a failed one must change nothing.
 */
async function widenRemote({ local, remote, settings }: OpenClone): Promise<void> {
  const key = `remote.${remote}.fetch`;
  const refspecs = settings.filter((setting) => setting.key === key).map(({ value }) => value ?? '');
  const one = /^\+?refs\/heads\/([^*:]+):refs\/remotes\/[^*:]+\/\1$/;
  if (!refspecs.includes(everythingOf(remote))) {
    const replaced = refspecs.length === 1 && one.test(refspecs[0] ?? '');
    await local(['config', replaced ? '--replace-all' : '--add', key, everythingOf(remote)]);
  }
  await local(['config', '--unset-all', `remote.${remote}.tagOpt`, '^--no-tags$']);
}

function onlyTagsWereKept(stderr: string): boolean {
  const refused = stderr.split(/[\r\n]+/).filter((line) => line.startsWith(' ! '));
  return refused.length > 0 && refused.every((line) => line.includes('(would clobber existing tag)'));
}

function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}
