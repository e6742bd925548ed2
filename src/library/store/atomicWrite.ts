import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { MACHINE_NAME } from '../machineName';
import { crc32Hex } from './checksum';
import { retryIfLocked } from './retryFile';

/** Machine, process id, random number. Earlier versions wrote no machine. */
const TEMPORARY = /\.(?:([0-9a-f]{8})-)?(\d+)\.[0-9a-f]{16}\.tmp$/;

/** Only processes of this machine can be checked. */
const MACHINE = crc32Hex(MACHINE_NAME);

/** Age after which no process can still be writing. */
const MAX_TEMPORARY_AGE_MS = 3_600_000;

const PRIVATE_MODE = 0o600;

export interface AtomicWriteOptions {
  /** Runs just before the new file replaces the old one; throwing keeps the old one. */
  readonly before?: (() => Promise<void>) | undefined;
  readonly mode?: number;
}

/** A write that reported success stored only the first bytes, as on a full disk. */
export class ShortWriteError extends Error {
  readonly written: number;
  readonly expected: number;

  constructor(file: string, written: number, expected: number) {
    super(`Only ${written} of ${expected} bytes of ${path.basename(file)} were written.`);
    this.written = written;
    this.expected = expected;
  }
}

/**
 * Readers see either the old or the new bytes. The old file survives a full disk and a killed process. Checks
 * the size, because a write that reports success can be short.
 * @throws the file system's error, or ShortWriteError; the old file is then unchanged
 */
export async function atomicWrite(
  file: string,
  content: string | Uint8Array,
  { before, mode = PRIVATE_MODE }: AtomicWriteOptions = {},
): Promise<void> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${MACHINE}-${process.pid}.${randomBytes(8).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const written = (await stat(temporary)).size;
    if (written !== bytes.length) throw new ShortWriteError(file, written, bytes.length);
    await before?.();
    await retryIfLocked(() => rename(temporary, file));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/**
 * Removes a folder's temporary files whose processes have ended; those of another or unknown machine by age
 * only. Ignores failures.
 */
export async function removeStaleTemporaries(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, machine, digits] = TEMPORARY.exec(name) ?? [];
    if (digits === undefined) continue;
    const pid = Number(digits);
    if (machine === MACHINE && pid === process.pid) continue;
    const file = path.join(folder, name);
    const age = await stat(file).then(
      (stats) => now - stats.mtimeMs,
      () => 0,
    );
    const isAbandoned = machine === MACHINE && !isRunning(pid);
    if (isAbandoned || age > MAX_TEMPORARY_AGE_MS) await rm(file, { force: true }).catch(() => undefined);
  }
}

/** Returns whether a process with this id runs on this machine. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
