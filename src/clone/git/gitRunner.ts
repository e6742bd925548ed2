import type { Log } from '../../log';
import { failureOf, withoutSecrets, type CloneFailure } from './gitFailure';
import type { Account, LowSpeed } from './gitArguments';
import { gitEnvironment, type Environment } from './gitEnvironment';
import { runGit, type GitResult } from './gitProcess';
import { ProgressReader, type Progress } from './gitProgress';
import type { Watch } from '../watchdog/watchdogClient';

/** How git reaches a host. */
export interface GitAccess {
  readonly account: Account;
  /** Proxy to use for https, as an address. */
  readonly proxy?: string;
}

/** What git's runs reach the world through. */
export interface GitEffects {
  readonly git: string;
  readonly environment: Environment;
  /** Added to the environment when git speaks in the user's own name. */
  readonly accountEnvironment?: Environment;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: Progress) => void;
  /** Told of the staging folder and of each process group. */
  readonly watch?: Pick<Watch, 'writesTo' | 'started' | 'ended'>;
  readonly lowSpeed?: LowSpeed;
}

/** Runs git with some arguments. */
export type Git = (args: readonly string[]) => Promise<GitResult>;

/** Why something did not come about. */
export type Unsuccessful =
  { readonly kind: 'failed'; readonly failure: CloneFailure } | { readonly kind: 'cancelled' };

/** Runs git in a folder for one purpose, so that progress goes on over several runs; logs what it says. */
export function gitRunner(cwd: string, { account, proxy }: GitAccess, effects: GitEffects): Git {
  const environment = gitEnvironment(effects.environment, account, {
    ...(effects.accountEnvironment === undefined ? {} : { extra: effects.accountEnvironment }),
    ...(proxy === undefined ? {} : { proxy }),
  });
  const reader = new ProgressReader();
  return async (args) => {
    effects.log.debug(`git ${args.join(' ')}`);
    const result = await runGit({
      git: effects.git,
      args,
      environment,
      cwd,
      signal: effects.signal,
      onStart: (pid) => effects.watch?.started(pid),
      onEnd: (pid) => effects.watch?.ended(pid),
      onStderr: (piece) => {
        const progress = reader.push(piece);
        if (progress !== undefined) effects.onProgress?.(progress);
      },
    });
    logEnd(result, effects.log);
    return result;
  };
}

/** What a run that was not a success means; undefined for a success. */
export function unsuccessful(result: GitResult, account: Account): Unsuccessful | undefined {
  switch (result.kind) {
    case 'cancelled':
      return result;
    case 'unavailable':
      return {
        kind: 'failed',
        failure: { reason: result.missing ? 'gitMissing' : 'gitBroken', detail: result.message },
      };
    case 'ended': {
      if (result.code === 0) return undefined;
      const failure = failureOf(result);
      const refused = account === 'own' && failure.reason === 'needsAccount';
      return { kind: 'failed', failure: refused ? { ...failure, reason: 'wrongAccount' } : failure };
    }
  }
}

/** Progress lines and secrets are left out. */
function logEnd(result: GitResult, log: Log): void {
  if (result.kind === 'unavailable') log.error(`git: ${withoutSecrets(result.message)}`);
  if (result.kind !== 'ended' || result.code === 0) return;
  const said = result.stderr.split(/[\r\n]/).filter((line) => line.trim() !== '' && !/\d% \(/.test(line));
  log.warn(`git ended with ${result.code ?? 'a signal'}: ${withoutSecrets(said.join('\n'))}`);
}
