import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { MACHINE_NAME } from '../machineName';
import { tryParseJson } from './checksum';
import { quarantine } from './quarantine';
import { retryIfLocked } from './retryFile';
import { isRunning } from './atomicWrite';

/** At this interval a holder touches its lock file. */
const HEARTBEAT_MS = 2_000;

/**
 * Time without a touch after which a lock is stale, so that a frozen window does not block the others. Also
 * applies to this machine, where a new process may have the id of the ended holder. Other machines may be
 * slower.
 */
const STALE_LOCAL_MS = 10_000;
const STALE_REMOTE_MS = 30_000;

/** Age of a stale lock of another machine. Clocks of machines differ by less. */
const STALE_AGE_MS = 600_000;

/** Age of a stale empty lock: its process ended between creating and writing. */
const STALE_EMPTY_MS = 2_000;

/** Mean interval between attempts to take a held lock. */
const POLL_MS = 15;

/** Longer than any lock takes to become stale. */
const MAX_WAIT_MS = 40_000;

/**
 * Other processes' locks, with the monotonic time at which their state was first seen. Clocks may be wrong or
 * set, so a lock is stale only after this process saw it unchanged for long enough.
 */
const observed = new Map<string, { readonly state: string; readonly since: number }>();

/** A lock between windows, which are separate processes. */
export interface Lock {
  /** Rejects if another window took over the lock, for example after the machine slept. */
  check(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Returns `undefined` if another process holds the lock.
 * @throws the file system's error, for example on a read-only disk
 */
export async function tryLock(file: string): Promise<Lock | undefined> {
  await mkdir(path.dirname(file), { recursive: true });
  const mine = JSON.stringify({
    pid: process.pid,
    host: MACHINE_NAME,
    token: randomBytes(8).toString('hex'),
  });
  if (!(await create(file, mine)) && !((await freeIfStale(file)) && (await create(file, mine)))) {
    return undefined;
  }
  observed.delete(file);
  await removeAbandonedBreaker(file);
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  const holds = async (): Promise<boolean> =>
    (await retryIfLocked(() => readFile(file, 'utf8')).catch(() => '')) === mine;
  return {
    async check() {
      if (!(await holds())) throw new Error(`Another window took over ${path.basename(file)}.`);
    },
    async release() {
      clearInterval(heartbeat);
      // A file that cannot be removed becomes stale.
      if (await holds()) await retryIfLocked(() => rm(file, { force: true })).catch(() => undefined);
    },
  };
}

/**
 * Waits for the lock and runs `work` while holding it.
 * @param maxWaitMs maximum wait for another holder
 */
export async function withLock<T>(
  file: string,
  work: (lock: Lock) => Promise<T>,
  maxWaitMs = MAX_WAIT_MS,
): Promise<T> {
  const start = performance.now();
  let lock = await tryLock(file);
  while (!lock) {
    if (performance.now() - start > maxWaitMs) {
      throw new Error(`Another window has been holding ${path.basename(file)} for too long.`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS * (0.5 + Math.random())));
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
    // On Windows, a lock removed while another process reads it cannot be created again for a moment.
    const handle = await retryIfLocked(() => open(file, 'wx', 0o600));
    try {
      await handle.writeFile(text);
    } catch (error) {
      // On a full disk, a lock without its holder would only block other windows.
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

/** Removes a stale lock under a second lock, so that no process removes another's new lock. */
async function freeIfStale(file: string): Promise<boolean> {
  if (!(await isStale(file))) return false;
  const breaking = breakingFile(file);
  const owner = JSON.stringify({ pid: process.pid, host: MACHINE_NAME });
  if (!(await create(breaking, owner))) {
    const state = await stateOf(breaking);
    if (state && unchangedFor(breaking, state.state) > STALE_REMOTE_MS) await removeBreaker(breaking);
    return false;
  }
  observed.delete(breaking);
  try {
    if (!(await isStale(file))) return false;
    // A folder with this name would block the lock forever. It may be the user's, so it is quarantined, not deleted.
    const found = await stat(file).catch(() => undefined);
    const isFolder = found?.isDirectory() === true;
    await (isFolder ? quarantine(file, 'move') : retryIfLocked(() => rm(file, { force: true })));
    observed.delete(file);
    return true;
  } finally {
    await removeBreaker(breaking);
  }
}

const breakingFile = (file: string): string => `${file}.breaking`;

/** Removes the second lock of a process that ended while holding it. Requires the lock. */
async function removeAbandonedBreaker(file: string): Promise<void> {
  const breaking = breakingFile(file);
  const owner = holderOf(await readFile(breaking, 'utf8').catch(() => ''));
  if (owner?.host === MACHINE_NAME && !isRunning(owner.pid)) await removeBreaker(breaking);
}

/** Removes a second lock file. One that stays, as while a virus scanner has it open, delays only the next stale lock. */
async function removeBreaker(breaking: string): Promise<void> {
  await retryIfLocked(() => rm(breaking, { force: true })).catch(() => undefined);
}

function holderOf(text: string | undefined): { readonly pid: number; readonly host: unknown } | undefined {
  const [, pid, host] = /^\{"pid":(\d+),"host":("(?:[^"\\]|\\.)*")/.exec(text ?? '') ?? [];
  return pid === undefined || host === undefined ? undefined : { pid: Number(pid), host: tryParseJson(host) };
}

async function isStale(file: string): Promise<boolean> {
  const found = await stateOf(file);
  if (!found) {
    observed.delete(file);
    return false;
  }
  const { text, state } = found;
  const idleMs = unchangedFor(file, state);
  if (text === '') return idleMs > STALE_EMPTY_MS;
  const holder = holderOf(text);
  if (holder?.host !== MACHINE_NAME)
    return idleMs > STALE_REMOTE_MS || Math.abs(Date.now() - found.mtimeMs) > STALE_AGE_MS;
  return !isRunning(holder.pid) || idleMs > STALE_LOCAL_MS;
}

/** In ms of the monotonic clock. */
function unchangedFor(file: string, state: string): number {
  const now = performance.now();
  const known = observed.get(file);
  if (known?.state === state) return now - known.since;
  observed.set(file, { state, since: now });
  return 0;
}

interface LockState {
  /** `undefined` for a folder or an unreadable file. */
  readonly text: string | undefined;
  readonly mtimeMs: number;
  /** Changes with every touch and every holder. */
  readonly state: string;
}

async function stateOf(file: string): Promise<LockState | undefined> {
  const [text, stats] = await Promise.all([
    readFile(file, 'utf8').catch(() => undefined),
    stat(file).catch(() => undefined),
  ]);
  if (!stats) return undefined;
  const { mtimeMs } = stats;
  return { text, mtimeMs, state: `${stats.ino} ${mtimeMs} ${text ?? ''}` };
}
