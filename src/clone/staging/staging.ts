import { randomBytes } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

/**
 * Prefix of staging folder names. The manifest uses it to exclude them from VS Code's Explorer and watchers.
 */
const PREFIX = '.papers-';
/** Name of the file in a staging folder that identifies its process. */
const MARKER = 'papers-clone.json';
const HEARTBEAT_MS = 5_000;
/** Minimum time since the last heartbeat before a staging folder is removed, in milliseconds. */
const STALE_LOCAL_MS = 10 * 60_000;
const STALE_REMOTE_MS = 24 * 3_600_000;

/** Process and repository of a clone, as written into the staging folder. */
export interface Marker {
  /** The repository's key. */
  readonly repository: string;
  readonly pid: number;
  readonly hostname: string;
  /** Monotonic clock in nanoseconds, as text. Orders the markers of one machine. */
  readonly order: string;
  readonly token: string;
  /** Milliseconds since 1970, by the machine's clock. Orders the markers of different machines. */
  readonly began: number;
}

/** A hidden folder next to the target, which this process created and may delete. */
export interface Staging {
  readonly folder: string;
  /** Target of `git clone`; does not exist yet. */
  readonly clone: string;
  readonly marker: Marker;
  /** Removes the folder and its content. Never rejects. */
  remove(): Promise<void>;
}

/**
 * Creates a staging folder in `parent`. Rejects with the errors of the file system.
 * @param announce called with the folder before it is created, so that the watchdog can always remove it
 */
export async function makeStaging(
  parent: string,
  repository: string,
  announce?: (folder: string) => void,
): Promise<Staging> {
  const token = randomBytes(6).toString('hex');
  const folder = path.join(parent, `${PREFIX}${token}`);
  announce?.(folder);
  await mkdir(folder, { mode: 0o700 });
  const remove = async (): Promise<void> => {
    clearInterval(beat);
    // A process that was just killed may still hold its files.
    await rm(folder, { recursive: true, force: true, maxRetries: 8, retryDelay: 100 }).catch(() => undefined);
  };
  const marker: Marker = {
    repository,
    pid: process.pid,
    hostname: hostname(),
    order: process.hrtime.bigint().toString(),
    token,
    began: Date.now(),
  };
  const file = path.join(folder, MARKER);
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  beat.unref();
  try {
    await writeFile(`${file}.new`, JSON.stringify(marker));
    await rename(`${file}.new`, file);
    // Hides the folder from the status of an enclosing repository.
    await writeFile(path.join(folder, '.gitignore'), '*\n');
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, clone: path.join(folder, 'clone'), marker, remove };
}

/**
 * Whether another running process started to clone the same repository into the same parent earlier. Each
 * process writes its marker before it reads the others, and waits for markers that are being written. So
 * exactly one of two concurrent clones continues.
 */
export async function yieldsToOther(parent: string, own: Staging): Promise<boolean> {
  for (const folder of await stagingFolders(parent)) {
    if (folder === own.folder) continue;
    const found = await readMarkerSoon(folder);
    if (found?.marker.repository !== own.marker.repository || !isAlive(found.marker, found.idleMs)) continue;
    if (isOlder(found.marker, own.marker)) return true;
  }
  return false;
}

/**
 * Removes the abandoned staging folders in `parent` and returns those that had a marker. Changes nothing else
 * and never rejects.
 * @param monotonic milliseconds of a clock that does not jump and stops during sleep
 */
export async function sweepStaging(
  parent: string,
  staleAfterMs = STALE_LOCAL_MS,
  monotonic = performance.now(),
): Promise<readonly string[]> {
  const swept: string[] = [];
  for (const folder of await stagingFolders(parent)) {
    const found = await readMarker(folder);
    if (found === undefined) {
      // The process ended before it wrote its marker. `rmdir` removes only an empty folder.
      if ((await ageOf(folder)) >= staleAfterMs) await rmdir(folder).catch(() => undefined);
      continue;
    }
    const { marker, idleMs } = found;
    if (isAlive(marker, idleMs)) continue;
    if (idleMs < (marker.hostname === hostname() ? staleAfterMs : STALE_REMOTE_MS)) continue;
    if (isRunning(marker) && !isSilent(folder, found, monotonic)) continue;
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    swept.push(folder);
  }
  return swept;
}

