import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { ClonePlace } from '../../core/agent/clonePaper';
import { ToolError } from '../../core/agent/toolArguments';
import { cloneUrl } from '../../core/links/repository';
import type { Repository } from '../../core/paper/paper';
import { isInside } from '../../library/isInside';
import { expandFolder, folderName } from '../staging/folderName';
import { existingFolder, isTaken, occupantOf } from '../staging/targetFolder';

/** Absolute paths for a call that names no folder or a relative one. */
export interface CloneFolders {
  /** Folder in the settings. May be missing; the clone creates it. */
  readonly configured: string | undefined;
  readonly workspace: readonly string[];
  readonly ofGit: string | undefined;
  readonly home: string;
}

/**
 * Returns the target of a clone for an agent: in `folder`, else in the folder of the settings, the workspace or Git. A
 * `folder` that ends with the repository's name is the clone's own, because models give either. Resolves links, so that
 * the user sees where files are written.
 * @throws ToolError if the folder is missing, leaves the workspace by a relative path, or is occupied
 */
export async function clonePlace(
  repository: Repository,
  folder: string | undefined,
  folders: CloneFolders,
): Promise<ClonePlace> {
  const name = folderName(repository);
  const asked = folder === undefined ? defaultFolder(folders) : await namedFolder(folder, name, folders);
  const parent = (await existingFolder(asked)) ?? asked;
  if (parent.split(path.sep).some((part) => part.toLowerCase() === '.git'))
    throw new ToolError('invalid_argument', `"${parent}" is inside a .git folder. Give another "folder".`);
  const target = path.join(parent, name);
  if (!(await isTaken(target))) return { kind: 'free', parent, name, folder: target };
  if ((await occupantOf(target, cloneUrl(repository) ?? '')) === 'sameRepository')
    return { kind: 'present', folder: target };
  throw new ToolError(
    'not_available',
    `"${target}" exists already and is something else. Nothing is overwritten. Give another "folder".`,
  );
}

function defaultFolder({ configured, workspace, ofGit }: CloneFolders): string {
  if (configured !== undefined) return configured;
  const [first, second] = workspace;
  if (second !== undefined)
    throw new ToolError(
      'invalid_argument',
      `The workspace has several folders. Give "folder" as one of: ${workspace.join(', ')}`,
    );
  const found = first ?? ofGit;
  if (found !== undefined) return found;
  throw new ToolError(
    'invalid_argument',
    'No folder is open in VS Code. Ask the user where the code should go and give "folder" as an absolute path.',
  );
}

async function namedFolder(given: string, name: string, folders: CloneFolders): Promise<string> {
  if (/[\u0000-\u001f\u007f]/.test(given))
    throw new ToolError('invalid_argument', '"folder" must not contain control characters.');
  const absolute = expandFolder(given, folders.home);
  const base =
    absolute === undefined ? defaultFolder({ ...folders, configured: baseOf(folders) }) : undefined;
  const full = absolute ?? path.resolve(base ?? '', given);
  const isOwnFolder = path.basename(full).toLowerCase() === name.toLowerCase() && full !== base;
  const wanted = isOwnFolder ? path.dirname(full) : full;
  const found = await existingFolder(wanted);
  if (base !== undefined && !(await staysInside(wanted, base, found !== undefined)))
    throw new ToolError(
      'invalid_argument',
      `"${given}" leaves ${base}. Give a folder inside it, or an absolute path.`,
    );
  if (found === undefined)
    throw new ToolError(
      'invalid_argument',
      `The folder "${wanted}" does not exist. Create it, or give another.`,
    );
  return found;
}

function baseOf({ configured, workspace }: CloneFolders): string | undefined {
  return workspace.length === 0 ? configured : undefined;
}

/** Resolves all links if the folder exists. */
async function staysInside(folder: string, base: string, exists: boolean): Promise<boolean> {
  if (!exists) return isInside(folder, base);
  const realBase = await realpath(base).catch(() => base);
  return isInside(await realpath(folder), realBase);
}
