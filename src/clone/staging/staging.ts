import { randomBytes } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newMarker, startHeartbeat, writeMarker, type Marker } from './stagingMarker';

/** The manifest excludes this prefix from the Explorer and watchers. */
const PREFIX = '.papers-';

/** A hidden folder next to the target that this process created and may delete. */
export interface Staging {
  readonly folder: string;
  /** Target of `git clone`; does not exist yet. */
  readonly clone: string;
  readonly marker: Marker;
  /** Never rejects. */
  remove(): Promise<void>;
}

/**
 * Rejects with errors of the file system.
 * @param announce called before the folder is created, so that the watchdog can always remove it
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
    // A killed process may still have files open.
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

/** Whether a name has the format of a staging folder's name. */
export function isStagingName(name: string): boolean {
  return name.startsWith(PREFIX) && /^[0-9a-f]{12}$/.test(name.slice(PREFIX.length));
}

/** Returns the staging folders in a folder. */
export async function stagingFolders(parent: string): Promise<readonly string[]> {
  const entries = await readdir(parent, { withFileTypes: true }).catch((): Dirent[] => []);
  return entries
    .filter((entry) => entry.isDirectory() && isStagingName(entry.name))
    .map((entry) => path.join(parent, entry.name));
}
