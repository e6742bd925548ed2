import path from 'node:path';

/** The folder that a setting names: absolute, or below the home folder with `~`; undefined for any other. */
export function expandFolder(setting: string, home: string): string | undefined {
  const expanded = setting.trim().replace(/^~(?=$|[\\/])/, home);
  return path.isAbsolute(expanded) ? path.normalize(expanded) : undefined;
}
