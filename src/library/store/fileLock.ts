import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { parsedJson } from './checksum';
import { patiently } from './retryFile';
import { isRunning } from './atomicWrite';

/** How often a holder says that it is alive, in ms. */
const HEARTBEAT = 2_000;

/** A lock whose holder was silent for this long is free, in ms: a window that froze must not block the others. */
const SILENT = 30_000;

/** A lock file that is still empty after this long belongs to a process that died between two system calls, in ms. */
const EMPTY = 2_000;

/** How often a taken lock is looked at again, in ms. */
const POLL = 15;

/** A lock that several windows, each its own process, share; held until `release`. */
export interface Lock {
  /** Rejects when another window took the lock away meanwhile, as after the machine slept. */
  check(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes the lock at once, or gives undefined when another holds it.
 * @throws the file system's error where no lock file can be made, as on a read-only disk
 */
export async function tryLock(file: string): Promise<Lock | undefined> {
  await mkdir(path.dirname(file), { recursive: true });
  const mine = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    token: randomBytes(8).toString('hex'),
  });
  if (!(await create(file, mine)) && !((await freeIfStale(file)) && (await create(file, mine)))) {
    return undefined;
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, HEARTBEAT);
  heartbeat.unref();
  const holds = async (): Promise<boolean> =>
    (await patiently(() => readFile(file, 'utf8')).catch(() => '')) === mine;
  return {
    async check() {
      if (!(await holds())) throw new Error(`Another window took over ${path.basename(file)}.`);
    },
    async release() {
      clearInterval(heartbeat);
      // One that can't be removed now is silent from here on, so that it is free in a while.
      if (await holds()) await patiently(() => rm(file, { force: true })).catch(() => undefined);
    },
  };
}

/**
 * Runs work while holding the lock, waiting for it first.
 * @param patience how long to wait for another holder, in ms
 */
export async function withLock<T>(
  file: string,
  work: (lock: Lock) => Promise<T>,
  patience = 20_000,
): Promise<T> {
  const start = performance.now();
  let lock = await tryLock(file);
  while (!lock) {
    if (performance.now() - start > patience) {
      throw new Error(`Another window has been holding ${path.basename(file)} for too long.`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL * (0.5 + Math.random())));
    lock = await tryLock(file);
  }
  try {
    return await work(lock);
  } finally {
    await lock.release();
  }
}

async function create(file: string, text: string): Promise<boolean> {
  try {
    // On Windows a lock that was just removed while somebody looked at it can't be made again for a moment.
    const handle = await patiently(() => open(file, 'wx', 0o600));
    try {
      await handle.writeFile(text);
    } catch (error) {
      // A full disk: without its holder's name the lock would only be in the way.
      await rm(file, { force: true }).catch(() => undefined);
      throw error;
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a lock whose holder is gone. Two that find the same stale lock must not remove each other's new one, so only
 * who holds a second lock file may do it, after looking again.
 */
async function freeIfStale(file: string): Promise<boolean> {
  if (!(await isStale(file))) return false;
  const breaking = `${file}.breaking`;
  if (!(await create(breaking, String(process.pid)))) {
    const stats = await stat(breaking).catch(() => undefined);
    if (stats && Date.now() - stats.mtimeMs > SILENT) await rm(breaking, { force: true });
    return false;
  }
  try {
    if (!(await isStale(file))) return false;
    // Whatever is there: a folder in its place would be in the way for ever.
    await patiently(() => rm(file, { recursive: true, force: true }));
    return true;
  } finally {
    await rm(breaking, { force: true });
  }
}

async function isStale(file: string): Promise<boolean> {
  const [text, stats] = await Promise.all([
    readFile(file, 'utf8').catch(() => undefined),
    stat(file).catch(() => undefined),
  ]);
  if (!stats) return false;
  // The clock may have been set back: a lock from the future is judged by its age all the same.
  const age = Math.abs(Date.now() - stats.mtimeMs);
  if (age > (text === '' ? EMPTY : SILENT)) return true;
  const holder = /^\{"pid":(\d+),"host":("(?:[^"\\]|\\.)*")/.exec(text ?? '');
  if (!holder?.[1] || !holder[2]) return false;
  return parsedJson(holder[2]) === hostname() && !isRunning(Number(holder[1]));
}
