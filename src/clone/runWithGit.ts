import type { Log } from '../log';
import type { CloneFailure } from './git/gitFailure';
import { findGit } from './git/findGit';
import type { GitEffects } from './git/gitRunner';
import type { Progress } from './git/gitProgress';
import { startWatch } from './watchdog/watchdogClient';

/** What runs of git are looked after with. */
export interface GitServices {
  readonly log: Log;
  /** Path of the built watchdog. */
  readonly watchdog: string;
}

/**
 * Does work with the user's git, which ends with this process whatever ends it.
 * @param signal cancels the work
 */
export async function withGit<T>(
  { log, watchdog }: GitServices,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
  work: (effects: GitEffects) => Promise<T>,
): Promise<T | { readonly kind: 'failed'; readonly failure: CloneFailure }> {
  const found = await findGit(log);
  if (found.kind === 'failed') return found;
  const { path: git, accountEnvironment } = found;
  const watch = startWatch(watchdog, log);
  try {
    return await work({ git, environment: process.env, accountEnvironment, log, signal, onProgress, watch });
  } finally {
    watch.done();
  }
}
