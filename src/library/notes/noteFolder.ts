import nodePath from 'node:path';
import { isInside } from '../isInside';
import { nameOnDisk } from './nameOnDisk';

const DEFAULT_FOLDER = 'papers';

export interface NoteFolder {
  /** Absolute path. May be missing. */
  readonly path: string;
  /** New notes must stay in this folder after links are resolved. */
  readonly within: string;
  /** Index of the workspace folder, unless the setting is an absolute path. */
  readonly workspaceFolder?: number;
}

export interface NotePlace {
  readonly root: string | undefined;
  readonly configured: unknown;
}

/**
 * Returns one folder of notes in each workspace folder, or the setting's absolute path. Ignores relative paths
 * that leave the workspace folder.
 * @param fsPath returns a path as VS Code's events write it: on Windows with a small drive letter. Otherwise a
 * note that is listed and then saved would be indexed under two paths.
 * @param path rules for paths; a parameter for tests, like `onDisk`
 */
export function noteFoldersOf(
  places: readonly NotePlace[],
  home: string,
  fsPath: (path: string) => string,
  path: nodePath.PlatformPath = nodePath,
  onDisk: (folder: string, root: string) => string = nameOnDisk,
): readonly NoteFolder[] {
  const folders = new Map<string, NoteFolder>();
  for (const [workspaceFolder, { root, configured }] of places.entries()) {
    const setting = typeof configured === 'string' ? configured.trim() : '';
    if (isOfOtherSystem(setting, path)) continue;
    const written = path.sep === '/' ? setting.replaceAll('\\', '/') : setting;
    const expanded = (written === '' ? DEFAULT_FOLDER : written).replace(/^~(?=$|[\\/])/, home);
    if (path.isAbsolute(expanded)) {
      const full = fsPath(path.resolve(expanded));
      const within = path.parse(full).root;
      const named = onDisk(full, within);
      folders.set(named, { path: named, within });
    } else if (root !== undefined) {
      const within = fsPath(root);
      const full = fsPath(path.resolve(root, expanded));
      if (!isInside(full, root, path)) continue;
      const named = onDisk(full, within);
      folders.set(named, { path: named, within, workspaceFolder });
    }
  }
  return [...folders.values()];
}

/**
 * Whether a setting is a full path of Windows on another system, or the reverse. Settings Sync and a shared
 * `.vscode/settings.json` bring such paths. As a relative path it would create a folder that is named `D:\notes`.
 */
function isOfOtherSystem(setting: string, { sep }: nodePath.PlatformPath): boolean {
  return sep === '/' ? /^(?:[a-z]:[\\/]|\\\\)/i.test(setting) : /^\/(?!\/)/.test(setting);
}
