import { lstat, readdir, readFile, realpath, rename, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Git } from '../git/gitRunner';
import { safetyConfig, LOW_SPEED } from '../git/gitArguments';
import { addressKey } from '../git/userSettings';
import { resolveLinks } from '../../library/resolveLinks';

/** An empty folder is free; a broken link is occupied. */
export async function isTaken(target: string): Promise<boolean> {
  try {
    const found = await lstat(target);
    return !found.isDirectory() || (await readdir(target)).length > 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

export type Occupant = 'sameRepository' | 'otherRepository' | 'folder' | 'file';

/**
 * Returns what occupies a path. Reads remotes from the configuration. Does not run git, because the folder may belong
 * to another user.
 * @param url URL of the repository to clone
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

/** Resolves links. */
export async function existingFolder(folder: string): Promise<string | undefined> {
  try {
    return (await stat(folder)).isDirectory() ? await resolveLinks(folder) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Returns an identity that a new folder at the same path does not share. Git recreates missing parent folders when it
 * writes an object.
 */
export async function folderIdentity(folder: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(folder, { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    return undefined;
  }
}

/** Codes of `rename` for an occupied target. */
const EXISTS_CODES: ReadonlySet<string> = new Set(['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EISDIR']);
/** Windows: a virus scanner that reads a new file locks its folder for a short time. */
const LOCKED_CODES: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY']);

/**
 * Moves a folder on one file system. Returns false if the target is occupied: `rename` replaces only an empty folder.
 * Rejects with the errors of `rename`.
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
      if (EXISTS_CODES.has(code)) return false;
      if (process.platform !== 'win32' || !LOCKED_CODES.has(code) || tries === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * tries));
    }
  }
}

/** Returns the folder that a link points to if it is inside the clone, otherwise the clone. */
export async function folderToOpen(clone: string, folder: string | undefined): Promise<string> {
  if (folder === undefined) return clone;
  const place = path.join(clone, folder);
  const real = (file: string): Promise<string | undefined> => realpath(file).catch(() => undefined);
  const [inside, root, present] = await Promise.all([real(place), real(clone), existingFolder(place)]);
  if (inside === undefined || root === undefined || present === undefined) return clone;
  const relative = path.relative(root, inside);
  const leaves = relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  return leaves || relative.split(path.sep)[0] === '.git' ? clone : place;
}

/** Returns the nearest git work tree that contains `folder`. */
export async function enclosingWorkTree(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = path.dirname(at)) {
    if (await exists(path.join(at, '.git'))) return at;
    if (path.dirname(at) === at) return undefined;
  }
}

/**
 * Returns the enclosing work tree that will list the clone as a change, unless it ignores the clone.
 * @param target absolute path of the clone
 */
export async function enclosingRepository(target: string, git: Git): Promise<string | undefined> {
  const workTree = await enclosingWorkTree(path.dirname(target));
  if (workTree === undefined) return undefined;
  const args = [
    ...safetyConfig('anonymous', LOW_SPEED),
    '-C',
    workTree,
    'check-ignore',
    '--quiet',
    '--',
    target,
  ];
  const ignored = await git(args);
  // 128: git does not read this work tree, for example that of another user.
  return ignored.kind === 'ended' && ignored.code === 1 ? workTree : undefined;
}
