import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cloneRepository } from '../../../src/clone/cloneRepository';
import { type CloneOutcome, type CloneRequest } from '../../../src/clone/cloneTypes';
import type { GitEffects } from '../../../src/clone/git/gitRunner';
import type { Repository } from '../../../src/core/paper/paper';
import { startGitServer, type GitServer } from '../../support/git-server';
import { silentLog } from '../../support/log';

/** A server, a folder to clone into, and git's environment, all thrown away afterwards. */
export interface Rig {
  readonly scratch: string;
  readonly server: GitServer;
  /** A new empty folder to clone into. */
  parent(): string;
  /** Clones with what the case is about, and all else as in the product. */
  clone(
    request: Partial<CloneRequest> & Pick<CloneRequest, 'repository' | 'parent'>,
    effects?: Partial<GitEffects>,
  ): Promise<CloneOutcome>;
  /** Runs git in a folder and returns what it prints. */
  git(folder: string, ...args: string[]): string;
  environment(): Record<string, string>;
  close(): Promise<void>;
}

export async function startRig(): Promise<Rig> {
  const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'papers clone ü-')));
  const server = await startGitServer(scratch);
  const environment = (): Record<string, string> => ({
    PATH: process.env['PATH'] ?? '',
    ...server.environment,
  });
  let parents = 0;
  return {
    scratch,
    server,
    parent() {
      const folder = path.join(scratch, `parent ${parents++}`);
      mkdirSync(folder);
      return folder;
    },
    clone: (request, effects) =>
      cloneRepository(
        { name: request.repository.name, history: 'shallow', account: 'anonymous', ...request },
        {
          git: 'git',
          environment: environment(),
          log: silentLog,
          lowSpeed: { bytes: 1000, seconds: 2 },
          ...effects,
        },
      ),
    git: (folder, ...args) =>
      execFileSync('git', args, {
        cwd: folder,
        env: environment(),
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim(),
    environment,
    async close() {
      await server.close();
      rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A repository of github.com. */
export function github(name: string, place: Pick<Repository, 'ref' | 'folder'> = {}): Repository {
  return { host: 'github.com', owner: 'lab', name, url: `https://github.com/lab/${name}`, ...place };
}

/** Every path below a folder, sorted: what a failed clone must leave as it was. */
export function listing(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

/** Command lines of live processes that mention a folder, without this process itself. */
export function processesNaming(folder: string): readonly string[] {
  const lines = existsSync('/proc/self/cmdline') ? fromProc() : fromPs();
  return lines.filter((line) => line.includes(folder));
}

function fromProc(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => {
      try {
        // A zombie's command line is empty.
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    });
}

function fromPs(): readonly string[] {
  return execFileSync('ps', ['-Ao', 'args='], { encoding: 'utf8' }).split('\n');
}
