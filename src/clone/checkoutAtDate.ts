import { tmpdir } from 'node:os';
import { isShallow } from './git/cloneOperations';
import {
  runForOutput,
  failedOutcome,
  openClone,
  type GitOutcome,
  type ExistingClone,
  type OpenClone,
} from './git/existingClone';
import { NEWEST_COMMIT, readCommit, type DatedCommit } from './git/datedCommit';
import { branchOfLink, safetyConfig, LOW_SPEED } from './git/gitArguments';
import { gitRunner, type GitContext } from './git/gitRunner';
import { isAtLeast, OLDEST_FOR_DATE } from './git/gitVersion';
import { unsafeCheckout } from './git/safeCheckout';
import { makeStaging } from './staging/staging';

/**
 * Checks out the newest commit of a branch from this day (UTC) or earlier. Fetches only the list of commits and the
 * found commit, so the clone stays as shallow as before.
 * @param day `YYYY-MM-DD`
 * @param branch branch or tag in the paper's link; the default branch if absent or missing on the server
 */
export async function checkoutAtDate(
  clone: ExistingClone,
  day: string,
  effects: GitContext,
  branch?: string,
): Promise<GitOutcome<DatedCommit>> {
  if (!isAtLeast(effects.version, OLDEST_FOR_DATE))
    return failedOutcome('gitTooOld', effects.version.join('.'));
  const opened = await openClone(clone, effects);
  if (opened.kind !== 'done') return opened;
  const { git, local } = opened.value;
  const before = await unsafeCheckout(opened.value, undefined, effects.signal);
  if (before !== undefined) return before;
  const found = await latestCommitBefore(opened.value, day, branch);
  if (found.kind !== 'done') return found;
  const { id } = found.value;
  const known = await local(['cat-file', '-e', `${id}^{tree}`]);
  if (known.kind === 'cancelled') return known;
  if (known.kind !== 'ended' || known.code !== 0) {
    const fetched = await fetchCommit(opened.value, id);
    if (fetched.kind !== 'done') return fetched;
  }
  const unsafe = await unsafeCheckout(opened.value, id, effects.signal);
  if (unsafe !== undefined) return unsafe;
  // Not `local`: the user's smudge filters did not run during the clone either.
  const switched = await runForOutput(git, clone, [
    'checkout',
    '--progress',
    '--no-overwrite-ignore',
    '--detach',
    id,
  ]);
  return switched.kind === 'done' ? found : switched;
}

/** Without `--depth` for a full clone, whose history it would cut. */
async function fetchCommit(clone: OpenClone, id: string): Promise<GitOutcome<string>> {
  const shallow = await isShallow(clone);
  if (shallow.kind !== 'done') return shallow;
  return runForOutput(clone.git, clone, [
    ...['fetch', '--progress', '--no-tags', '--no-prune', '--no-recurse-submodules'],
    ...(shallow.value ? ['--depth=1'] : []),
    ...[clone.remote, id],
  ]);
}

/**
 * Uses a list of commits without files, in a temporary folder. The watchdog removes the folder if this process is
 * killed.
 */
async function latestCommitBefore(
  clone: OpenClone,
  day: string,
  branch: string | undefined,
): Promise<GitOutcome<DatedCommit>> {
  const { effects, url, account } = clone;
  const staging = await makeStaging(tmpdir(), url, (folder) => effects.watch?.writesTo(folder));
  try {
    const { folder, clone: list } = staging;
    const run = gitRunner(folder, clone, effects);
    const guarded = safetyConfig(account, effects.lowSpeed ?? LOW_SPEED);
    const fetch = (ref: string | undefined): Promise<GitOutcome<string>> =>
      runForOutput((args) => run([...guarded, ...args]), clone, [
        ...['clone', '--progress', '--bare', '--single-branch', '--no-tags', '--template='],
        ...(ref === undefined ? [] : [`--branch=${ref}`]),
        ...['--filter=tree:0', '--', url, list],
      ]);
    const wanted = branchOfLink(branch);
    const first = await fetch(wanted);
    const isGone = wanted !== undefined && first.kind === 'failed' && first.failure.reason === 'refMissing';
    const fetched = isGone ? await fetch(undefined) : first;
    if (fetched.kind !== 'done') return fetched;
    const newest = (limits: readonly string[]): Promise<GitOutcome<string>> =>
      runForOutput((args) => run([...guarded, `--git-dir=${list}`, ...args]), clone, [
        ...[...NEWEST_COMMIT, '--first-parent', ...limits, 'HEAD'],
      ]);
    const until = await newest([`--until=${day}T23:59:59Z`]);
    if (until.kind !== 'done') return until;
    const commit = readCommit(until.value);
    if (commit !== undefined) return { kind: 'done', value: commit };
    const root = await newest(['--max-parents=0']);
    return failedOutcome('laterThanDay', root.kind === 'done' ? readCommit(root.value)?.date : undefined);
  } finally {
    await staging.remove();
  }
}
