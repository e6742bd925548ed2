import { execFileSync } from 'node:child_process';
import assert from 'node:assert/strict';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cloneRepository } from '../../../src/clone/cloneRepository';
import { type CloneOutcome, type CloneRequest } from '../../../src/clone/cloneTypes';
import type { ExistingClone } from '../../../src/clone/git/existingClone';
import type { GitContext } from '../../../src/clone/git/gitRunner';
import { cloneUrl } from '../../../src/core/links/repository';
import type { Repository } from '../../../src/core/paper/paper';
import { GIT_PROGRAM } from '../../support/git-program';
import { startGitServer, type GitServer } from '../../support/git-server';
import { silentLog } from '../../support/log';

/** A server, a folder to clone into, and git's environment, all deleted afterwards. */
export interface Rig {
  readonly scratch: string;
  readonly server: GitServer;
  parent(): string;
  /** Clones with the given parameters, and all others as in the extension. */
  clone(
    request: Partial<CloneRequest> & Pick<CloneRequest, 'repository' | 'parent'>,
    effects?: Partial<GitContext>,
  ): Promise<CloneOutcome>;
  /** Runs git in a folder and returns what it prints. */
  git(folder: string, ...args: string[]): string;
  /** Like `git`, with additional environment variables. */
  gitWith(more: Readonly<Record<string, string>>, folder: string, ...args: string[]): string;
  environment(): Record<string, string>;
  /** Effects for git runs of the extension. */
  effects(): GitContext;
  close(): Promise<void>;
}

export async function startRig(): Promise<Rig> {
  const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'papers clone ü-')));
  const server = await startGitServer(scratch);
  const environment = (): Record<string, string> => ({
    PATH: process.env['PATH'] ?? '',
    ...server.environment,
  });
  const effects = (): GitContext => ({
    git: GIT_PROGRAM,
    version: [2, 39, 0],
    environment: environment(),
    log: silentLog,
    // Long enough for a busy machine. Tests of stalls set a short time.
    lowSpeed: { bytes: 1000, seconds: 60 },
  });
  const gitWith: Rig['gitWith'] = (more, folder, ...args) =>
    execFileSync('git', args, {
      cwd: folder,
      env: { ...environment(), ...more },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  let parents = 0;
  return {
    scratch,
    server,
    parent() {
      const folder = path.join(scratch, `parent ${parents++}`);
      mkdirSync(folder);
      return folder;
    },
    clone: (request, change) =>
      cloneRepository(
        { name: request.repository.name, history: 'shallow', account: 'anonymous', ...request },
        { ...effects(), ...change },
      ),
    git: (folder, ...args) => gitWith({}, folder, ...args),
    gitWith,
    effects,
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

/** Clones a repository and returns the arguments of commands for existing clones. */
export async function clonedFolder(
  rig: Rig,
  repository: Repository,
  history: 'shallow' | 'full' = 'shallow',
): Promise<ExistingClone> {
  const parent = rig.parent();
  const outcome = await rig.clone({ repository, parent, history });
  assert.equal(outcome.kind, 'cloned', JSON.stringify(outcome));
  return { folder: outcome.folder, url: cloneUrl(repository) ?? '', account: 'anonymous' };
}

/** Returns the content of every file below a folder, without `.git`: what work on a clone must not change. */
export function snapshot(folder: string): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const name of listing(folder)) {
    if (name === '.git' || name.startsWith(`.git${path.sep}`)) continue;
    const file = path.join(folder, name);
    const found = lstatSync(file);
    if (found.isSymbolicLink()) files[name] = `link to ${readlinkSync(file)}`;
    else
      files[name] = found.isFile()
        ? readFileSync(file, 'base64url') + readFileSync(file, 'utf8')
        : found.isFIFO()
          ? 'pipe'
          : 'folder';
  }
  return files;
}

/** Returns every path below a folder, sorted: what a failed clone must not change. */
export function listing(folder: string): readonly string[] {
  for (;;) {
    try {
      return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
    } catch (error) {
      // If a folder is removed during the read, reads its parent again.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || !existsSync(folder)) throw error;
    }
  }
}

/** Returns the command lines of running processes that mention a folder, without this process. */
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
