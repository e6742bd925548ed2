import type { Log } from '../log';
import { findGit } from './git/findGit';
import type { GitContext, GitFailure } from './git/gitRunner';
import type { Progress } from './git/gitProgress';
import { startWatch } from './watchdog/watchdogClient';

export interface GitServices {
  readonly log: Log;
  readonly watchdog: string;
}

/** Git ends even if this process is killed. */
export async function withGit<T>(
  { log, watchdog }: GitServices,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
  work: (effects: GitContext) => Promise<T>,
): Promise<T | GitFailure> {
  const found = await findGit(log, signal);
  if (found.kind !== 'found') return found;
  const { path: git, version, accountEnvironment } = found;
  const watch = startWatch(watchdog, log);
  try {
    return await work({
      ...{ git, version, environment: process.env, accountEnvironment },
      ...{ log, signal, onProgress, watch },
    });
  } finally {
    watch.done();
  }
}
