import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { CurlTrace } from './curlTrace';

/** One run of git. */
export interface GitRun {
  /** Path or name of the program. */
  readonly git: string;
  readonly args: readonly string[];
  readonly environment: Record<string, string>;
  readonly cwd?: string;
  readonly signal?: AbortSignal | undefined;
  /** Called with each piece of what git writes to its error stream, progress included. */
  readonly onStderr?: (piece: string) => void;
  /** Called once with git's process id, which is also its group's, right after the start. */
  readonly onStart?: (pid: number) => void;
  /** Called once with the same number when the process has ended. */
  readonly onEnd?: (pid: number) => void;
  /** Ends the run when connecting takes longer than this, in milliseconds. Needs git's trace of its connections. */
  readonly connectLimit?: number;
  /** How long the group may tidy up after it was asked to end, in milliseconds. Default 2000. */
  readonly grace?: number;
}

/** How a run ended. `cancelled` wins over whatever git made of it. */
export type GitResult =
  | { readonly kind: 'ended'; readonly code: number | null; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'cancelled' }
  /** Connecting took longer than the limit. */
  | { readonly kind: 'stalled' }
  /** Git was not started: there is no such program, no folder to start it in, or it can't be run. */
  | {
      readonly kind: 'unavailable';
      readonly cause: 'noProgram' | 'noFolder' | 'notStarted';
      readonly message: string;
    };

const GRACE = 2000;
/** What is kept of the end of errors and of the start of answers, in characters. */
const KEPT = 64_000;
const LONGEST_ANSWER = 8_000_000;

/**
 * Runs git in a process group of its own, so that cancelling ends what git itself has started too: it is asked to end,
 * and what is left after the grace is killed. No shell, nothing to type into.
 */
export function runGit(run: GitRun): Promise<GitResult> {
  if (run.signal?.aborted === true) return Promise.resolve({ kind: 'cancelled' });
  return new Promise((resolve) => {
    let child: ChildProcess;
    try {
      child = spawn(run.git, run.args, {
        cwd: run.cwd,
        env: run.environment,
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: process.platform !== 'win32',
        windowsHide: true,
        shell: false,
      });
    } catch (error) {
      // An argument with a NUL, for one.
      resolve({ kind: 'unavailable', cause: 'notStarted', message: String(error) });
      return;
    }
    let stdout = '';
    let stderr = '';
    let ending: 'cancelled' | 'stalled' | undefined;
    let connecting: NodeJS.Timeout | undefined;
    const trace = new CurlTrace((begins) => {
      clearTimeout(connecting);
      if (begins && run.connectLimit !== undefined) {
        connecting = setTimeout(() => end('stalled'), run.connectLimit);
      }
    });
    let killing: NodeJS.Timeout | undefined;
    child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      if (stdout.length < LONGEST_ANSWER) stdout += piece;
    });
    child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
      takeMessages(trace.push(piece));
    });
    const takeMessages = (text: string): void => {
      if (text === '') return;
      stderr = (stderr + text).slice(-KEPT);
      run.onStderr?.(text);
    };
    const end = (how: 'cancelled' | 'stalled'): void => {
      if (ending !== undefined) return;
      ending = how;
      endChild(child, 'SIGTERM');
      killing = setTimeout(() => {
        endChild(child, 'SIGKILL');
        // A process that left the group may still hold the streams: they are not waited for.
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, run.grace ?? GRACE);
    };
    const cancel = (): void => end('cancelled');
    run.signal?.addEventListener('abort', cancel, { once: true });
    const settle = (result: GitResult): void => {
      clearTimeout(killing);
      clearTimeout(connecting);
      run.signal?.removeEventListener('abort', cancel);
      resolve(result);
    };
    child.once('spawn', () => {
      if (child.pid !== undefined) run.onStart?.(child.pid);
    });
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (child.pid !== undefined) return;
      // The same error is given for a missing program and for a missing folder to start it in.
      const noFolder = run.cwd !== undefined && !existsSync(run.cwd);
      const cause = noFolder ? 'noFolder' : error.code === 'ENOENT' ? 'noProgram' : 'notStarted';
      settle({ kind: 'unavailable', cause, message: error.message });
    });
    child.once('close', (code) => {
      if (child.pid !== undefined) run.onEnd?.(child.pid);
      takeMessages(trace.end());
      if (ending === undefined) settle({ kind: 'ended', code, stdout, stderr });
      else {
        endChild(child, 'SIGKILL');
        settle({ kind: ending });
      }
    });
  });
}

function endChild({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid !== undefined) endGroup(pid, signal);
}

/** Ends a process that leads its own group, with all in it; one that has ended already is fine. */
export function endGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (process.platform === 'win32') {
    // Windows has no groups to signal; taskkill follows the tree, and only by force.
    spawn('taskkill', ['/pid', `${pid}`, '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on(
      'error',
      () => undefined,
    );
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended.
  }
}
