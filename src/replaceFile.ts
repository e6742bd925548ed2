import type { Stats } from 'node:fs';
import { access, chmod, constants, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import type * as vscode from 'vscode';
import { resolveLinks } from './library/resolveLinks';
import { atomicWrite, ShortWriteError } from './library/store/atomicWrite';

/** Before the user's mask. */
const NEW_FILE_MODE = 0o666;

/** Permission bits of a mode. */
const PERMISSIONS = 0o777;

/** Mode bit of a folder whose new files get its group. On macOS, all folders act so. */
const SET_GROUP = 0o2000;

/**
 * Errors for a file that may still be writable in place. Its folder allows no new files, another program holds the
 * file, or the temporary file's name is too long.
 */
const NOT_REPLACEABLE: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EBUSY', 'ENAMETOOLONG']);

/**
 * Replaces the content of a file that the user chose. On a local disk, a failure keeps the old file, unless it can only
 * be written in place. Follows links and keeps permissions, owner and hard links.
 * @param files VS Code's file system, for other schemes and for files that can only be written in place
 * @returns the content of the file after the write
 * @throws the file system's error, or ShortWriteError
 */
export async function replaceFile(
  uri: vscode.Uri,
  bytes: Uint8Array,
  files: Pick<vscode.FileSystem, 'readFile' | 'writeFile'>,
): Promise<Uint8Array> {
  if (uri.scheme === 'file') {
    try {
      if (await replaceLocalFile(uri.fsPath, bytes)) return bytes;
    } catch (error) {
      if (!NOT_REPLACEABLE.has((error as NodeJS.ErrnoException).code)) throw error;
    }
  }
  await files.writeFile(uri, bytes);
  // VS Code ignores how many bytes a full disk took. The size in `stat` is not reliable in virtual folders.
  const written = await files.readFile(uri);
  if (written.length < bytes.length) throw new ShortWriteError(uri.path, written.length, bytes.length);
  return written;
}

/** Returns false, without a change, for a file that would lose its hard links or its owner. */
async function replaceLocalFile(file: string, bytes: Uint8Array): Promise<boolean> {
  const target = await targetOf(file);
  const found = await stat(target).catch(() => undefined);
  if (found && (await isShared(target, found))) return false;
  // A rename would replace even a file that the user made read-only.
  if (found) await access(target, constants.W_OK);
  const mode = found === undefined ? undefined : found.mode & PERMISSIONS;
  await atomicWrite(target, bytes, { mode: mode ?? NEW_FILE_MODE });
  // The user's mask removed permissions, such as those of a group.
  if (mode !== undefined) await chmod(target, mode).catch(() => undefined);
  return true;
}

/**
 * Whether other hard links would keep the old content, or another user or group than a new file's could lose access.
 * Windows has no such owners.
 */
async function isShared(file: string, { nlink, uid, gid }: Stats): Promise<boolean> {
  if (nlink > 1) return true;
  const [user, group] = [process.geteuid?.(), process.getegid?.()];
  if (user === undefined || group === undefined) return false;
  const folder = await stat(path.dirname(file));
  const inherits = process.platform === 'darwin' || (folder.mode & SET_GROUP) !== 0;
  return uid !== user || gid !== (inherits ? folder.gid : group);
}

/** Returns the file to which links lead, even if it does not exist yet: a rename would replace the link. */
async function targetOf(file: string): Promise<string> {
  try {
    return await resolveLinks(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const link = await readlink(file).catch(() => undefined);
    return link === undefined ? file : targetOf(path.resolve(path.dirname(file), link));
  }
}
