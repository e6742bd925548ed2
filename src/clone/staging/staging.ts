import { randomBytes } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import {
  ageOf,
  HEARTBEAT_MS,
  isAlive,
  isOlder,
  isRunning,
  newMarker,
  readMarker,
  readMarkerSoon,
  STALE_LOCAL_MS,
  STALE_REMOTE_MS,
  startHeartbeat,
  writeMarker,
  type Marker,
  type MarkerState,
} from './stagingMarker';

/** The manifest uses this prefix to exclude staging folders from VS Code's Explorer and watchers. */
const PREFIX = '.papers-';

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
  const endHeartbeat = startHeartbeat(folder);
  const remove = async (): Promise<void> => {
    endHeartbeat();
    // A process that was just killed may still have files in it open.
    await rm(folder, { recursive: true, force: true, maxRetries: 8, retryDelay: 100 }).catch(() => undefined);
  };
  const marker = newMarker(repository, token);
  try {
    await writeMarker(folder, marker);
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
/** Without a heartbeat for this time, in milliseconds, the pid belongs to a new process. */
const OBSERVED_MS = 6 * HEARTBEAT_MS;

/** Whether a folder had no heartbeat between two checks: after a sleep, any heartbeat seems old. */
function isSilent(folder: string, { mtimeMs }: MarkerState, now: number): boolean {
  const before = doubtful.get(folder);
  if (before?.mtimeMs !== mtimeMs) {
    doubtful.set(folder, { mtimeMs, since: now });
    return false;
  }
  if (now - before.since < OBSERVED_MS) return false;
  doubtful.delete(folder);
  return true;
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
