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
    if (found.marker.hostname !== own.marker.hostname || isBefore(found.marker, own.marker)) return true;
  }
  return false;
}

/**
 * Removes the staging folders in `parent` whose process has been gone for a while, and returns them; touches nothing
 * else and never fails.
 */
export async function sweepStaging(parent: string, quietHere = QUIET_HERE): Promise<readonly string[]> {
  const swept: string[] = [];
  for (const folder of await stagingFolders(parent)) {
    const found = await readMarker(folder);
    if (found === undefined) {
      // A process that ended before it wrote its marker left an empty folder, and `rmdir` removes no other.
      if ((await ageOf(folder)) >= quietHere) await rmdir(folder).catch(() => undefined);
      continue;
    }
    if (isAlive(found.marker, found.quiet)) continue;
    if (found.quiet < (found.marker.hostname === hostname() ? quietHere : QUIET_ELSEWHERE)) continue;
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    swept.push(folder);
  }
  return swept;
}

interface Found {
  readonly marker: Marker;
  /** Milliseconds since its last sign of life. */
  readonly quiet: number;
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
    return isMarker(value) ? { marker: value, quiet: Date.now() - mtimeMs } : undefined;
  } catch {
    return undefined;
  }
}

function isMarker(value: unknown): value is Marker {
  if (typeof value !== 'object' || value === null) return false;
  const { repository, pid, hostname: host, order, token } = value as Record<string, unknown>;
  return (
    typeof repository === 'string' &&
    typeof pid === 'number' &&
    Number.isSafeInteger(pid) &&
    pid > 0 &&
    typeof host === 'string' &&
    typeof order === 'string' &&
    /^\d{1,30}$/.test(order) &&
    typeof token === 'string'
  );
}

/** A process of this machine is asked for; of another machine or container only its signs of life are known. */
function isAlive(marker: Marker, quiet: number): boolean {
  if (marker.hostname !== hostname()) return quiet < 12 * BEAT;
  try {
    process.kill(marker.pid, 0);
    return quiet < QUIET_HERE;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' && quiet < QUIET_HERE;
  }
}

function isBefore(one: Marker, other: Marker): boolean {
  const [a, b] = [BigInt(one.order), BigInt(other.order)];
  return a === b ? one.token < other.token : a < b;
}
