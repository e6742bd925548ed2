import { spawn } from 'node:child_process';
import type { Log } from '../../log';

/** Looks after the git processes of one clone in case this process is killed before it can. */
export interface Watch {
  /** A staging folder is about to be made. */
  writesTo(staging: string): void;
  /** A process group was started. */
  started(pid: number): void;
  /** The group has ended; its number may come to mean another. */
  ended(pid: number): void;
  /** All is done and cleaned up; nothing needs looking after any more. */
  done(): void;
}

/**
 * Starts a small process that sees when this one ends, in whatever way, and then ends what is left of the clone and
 * removes its staging folder.
 * @param program path of the built `watchdog` entry
 */
export function startWatch(program: string, log: Log): Watch {
  const child = spawn(process.execPath, [program], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // In VS Code this program is Electron, which is to be Node here; in its own group, it outlives ours.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    detached: true,
    windowsHide: true,
  });
  child.on('error', (error) => log.warn(`clone: no watchdog: ${error.message}`));
  child.stdin.on('error', () => undefined);
  child.unref();
  const tell = (message: object): void => {
    if (child.stdin.writable) child.stdin.write(`${JSON.stringify(message)}\n`);
  };
  return {
    writesTo: (staging) => tell({ staging }),
    started: (pid) => tell({ pid }),
    ended: (pid) => tell({ ended: pid }),
    done: () => {
      tell({ done: true });
      child.stdin.end();
    },
  };
}
