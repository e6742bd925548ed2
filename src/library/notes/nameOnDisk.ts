import { realpathSync } from 'node:fs';
import nodePath from 'node:path';

/**
 * Returns a folder's path with the names that it has on disk below a root. macOS and Windows find the folder `Papers` also as
 * `papers`, but VS Code's events and editors name its files as on disk: each note would have two paths. Returns the path as
 * given for a missing folder, and where links lead to other names.
 * @param root absolute path, which keeps its spelling
 * @param realpath returns the path on disk; tests give that of another system
 * @param path rules for paths; tests give those of another system
 */
export function nameOnDisk(
  folder: string,
  root: string,
  realpath: (file: string) => string = realpathSync.native,
  path: nodePath.PlatformPath = nodePath,
): string {
  try {
    const real = path.relative(realpath(root), realpath(folder));
    const isSame = comparable(real) === comparable(path.relative(root, folder));
    return isSame ? path.join(root, real) : folder;
  } catch {
    return folder;
  }
}

/** macOS also treats a letter with an accent and its parts alike. */
function comparable(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
