import { copyFile, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { retryIfLocked } from './retryFile';

const SUFFIX = '.corrupt-';

/**
 * Keeps a damaged file, or a folder with its name, beside it under a dated name. Only the user removes such
 * copies. Keeps one copy of the same content: a file that is damaged on each start must not fill the disk.
 * @param how `copy` leaves the file in place until it is rewritten
 * @returns the name of the copy
 * @throws the file system's error
 */
export async function quarantine(file: string, how: 'copy' | 'move'): Promise<string> {
  const known = await sameContent(file);
  if (known === undefined) {
    const aside = await freeName(file);
    await retryIfLocked(() => (how === 'copy' ? copyFile(file, aside) : rename(file, aside)));
    return path.basename(aside);
  }
  if (how === 'move') await retryIfLocked(() => rm(file, { force: true }));
  return known;
}

/** Oldest first. With `name`, only the copies of that file. */
export async function quarantinedFiles(folder: string, name?: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const dateOf = (full: string): string => full.slice(full.lastIndexOf(SUFFIX));
  return names
    .filter((full) => (name === undefined ? full.lastIndexOf(SUFFIX) > 0 : isCopyOf(full, name)))
    .sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1));
}

/** Whether a file name is that of a quarantined copy of a file. */
export function isCopyOf(name: string, file: string): boolean {
  return name.startsWith(file + SUFFIX);
}

/** Two copies made in the same millisecond must not overwrite each other. */
async function freeName(file: string): Promise<string> {
  const taken = new Set(await readdir(path.dirname(file)));
  for (let at = Date.now(); ; at += 1) {
    const aside = `${file}${SUFFIX}${new Date(at).toISOString().replace(/[:.]/g, '')}`;
    if (!taken.has(path.basename(aside))) return aside;
  }
}

/** Compares content. Folders are always kept. */
async function sameContent(file: string): Promise<string | undefined> {
  const stats = await stat(file);
  if (!stats.isFile()) return undefined;
  for (const name of await quarantinedFiles(path.dirname(file), path.basename(file))) {
    const other = path.join(path.dirname(file), name);
    if (await areEqual(file, other, stats.size).catch(() => false)) return name;
  }
  return undefined;
}

async function areEqual(a: string, b: string, size: number): Promise<boolean> {
  const other = await stat(b);
  if (!other.isFile() || other.size !== size) return false;
  const [left, right] = await Promise.all([readFile(a), readFile(b)]);
  return left.equals(right);
}
