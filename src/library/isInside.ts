import nodePath from 'node:path';

/**
 * Returns whether a path is a folder or inside it. Compares paths only, so links must be resolved before.
 * A prefix with a separator does not work for the root of a drive, which ends with a separator.
 * @param file absolute path of a file or folder
 * @param folder absolute path
 * @param path rules for paths; tests give those of another system
 */
export function isInside(
  file: string,
  folder: string,
  path: Pick<nodePath.PlatformPath, 'relative' | 'isAbsolute' | 'sep'> = nodePath,
): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
