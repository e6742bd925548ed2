import { realpathSync } from 'node:fs';
import nodePath from 'node:path';

/**
 * Returns a folder's path below a root with the names on disk. macOS and Windows also find the folder `Papers`
 * as `papers`, but VS Code's events and editors use the names on disk: each note would have two paths. Returns
 * the given path for a missing folder, and if links lead to other names.
 * @param root absolute path, whose spelling is kept
 * @param realpath returns the path on disk; a parameter for tests, like `path`
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

/** macOS also treats an accented letter and its decomposed form alike. */
function comparable(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
