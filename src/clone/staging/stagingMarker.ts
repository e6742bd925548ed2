import { readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MACHINE_NAME } from '../../library/machineName';
import { retryIfLocked } from '../../library/store/retryFile';

// The marker in a staging folder identifies its process. It shows whether the process is alive, and which of two clones
// of one repository started first.

const MARKER = 'papers-clone.json';
export const HEARTBEAT_MS = 5_000;
/** Milliseconds since the last heartbeat after which a staging folder may be removed. */
export const STALE_LOCAL_MS = 10 * 60_000;
export const STALE_REMOTE_MS = 24 * 3_600_000;

export interface Marker {
  readonly repository: string;
  readonly pid: number;
  readonly hostname: string;
  /** Nanoseconds of the monotonic clock, as text. Orders the markers of one machine. */
  readonly order: string;
  readonly token: string;
  /** Milliseconds since 1970. Orders the markers of different machines. */
  readonly began: number;
}

export interface MarkerState {
  readonly marker: Marker;
  readonly idleMs: number;
  /** Last heartbeat, from the file system. */
  readonly mtimeMs: number;
}

/** Returns the marker of a clone that this process starts now. */
export function newMarker(repository: string, token: string): Marker {
  return {
    repository,
    pid: process.pid,
    hostname: MACHINE_NAME,
    order: process.hrtime.bigint().toString(),
    token,
    began: Date.now(),
  };
}

/** Writes atomically. */
export async function writeMarker(folder: string, marker: Marker): Promise<void> {
  const file = path.join(folder, MARKER);
  await writeFile(`${file}.new`, JSON.stringify(marker));
  // On Windows, a virus scanner may still read the new file.
  await retryIfLocked(() => rename(`${file}.new`, file));
}

/** Updates the marker's time regularly. Returns the function that ends this. */
export function startHeartbeat(folder: string): () => void {
  const file = path.join(folder, MARKER);
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  beat.unref();
  return () => clearInterval(beat);
}

/** Reads a marker and waits if it is being written. */
export async function readMarkerSoon(folder: string): Promise<MarkerState | undefined> {
  for (let tries = 0; tries < 20; tries++) {
    const found = await readMarker(folder);
    if (found !== undefined) return found;
    if ((await ageOf(folder)) > 2000) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return undefined;
}

/** Milliseconds since an entry of the folder was added or removed. */
export async function ageOf(folder: string): Promise<number> {
  const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: -Infinity }));
  return Date.now() - mtimeMs;
}

/** Reads the marker of a staging folder; `undefined` if there is none. */
export async function readMarker(folder: string): Promise<MarkerState | undefined> {
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

/** Earlier versions did not write `began`. */
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

/** Checks the pid on this machine; for other machines and containers, only the heartbeat. */
export function isAlive(marker: Marker, idleMs: number): boolean {
  if (marker.hostname !== MACHINE_NAME) return idleMs < 12 * HEARTBEAT_MS;
  return isRunning(marker) && idleMs < STALE_LOCAL_MS;
}

/** Whether a process with the marker's pid is running on this machine. */
export function isRunning({ hostname: host, pid }: Marker): boolean {
  if (host !== MACHINE_NAME) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether a marker precedes another. All processes compare the same values, so exactly one of two clones gives way. If
 * clocks of two machines differ, the later clone may continue; the first to finish is moved into place.
 */
export function isOlder(one: Marker, other: Marker): boolean {
  const sameMachine = one.hostname === other.hostname;
  const [a, b] = sameMachine ? [BigInt(one.order), BigInt(other.order)] : [one.began, other.began];
  return a === b ? one.token < other.token : a < b;
}