/** Last heartbeat of folders that seem abandoned although a process with their pid is running. */
const doubtful = new Map<string, { readonly mtimeMs: number; readonly since: number }>();
/**
 * Without a heartbeat in this time, in milliseconds, the running process is another one with the same pid.
 */
const OBSERVED = 6 * HEARTBEAT_MS;

/**
 * Whether a folder had no heartbeat between two checks. One check is not enough: after a clock jump or sleep,
 * the last heartbeat of a running clone seems old.
 */
function isSilent(folder: string, { mtimeMs }: MarkerState, now: number): boolean {
  const before = doubtful.get(folder);
  if (before?.mtimeMs !== mtimeMs) {
    doubtful.set(folder, { mtimeMs, since: now });
    return false;
  }
  if (now - before.since < OBSERVED) return false;
  doubtful.delete(folder);
  return true;
}

interface MarkerState {
  readonly marker: Marker;
  /** Milliseconds since the last heartbeat. */
  readonly idleMs: number;
  /** Time of the last heartbeat, from the file system. */
  readonly mtimeMs: number;
}

/** Whether a name has the format of a staging folder's name. */
export function isStagingName(name: string): boolean {
  return name.startsWith(PREFIX) && /^[0-9a-f]{12}$/.test(name.slice(PREFIX.length));
}

async function stagingFolders(parent: string): Promise<readonly string[]> {
  const entries = await readdir(parent, { withFileTypes: true }).catch((): Dirent[] => []);
  return entries
    .filter((entry) => entry.isDirectory() && isStagingName(entry.name))
    .map((entry) => path.join(parent, entry.name));
}

/** Reads a marker and waits if it is being written. Ignores a folder without a marker. */
async function readMarkerSoon(folder: string): Promise<MarkerState | undefined> {
  for (let tries = 0; tries < 20; tries++) {
    const found = await readMarker(folder);
    if (found !== undefined) return found;
    if ((await ageOf(folder)) > 2000) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return undefined;
}

/** Milliseconds since an entry of the folder was added or removed. */
async function ageOf(folder: string): Promise<number> {
  const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: -Infinity }));
  return Date.now() - mtimeMs;
}

async function readMarker(folder: string): Promise<MarkerState | undefined> {
  try {
    const file = path.join(folder, MARKER);
    const { mtimeMs } = await stat(file);
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isMarker(value)
      ? { marker: { ...value, began: value.began ?? 0 }, idleMs: Date.now() - mtimeMs, mtimeMs }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Earlier versions wrote no `began`. */
function isMarker(value: unknown): value is Omit<Marker, 'began'> & Partial<Marker> {
  if (typeof value !== 'object' || value === null) return false;
  const { repository, pid, hostname: host, order, token, began = 0 } = value as Record<string, unknown>;
  return (
    typeof repository === 'string' &&
    typeof pid === 'number' &&
    Number.isSafeInteger(pid) &&
    pid > 0 &&
    typeof host === 'string' &&
    typeof order === 'string' &&
    /^\d{1,30}$/.test(order) &&
    typeof token === 'string' &&
    typeof began === 'number'
  );
}

/** Checks the pid on this machine. For another machine or container, only the heartbeat is known. */
function isAlive(marker: Marker, idleMs: number): boolean {
  if (marker.hostname !== hostname()) return idleMs < 12 * HEARTBEAT_MS;
  return isRunning(marker) && idleMs < STALE_LOCAL_MS;
}

/** Whether a process with the marker's pid is running on this machine. */
function isRunning({ hostname: host, pid }: Marker): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether a marker precedes another. All processes compare the same values, so exactly one of two gives way,
 * even on different machines. If the clocks differ, the later clone may continue; then the first to finish is
 * moved into place.
 */
function isOlder(one: Marker, other: Marker): boolean {
  const sameMachine = one.hostname === other.hostname;
  const [a, b] = sameMachine ? [BigInt(one.order), BigInt(other.order)] : [one.began, other.began];
  return a === b ? one.token < other.token : a < b;
}
