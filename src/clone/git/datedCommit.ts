import { isCommitId } from './gitArguments';

export interface DatedCommit {
  readonly id: string;
  /** Committer's day in UTC, `YYYY-MM-DD`. Authors' dates survive a rebase. */
  readonly date: string;
}

/** Unlike `log`, `rev-list` has no settings that change its output. */
export const NEWEST_COMMIT: readonly string[] = ['rev-list', '--timestamp', '--max-count=1'];

/** Reads `SECONDS ID`. */
export function readCommit(line: string): DatedCommit | undefined {
  const [seconds = '', id = ''] = line.trim().split(' ');
  if (!isCommitId(id) || !/^\d{1,12}$/.test(seconds)) return undefined;
  return { id, date: new Date(Number(seconds) * 1000).toISOString().slice(0, 10) };
}
