import nodePath from 'node:path';

/**
 * Returns whether a path is a folder or inside it. Does not resolve links. A comparison of prefixes would fail
 * for the root of a drive, which ends with a separator.
 * @param path rules for paths, for tests of another system
 */
export function isInside(
  file: string,
  folder: string,
  path: Pick<nodePath.PlatformPath, 'relative' | 'isAbsolute' | 'sep'> = nodePath,
): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
