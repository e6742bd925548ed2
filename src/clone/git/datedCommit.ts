import { isCommitId } from './gitArguments';

/** A commit and when it was made. */
export interface DatedCommit {
  readonly id: string;
  /** Day of the commit in UTC, `YYYY-MM-DD`. It is the committer's date: authors' dates survive a rebase. */
  readonly date: string;
}

/**
 * Arguments of git that print the newest commit for `readCommit`. `rev-list` reads none of the settings of `log`, and
 * prints the same for every format and encoding.
 */
export const NEWEST_COMMIT: readonly string[] = ['rev-list', '--timestamp', '--max-count=1'];

/** Reads `SECONDS ID`. */
export function readCommit(line: string): DatedCommit | undefined {
  const [seconds = '', id = ''] = line.trim().split(' ');
  if (!isCommitId(id) || !/^\d{1,12}$/.test(seconds)) return undefined;
  return { id, date: new Date(Number(seconds) * 1000).toISOString().slice(0, 10) };
}
