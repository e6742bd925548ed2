import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { CurlTrace } from './curlTrace';

export interface GitRun {
  /** Absolute path, if `cwd` is set. */
  readonly git: string;
  readonly args: readonly string[];
  readonly environment: Record<string, string>;
  readonly cwd?: string;
  readonly signal?: AbortSignal | undefined;
  /** Receives chunks of stderr, including progress, without the trace. */
  readonly onStderr?: (piece: string) => void;
  /** Called once at the start with git's process id, which is also its group's. */
  readonly onStart?: (pid: number) => void;
  readonly onEnd?: (pid: number) => void;
  /** For connecting, in milliseconds. Requires `traceEnvironment`. */
  readonly connectLimit?: number;
  /** Milliseconds between SIGTERM and SIGKILL. Default 2000. */
  readonly grace?: number;
}

/** A cancelled run is `cancelled`, whatever git's exit code is. */
export type GitResult =
  | {
      readonly kind: 'ended';
      readonly code: number | null;
      readonly stdout: string;
      readonly stderr: string;
      /** The host's last answer was a web page. Requires `traceEnvironment`. */
      readonly servedPage: boolean;
    }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'stalled' }
  /** The program or the working folder is missing, or the program cannot run. */
  | {
      readonly kind: 'unavailable';
      readonly cause: 'noProgram' | 'noFolder' | 'notStarted';
      readonly message: string;
    };

const GRACE_MS = 2000;
const MAX_STDERR_LENGTH = 64_000;
const MAX_STDOUT_LENGTH = 8_000_000;

/**
 * Runs git in its own process group, so that cancelling also ends child processes. Sends SIGTERM, then SIGKILL after
 * `grace`. Uses no shell and no stdin. Never rejects. Requires an absolute path with `cwd`, which may be a clone:
 * Windows looks up a bare name there first.
 */
export function runGit(run: GitRun): Promise<GitResult> {
  if (run.signal?.aborted === true) return Promise.resolve({ kind: 'cancelled' });
  if (run.cwd !== undefined && !path.isAbsolute(run.git)) {
    return Promise.resolve({
      kind: 'unavailable',
      cause: 'notStarted',
      message: `${run.git} is not an absolute path`,
    });
  }
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
      // For example, for a NUL in an argument.
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
      if (stdout.length < MAX_STDOUT_LENGTH) stdout += piece;
    });
    child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
      takeMessages(trace.push(piece));
    });
    const takeMessages = (text: string): void => {
      if (text === '') return;
      stderr = (stderr + text).slice(-MAX_STDERR_LENGTH);
      run.onStderr?.(text);
    };
    const end = (how: 'cancelled' | 'stalled'): void => {
      if (ending !== undefined) return;
      ending = how;
      endChild(child, 'SIGTERM');
      killing = setTimeout(() => {
        endChild(child, 'SIGKILL');
        // Does not wait for streams that a process outside the group keeps open.
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, run.grace ?? GRACE_MS);
    };
    const cancel = (): void => end('cancelled');
    run.signal?.addEventListener('abort', cancel, { once: true });
    const settle = (result: GitResult): void => {
      clearTimeout(killing);
      clearTimeout(connecting);
      run.signal?.removeEventListener('abort', cancel);
      resolve(result);
    };
    // Before `spawn`, so that the watchdog knows the group if this process is killed in between.
    if (child.pid !== undefined) run.onStart?.(child.pid);
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (child.pid !== undefined) return;
      // Node reports the same error for a missing program and a missing folder.
      const noFolder = run.cwd !== undefined && !existsSync(run.cwd);
      const cause = noFolder ? 'noFolder' : error.code === 'ENOENT' ? 'noProgram' : 'notStarted';
      settle({ kind: 'unavailable', cause, message: error.message });
    });
    child.once('close', (code) => {
      if (child.pid !== undefined) run.onEnd?.(child.pid);
      takeMessages(trace.end());
      if (ending === undefined) settle({ kind: 'ended', code, stdout, stderr, servedPage: trace.servedPage });
      else {
        // On Windows, a new process may have git's id.
        if (process.platform !== 'win32') endChild(child, 'SIGKILL');
        settle({ kind: ending });
      }
    });
  });
}

function endChild({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid !== undefined) endGroup(pid, signal);
}

/** Does nothing if the group has ended. */
export function endGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (process.platform !== 'win32') {
    kill(-pid, signal);
    return;
  }
  // taskkill ends a process tree, but only with /F, and its folder may be missing in the PATH. Without taskkill, git's
  // child processes keep running.
  const taskkill = path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
  const options = { stdio: 'ignore', windowsHide: true } as const;
  spawn(taskkill, ['/pid', `${pid}`, '/T', '/F'], options).on('error', () => kill(pid, 'SIGKILL'));
}

function kill(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended.
  }
}
