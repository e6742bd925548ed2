import { randomBytes } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

/** Start of every staging folder's name; by it the manifest keeps them out of VS Code's Explorer and watchers. */
const PREFIX = '.papers-';
/** Name of the file in a staging folder that says whose it is. */
const MARKER = 'papers-clone.json';
const BEAT = 5_000;
/** A staging folder is left alone this long after its last sign of life, in milliseconds. */
const QUIET_HERE = 10 * 60_000;
const QUIET_ELSEWHERE = 24 * 3_600_000;

/** Who clones what, as written into the staging folder. */
export interface Marker {
  /** The repository's key. */
  readonly repository: string;
  readonly pid: number;
  readonly hostname: string;
  /** Monotonic nanoseconds of the machine, as text: puts markers of one machine in order. */
  readonly order: string;
  readonly token: string;
  /** Milliseconds since 1970 by the clock of its machine: puts markers of several machines in order. */
  readonly began: number;
}

/** A folder beside the target, hidden, that this process made and may delete. */
export interface Staging {
  readonly folder: string;
  /** Where git clones to; does not exist yet. */
  readonly clone: string;
  readonly marker: Marker;
  /** Removes the folder with all that is left in it; never fails. */
  remove(): Promise<void>;
}

/**
 * Makes a staging folder in `parent`. Fails as `mkdir` does.
 * @param announce called with the folder before it is there, so that no moment is left in which nobody knows of it
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
    // A program that was just killed may still be letting go of its files.
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
  }, BEAT);
  beat.unref();
  try {
    await writeFile(`${file}.new`, JSON.stringify(marker));
    await rename(`${file}.new`, file);
    // A repository around it does not list it.
    await writeFile(path.join(folder, '.gitignore'), '*\n');
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, clone: path.join(folder, 'clone'), marker, remove };
}

/**
 * Whether another process that lives clones the same repository into the same parent and came first. Every process
 * makes its own marker before it looks at the others', and waits for markers that are being written, so of two that
 * start together exactly one goes on.
 */
export async function cameLater(parent: string, own: Staging): Promise<boolean> {
  for (const folder of await stagingFolders(parent)) {
    if (folder === own.folder) continue;
    const found = await readMarkerSoon(folder);
    if (found?.marker.repository !== own.marker.repository || !isAlive(found.marker, found.quiet)) continue;
    if (isBefore(found.marker, own.marker)) return true;
  }
  return false;
}

/**
 * Removes the staging folders in `parent` whose process has been gone for a while, and returns them; touches nothing
 * else and never fails.
 * @param monotonic milliseconds of a clock that neither jumps nor runs during sleep
 */
export async function sweepStaging(
  parent: string,
  quietHere = QUIET_HERE,
  monotonic = performance.now(),
): Promise<readonly string[]> {
  const swept: string[] = [];
  for (const folder of await stagingFolders(parent)) {
    const found = await readMarker(folder);
    if (found === undefined) {
      // A process that ended before it wrote its marker left an empty folder, and `rmdir` removes no other.
      if ((await ageOf(folder)) >= quietHere) await rmdir(folder).catch(() => undefined);
      continue;
    }
    const { marker, quiet } = found;
    if (isAlive(marker, quiet)) continue;
    if (quiet < (marker.hostname === hostname() ? quietHere : QUIET_ELSEWHERE)) continue;
    if (isRunning(marker) && !isSilent(folder, found, monotonic)) continue;
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    swept.push(folder);
  }
  return swept;
}

/** Last sign of life of folders that seem left behind although a process with their number runs. */
const doubtful = new Map<string, { readonly mtimeMs: number; readonly since: number }>();
/** A process gives a sign of life in this time, in milliseconds, unless it is another with the same number. */
const OBSERVED = 6 * BEAT;

/**
 * Whether a folder got no sign of life between two looks. One look is not enough: after a jump of the clock or a sleep,
 * the last sign of a running clone seems old.
 */
function isSilent(folder: string, { mtimeMs }: Found, now: number): boolean {
  const before = doubtful.get(folder);
  if (before?.mtimeMs !== mtimeMs) {
    doubtful.set(folder, { mtimeMs, since: now });
    return false;
  }
  if (now - before.since < OBSERVED) return false;
  doubtful.delete(folder);
  return true;
}

interface Found {
  readonly marker: Marker;
  /** Milliseconds since its last sign of life. */
  readonly quiet: number;
  /** Time of its last sign of life, as the file system has it. */
  readonly mtimeMs: number;
}

/** Whether a folder is named as staging folders are. */
export function isStagingName(name: string): boolean {
  return name.startsWith(PREFIX) && /^[0-9a-f]{12}$/.test(name.slice(PREFIX.length));
}

async function stagingFolders(parent: string): Promise<readonly string[]> {
  const entries = await readdir(parent, { withFileTypes: true }).catch((): Dirent[] => []);
  return entries
    .filter((entry) => entry.isDirectory() && isStagingName(entry.name))
    .map((entry) => path.join(parent, entry.name));
}

/** A marker that is about to be written is waited for; a folder that stays without one is not ours to judge. */
async function readMarkerSoon(folder: string): Promise<Found | undefined> {
  for (let tries = 0; tries < 20; tries++) {
    const found = await readMarker(folder);
    if (found !== undefined) return found;
    if ((await ageOf(folder)) > 2000) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return undefined;
}

/** Milliseconds since something was made in or removed from a folder. */
async function ageOf(folder: string): Promise<number> {
  const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: -Infinity }));
  return Date.now() - mtimeMs;
}

async function readMarker(folder: string): Promise<Found | undefined> {
  try {
    const file = path.join(folder, MARKER);
    const { mtimeMs } = await stat(file);
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isMarker(value)
      ? { marker: { ...value, began: value.began ?? 0 }, quiet: Date.now() - mtimeMs, mtimeMs }
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

/** A process of this machine is asked for; of another machine or container only its signs of life are known. */
function isAlive(marker: Marker, quiet: number): boolean {
  if (marker.hostname !== hostname()) return quiet < 12 * BEAT;
  return isRunning(marker) && quiet < QUIET_HERE;
}

/** Whether a process of this machine has a marker's number. */
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
 * Whether a marker comes before another. All processes compare the same values, so of two that see each other exactly
 * one gives way, on different machines too. If their clocks differ, a later one may go on: then the first to finish
 * puts its clone into place.
 */
function isBefore(one: Marker, other: Marker): boolean {
  const sameMachine = one.hostname === other.hostname;
  const [a, b] = sameMachine ? [BigInt(one.order), BigInt(other.order)] : [one.began, other.began];
  return a === b ? one.token < other.token : a < b;
}
