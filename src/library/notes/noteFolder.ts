import path from 'node:path';

/** Folder of notes when the setting is empty, in the workspace folder. */
const DEFAULT_FOLDER = 'papers';

/** A folder that holds notes. */
export interface NoteFolder {
  /** Absolute path. May be missing. */
  readonly path: string;
  /** The folder that new notes must stay in when links are resolved. */
  readonly within: string;
  /** Index of the workspace folder, unless the setting is a full path. */
  readonly workspaceFolder?: number;
}

/** A workspace folder on disk, or a window without folders. */
export interface NotePlace {
  /** Absolute path of the workspace folder. */
  readonly root: string | undefined;
  /** Value of the setting there. */
  readonly configured: unknown;
}

/**
 * Returns the folders of notes: one in each workspace folder, or the folder that the setting names in full. Ignores relative
 * paths that leave the workspace folder.
 */
export function noteFoldersOf(places: readonly NotePlace[], home: string): readonly NoteFolder[] {
  const folders = new Map<string, NoteFolder>();
  for (const [workspaceFolder, { root, configured }] of places.entries()) {
    const named = typeof configured === 'string' ? configured.trim() : '';
    const expanded = (named === '' ? DEFAULT_FOLDER : named).replace(/^~(?=$|[\\/])/, home);
    if (path.isAbsolute(expanded)) {
      const full = path.resolve(expanded);
      folders.set(full, { path: full, within: path.parse(full).root });
    } else if (root !== undefined) {
      const full = path.resolve(root, expanded);
      const isInside = full === root || full.startsWith(root + path.sep);
      if (isInside) folders.set(full, { path: full, within: root, workspaceFolder });
    }
  }
  return [...folders.values()];
}
