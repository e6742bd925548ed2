import type { Log } from '../../log';
import { failureOf, redactPaths, redactSecrets, type CloneFailure } from './gitFailure';
import { connectLimit, traceEnvironment } from './curlTrace';
import { LOW_SPEED, type Credentials, type LowSpeed } from './gitArguments';
import { gitEnvironment, type Environment } from './gitEnvironment';
import { runGit, type GitResult } from './gitProcess';
import { ProgressReader, type Progress } from './gitProgress';
import type { GitVersion } from './gitVersion';
import type { GitSetting } from './userSettings';
import type { Watch } from '../watchdog/watchdogClient';

export interface HostAccess {
  readonly account: Credentials;
  readonly proxy?: string;
  /** Approved by the user. Set if it is not the repository's host. */
  readonly lfsHost?: string;
}

export interface GitContext {
  readonly git: string;
  readonly version: GitVersion;
  readonly environment: Environment;
  readonly accountEnvironment?: Environment;
  /** User settings that an anonymous run may use, and whose proxies a given proxy replaces. */
  readonly settings?: readonly GitSetting[];
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: Progress) => void;
  /** Receives the staging folder and each process group. */
  readonly watch?: Pick<Watch, 'writesTo' | 'started' | 'ended'>;
  readonly lowSpeed?: LowSpeed;
}

export type Git = (args: readonly string[]) => Promise<GitResult>;

export type GitFailure =
  | { readonly kind: 'failed'; readonly failure: CloneFailure }
  | { readonly kind: 'cancelled' };

/**
 * Returns a function that runs git and logs failures. All runs share one progress, which never decreases.
 * @param more environment variables to add
 */
export function gitRunner(
  cwd: string,
  { account, proxy }: HostAccess,
  effects: GitContext,
  more: Readonly<Record<string, string>> = {},
): Git {
  const { settings, accountEnvironment, version, lowSpeed = LOW_SPEED } = effects;
  const environment = {
    ...gitEnvironment(effects.environment, account, {
      ...(accountEnvironment === undefined ? {} : { extra: accountEnvironment }),
      ...(proxy === undefined ? {} : { proxy }),
      ...(settings === undefined ? {} : { settings }),
    }),
    ...traceEnvironment(version),
    ...more,
  };
  const reader = new ProgressReader();
  return async (args) => {
    effects.log.debug(`git ${args.join(' ')}`);
    const result = await runGit({
      git: effects.git,
      args,
      environment,
      cwd,
      signal: effects.signal,
      connectLimit: connectLimit(lowSpeed.seconds),
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

/** Runs git with the user's configuration, but without network access and VS Code's askpass. */
export function localGitRunner(
  cwd: string,
  effects: GitContext,
  more: Readonly<Record<string, string>> = {},
): Git {
  // If a protocol were allowed, a partial clone would fetch missing objects.
  return gitRunner(
    cwd,
    { account: 'own' },
    { ...effects, accountEnvironment: {} },
    { ...more, GIT_ALLOW_PROTOCOL: 'none' },
  );
}

const NOT_STARTED = { noProgram: 'gitMissing', noFolder: 'folderMissing', notStarted: 'gitBroken' } as const;

/** Returns why a run failed, or `undefined` if it succeeded. */
export function gitFailure(result: GitResult, account: Credentials): GitFailure | undefined {
  switch (result.kind) {
    case 'cancelled':
      return result;
    case 'stalled':
      return { kind: 'failed', failure: { reason: 'stalled' } };
    case 'unavailable':
      return {
        kind: 'failed',
        failure: { reason: NOT_STARTED[result.cause], detail: redactPaths(result.message) },
      };
    case 'ended': {
      if (result.code === 0) return undefined;
      const failure = failureOf(result);
      const refused = account === 'own' && failure.reason === 'needsAccount';
      return { kind: 'failed', failure: refused ? { ...failure, reason: 'wrongAccount' } : failure };
    }
  }
}

function logEnd(result: GitResult, log: Log): void {
  if (result.kind === 'stalled') log.warn('git: connecting took too long');
  if (result.kind === 'unavailable') log.error(`git: ${redactSecrets(result.message)}`);
  if (result.kind !== 'ended' || result.code === 0) return;
  const lines = result.stderr.split(/[\r\n]/).filter((line) => line.trim() !== '' && !/\d% \(/.test(line));
  log.warn(`git ended with ${result.code ?? 'a signal'}: ${redactSecrets(lines.join('\n'))}`);
}
