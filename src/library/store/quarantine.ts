import { copyFile, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { patiently } from './retryFile';

/** How many damaged files of one kind are kept for whoever wants to look at them. */
const KEPT = 3;

const MARK = '.corrupt-';

/**
 * Keeps a damaged file, or a folder in its place, beside itself under a dated name, and gives that name. Of those whose
 * original name `isAlike` the three latest are kept.
 * @param how a copy leaves the file where it is, until it is written anew
 * @throws the file system's error
 */
export async function setAside(
  file: string,
  how: 'copy' | 'move',
  isAlike: (name: string) => boolean,
): Promise<string> {
  const aside = await freeName(file);
  await patiently(() => (how === 'copy' ? copyFile(file, aside) : rename(file, aside)));
  await forgetOld(path.dirname(file), isAlike);
  return path.basename(aside);
}

/** A dated name that no file has: two of one millisecond must not take each other's place. */
async function freeName(file: string): Promise<string> {
  const taken = new Set(await readdir(path.dirname(file)));
  for (let at = Date.now(); ; at += 1) {
    const aside = `${file}${MARK}${new Date(at).toISOString().replace(/[:.]/g, '')}`;
    if (!taken.has(path.basename(aside))) return aside;
  }
}

async function forgetOld(folder: string, isAlike: (name: string) => boolean): Promise<void> {
  const old = (await readdir(folder))
    .map((name) => ({ name, at: name.lastIndexOf(MARK) }))
    .filter(({ name, at }) => at > 0 && isAlike(name.slice(0, at)));
  const latest = old.sort((a, b) => (a.name.slice(a.at) < b.name.slice(b.at) ? 1 : -1));
  for (const { name } of latest.slice(KEPT))
    await rm(path.join(folder, name), { recursive: true, force: true });
}
