import { rm, rmdir } from 'node:fs/promises';
import { MACHINE_NAME } from '../../library/machineName';
import { stagingFolders } from './staging';
import {
  ageOf,
  HEARTBEAT_MS,
  isAlive,
  isRunning,
  readMarker,
  STALE_LOCAL_MS,
  STALE_REMOTE_MS,
  type MarkerState,
} from './stagingMarker';

/**
 * Removes abandoned staging folders and returns those that had a marker. Never rejects.
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
    if (idleMs < (marker.hostname === MACHINE_NAME ? staleAfterMs : STALE_REMOTE_MS)) continue;
    if (isRunning(marker) && !isSilent(folder, found, monotonic)) continue;
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    swept.push(folder);
  }
  return swept;
}

/** Last heartbeat of folders that seem abandoned although a process has their pid. */
const doubtful = new Map<string, { readonly mtimeMs: number; readonly since: number }>();
/** Milliseconds without a heartbeat after which the pid belongs to a new process. */
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
