import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { patiently } from './retryFile';

/** A temporary file's name: what it is for, who writes it, and enough chance that no two are alike. */
const TEMPORARY = /\.(\d+)\.[0-9a-f]{16}\.tmp$/;

/** How long a temporary file of another machine, whose processes we cannot see, is left alone: 1 hour, in ms. */
const OLDEST_TEMPORARY = 3_600_000;

/**
 * Writes a whole file or none: readers see the old bytes or the new ones, whatever is killed, and a full disk keeps the
 * old file. The size is checked because writes that report success have been seen to fall short.
 * @param before runs just before the new file takes its place, and stops that by throwing
 * @throws the file system's error; the old file is then untouched
 */
export async function writeWhole(
  file: string,
  content: string | Uint8Array,
  before?: () => Promise<void>,
): Promise<void> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.${randomBytes(8).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const written = (await stat(temporary)).size;
    if (written !== bytes.length) {
      throw new Error(`Only ${written} of ${bytes.length} bytes of ${path.basename(file)} were written.`);
    }
    await before?.();
    await patiently(() => rename(temporary, file));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Removes temporary files below a folder whose writers are gone; failures are left for next time. */
export async function sweepTemporary(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const pid = TEMPORARY.exec(name)?.[1];
    if (pid === undefined || Number(pid) === process.pid) continue;
    const file = path.join(folder, name);
    const age = await stat(file).then(
      (stats) => now - stats.mtimeMs,
      () => 0,
    );
    if (!isRunning(Number(pid)) || age > OLDEST_TEMPORARY)
      await rm(file, { force: true }).catch(() => undefined);
  }
}

/** Whether a process of this machine runs. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
