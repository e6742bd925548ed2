import { spawn } from 'node:child_process';
import type { Log } from '../../log';

/** Reports git processes to the watchdog, which cleans up if this process is killed. */
export interface Watch {
  writesTo(staging: string): void;
  started(pid: number): void;
  /** The id of an ended process group may be reused. */
  ended(pid: number): void;
  done(): void;
}

/**
 * Starts the watchdog, which detects any end of this process, ends git and removes the staging folders.
 * @param program path of the built `watchdog` entry
 */
export function startWatch(program: string, log: Log): Watch {
  const child = spawn(process.execPath, [program], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // `execPath` is Electron in VS Code and must run as Node. A separate group outlives this process.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    detached: true,
    windowsHide: true,
  });
  child.on('error', (error) => log.warn(`clone: no watchdog: ${error.message}`));
  child.stdin.on('error', () => undefined);
  child.unref();
  const send = (message: object): void => {
    if (child.stdin.writable) child.stdin.write(`${JSON.stringify(message)}\n`);
  };
  return {
    writesTo: (staging) => send({ staging }),
    started: (pid) => send({ pid }),
    ended: (pid) => send({ ended: pid }),
    done: () => {
      send({ done: true });
      child.stdin.end();
    },
  };
}
