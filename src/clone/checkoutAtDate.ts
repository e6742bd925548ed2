import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { answerOf, failedFor, gitInClone, type Done, type ExistingClone } from './git/cloneOperations';
import { guards, isCommitId, LOW_SPEED } from './git/gitArguments';
import { gitRunner, type GitEffects } from './git/gitRunner';

/** A commit and when it was made. */
export interface DatedCommit {
  readonly id: string;
  /** `YYYY-MM-DD`, in the zone of its author's machine. */
  readonly date: string;
}

/**
 * The newest commit of the default branch that existed at the end of a day (UTC), checked out. Only the list of commits
 * is fetched to find it, then that one commit: the clone stays as shallow as it was.
 * @param day `YYYY-MM-DD`
 */
export async function checkOutDay(
  clone: ExistingClone,
  url: string,
  day: string,
  effects: GitEffects,
): Promise<Done<DatedCommit>> {
  const git = gitInClone(clone, effects);
  const changes = await answerOf(git, clone, ['status', '--porcelain', '--untracked-files=no']);
  if (changes.kind !== 'done') return changes;
  if (changes.value.trim() !== '') return failedFor('localChanges');
  const found = await newestUntil(clone, url, day, effects);
  if (found.kind !== 'done') return found;
  const { id } = found.value;
  const known = await git(['cat-file', '-e', `${id}^{tree}`]);
  if (known.kind === 'cancelled') return known;
  if (known.kind !== 'ended' || known.code !== 0) {
    const fetched = await answerOf(git, clone, [
      'fetch',
      '--progress',
      '--no-tags',
      '--depth=1',
      'origin',
      id,
    ]);
    if (fetched.kind !== 'done') return fetched;
  }
  const switched = await answerOf(git, clone, ['checkout', '--progress', '--detach', id]);
  return switched.kind === 'done' ? found : switched;
}

/** Looks the commit up in a list of commits without files, which is thrown away again. */
async function newestUntil(
  clone: ExistingClone,
  url: string,
  day: string,
  effects: GitEffects,
): Promise<Done<DatedCommit>> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'papers-commits-'));
  try {
    const run = gitRunner(scratch, clone, effects);
    const guarded = guards(clone.account, effects.lowSpeed ?? LOW_SPEED);
    const list = path.join(scratch, 'list.git');
    const fetched = await answerOf((args) => run([...guarded, ...args]), clone, [
      ...['clone', '--progress', '--bare', '--single-branch', '--no-tags', '--filter=tree:0'],
      ...['--', url, list],
    ]);
    if (fetched.kind !== 'done') return fetched;
    const inList = (args: readonly string[]): Promise<Done<string>> =>
      answerOf((given) => run([...guarded, `--git-dir=${list}`, ...given]), clone, args);
    const format = ['--format=%H %cs', '--max-count=1'];
    const newest = await inList(['log', '--first-parent', ...format, `--until=${day}T23:59:59Z`, 'HEAD']);
    if (newest.kind !== 'done') return newest;
    const commit = readCommit(newest.value);
    if (commit !== undefined) return { kind: 'done', value: commit };
    const first = await inList(['log', '--first-parent', '--max-parents=0', ...format, 'HEAD']);
    return failedFor('laterThanDay', first.kind === 'done' ? readCommit(first.value)?.date : undefined);
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }
}

function readCommit(line: string): DatedCommit | undefined {
  const [id = '', date = ''] = line.trim().split(' ');
  return isCommitId(id) ? { id, date } : undefined;
}
