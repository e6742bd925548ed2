import { lstat, readdir, readFile, realpath, rename, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Git } from '../git/gitRunner';
import { guards, LOW_SPEED } from '../git/gitArguments';
import { addressKey } from '../git/userSettings';

/** Whether anything is at a path that a clone must not touch; an empty folder is free. A broken link is taken. */
export async function isTaken(target: string): Promise<boolean> {
  try {
    const found = await lstat(target);
    return !found.isDirectory() || (await readdir(target)).length > 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/** What is at a path that a clone would take. */
export type Occupant = 'sameRepository' | 'otherRepository' | 'folder' | 'file';

/**
 * Tells what is at a path: a repository is recognized by the remotes in its configuration. Git is not run, because the
 * folder may be anybody's.
 * @param url address that the clone would come from
 */
export async function occupantOf(target: string, url: string): Promise<Occupant> {
  if ((await existingFolder(target)) === undefined) return 'file';
  if (!(await exists(path.join(target, '.git')))) return 'folder';
  const config = await readFile(path.join(target, '.git', 'config'), 'utf8').catch(() => '');
  const remotes = config.split('\n').flatMap((line) => /^url *= *"?([^"]+)/i.exec(line.trim())?.[1] ?? []);
  const wanted = addressKey(url);
  return remotes.some((remote) => addressKey(remote) === wanted) ? 'sameRepository' : 'otherRepository';
}

function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

/** The real path of a folder, or undefined when there is none. */
export async function existingFolder(folder: string): Promise<string | undefined> {
  try {
    const real = await realpath(folder);
    return (await stat(real)).isDirectory() ? real : undefined;
  } catch {
    return undefined;
  }
}

/** Errors of a rename that mean that something is there. */
const THERE: ReadonlySet<string> = new Set(['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EISDIR']);
/** On Windows a virus scanner that reads a new file holds its folder for a moment. */
const HELD: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY']);

/**
 * Moves a finished folder to its place within one file system. False when something is there: a rename never replaces
 * more than an empty folder. Fails as `rename` does.
 */
export async function moveIntoPlace(from: string, target: string): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    if (await isTaken(target)) return false;
    try {
      if (process.platform === 'win32') await rmdir(target).catch(() => undefined);
      await rename(from, target);
      return true;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (THERE.has(code)) return false;
      if (process.platform !== 'win32' || !HELD.has(code) || tries === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * tries));
    }
  }
}

/** The folder of a clone that a link pointed to, when it is a real folder inside the clone; else the clone itself. */
export async function folderToOpen(clone: string, folder: string | undefined): Promise<string> {
  if (folder === undefined) return clone;
  const [inside, root] = await Promise.all([existingFolder(path.join(clone, folder)), existingFolder(clone)]);
  if (inside === undefined || root === undefined) return clone;
  const relative = path.relative(root, inside);
  const leaves = relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  return leaves || relative.split(path.sep)[0] === '.git' ? clone : path.join(clone, folder);
}

/** The nearest folder at or above `folder` that is a git work tree, or undefined. */
export async function enclosingWorkTree(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = path.dirname(at)) {
    if (await exists(path.join(at, '.git'))) return at;
    if (path.dirname(at) === at) return undefined;
  }
}

/**
 * The work tree around a clone that will list the clone among its changes; undefined when there is none, or when it
 * ignores the place.
 * @param target absolute path of the clone
 */
export async function outerRepository(target: string, git: Git): Promise<string | undefined> {
  const around = await enclosingWorkTree(path.dirname(target));
  if (around === undefined) return undefined;
  const asked = [...guards('anonymous', LOW_SPEED), '-C', around, 'check-ignore', '--quiet', '--', target];
  const ignored = await git(asked);
  return ignored.kind === 'ended' && ignored.code === 0 ? undefined : around;
}
