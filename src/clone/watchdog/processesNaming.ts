import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

/**
 * Returns the ids of processes whose command line names a folder. Finds git that the parent did not report before it
 * was killed. Also finds programs that start git, such as a script in `git.path`.
 *
 * Reads `/proc` on Linux and runs `ps` elsewhere. Returns nothing on Windows, which has neither.
 * @param folders absolute paths of staging folders, whose names are random
 */
export async function processesNaming(folders: readonly string[]): Promise<readonly number[]> {
  if (folders.length === 0 || process.platform === 'win32') return [];
  const processes = (await fromProc()) ?? (await fromPs());
  return processes
    .filter(({ command }) => folders.some((folder) => command.includes(folder)))
    .map(({ pid }) => pid);
}

interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

/** Returns `undefined` if the system has no `/proc`. */
async function fromProc(): Promise<readonly RunningProcess[] | undefined> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.map(Number).filter((pid) => Number.isSafeInteger(pid) && pid > 1);
  if (pids.length === 0) return undefined;
  return Promise.all(
    pids.map(async (pid) => {
      // A process may end before its command line is read.
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return { pid, command: line.replaceAll('\0', ' ') };
    }),
  );
}

function fromPs(): Promise<readonly RunningProcess[]> {
  return new Promise((resolve) => {
    execFile('ps', ['-Awwo', 'pid=,args='], { maxBuffer: 16_000_000 }, (error, stdout) => {
      const lines = error === null ? stdout.split('\n') : [];
      resolve(
        lines.flatMap((line) => {
          const [, pid, command] = /^\s*(\d+) (.*)$/.exec(line) ?? [];
          return pid === undefined || command === undefined ? [] : [{ pid: Number(pid), command }];
        }),
      );
    });
  });
}
