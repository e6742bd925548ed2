import type { Dirent } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { splitNote } from '../../core/notes/splitNote';
import { linkedName, noteName } from '../../core/notes/noteLinks';
import { makeNote, type NoteFile } from '../../core/notes/note';
import { noteFields } from '../../core/notes/noteFields';
import { decodedText } from '../decodeText';
import { isInside } from '../isInside';

const MAX_NOTE_BYTES = 64_000;
/** Limits on reading: notes, folders, depth of folders. */
const MAX_NOTES = 5_000;
const MAX_FOLDERS = 1_000;
const MAX_DEPTH = 8;

const NOTE_FILE = /\.(?:md|markdown|qmd|mdx)$/i;

/** Returns whether a path is that of a Markdown file. */
export function isNotePath(file: string): boolean {
  return NOTE_FILE.test(file);
}

export interface NoteListing {
  /** In alphabetical order, files of a folder before those of its subfolders. */
  readonly files: readonly string[];
  /** The folder has more files or folders than were read. */
  readonly isCut: boolean;
}

/**
 * Lists the Markdown files in a folder and its subfolders. Skips hidden folders, `node_modules`, and links that
 * lead out of the folder.
 */
export async function listNotes(folder: string, maxNotes = MAX_NOTES): Promise<NoteListing> {
  const root = await realpath(folder).catch(() => undefined);
  if (root === undefined) return { files: [], isCut: false };
  const files: string[] = [];
  const queue: { readonly folder: string; readonly depth: number }[] = [{ folder, depth: 0 }];
  for (let at = 0; at < queue.length; at++) {
    const { folder: current = '', depth = 0 } = queue[at] ?? {};
    if (at === MAX_FOLDERS || files.length > maxNotes)
      return { files: files.slice(0, maxNotes), isCut: true };
    const entries = await readdir(current, { withFileTypes: true }).catch((): Dirent[] => []);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const full = path.join(current, entry.name);
      if (entry.isDirectory()) {
        if (depth < MAX_DEPTH && !isSkippedName(entry.name)) queue.push({ folder: full, depth: depth + 1 });
      } else if (isNotePath(entry.name) && (entry.isFile() || (await isFileInside(root, full)))) {
        files.push(full);
      }
    }
  }
  return { files: files.slice(0, maxNotes), isCut: files.length > maxNotes };
}

/** Returns the first file in these folders that links with this key mean, also if its front matter names no paper. */
export async function linkedFile(key: string, folders: readonly string[]): Promise<string | undefined> {
  const wanted = linkedName(key);
  for (const folder of folders) {
    const found = (await listNotes(folder)).files.find((file) => noteName(file) === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Returns whether `listNotes` skips a path. */
export function isSkipped(folder: string, file: string): boolean {
  const names = path.relative(folder, file).split(path.sep);
  const folders = isNotePath(file) ? names.slice(0, -1) : names;
  return folders.length > MAX_DEPTH || folders.some(isSkippedName);
}

/** Also true for `..`, which leads out of a folder. */
function isSkippedName(folderName: string): boolean {
  return folderName.startsWith('.') || folderName === 'node_modules';
}

/** Reads a file if `listNotes` would list it in one of these folders; see `readNote`. */
export async function readListedNote(
  file: string,
  folders: readonly string[],
): Promise<NoteFile | undefined> {
  for (const folder of folders) {
    if (isSkipped(folder, file)) continue;
    const root = await realpath(folder).catch(() => undefined);
    if (root !== undefined && (await isFileInside(root, file))) return readNote(file);
  }
  return undefined;
}

/**
 * Resolves links. The resolved path is only compared: on a Windows network drive it names the server, and VS Code
 * refuses to read such paths.
 */
async function isFileInside(root: string, file: string): Promise<boolean> {
  const target = await realpath(file).catch(() => undefined);
  if (target === undefined || !isInside(target, root)) return false;
  return (await stat(file).catch(() => undefined))?.isFile() ?? false;
}

/**
 * Reads the start of a file. Returns `undefined` if its front matter names no paper. Loads the YAML parser with
 * the first front matter.
 */
export async function readNote(file: string): Promise<NoteFile | undefined> {
  const text = await readStart(file);
  if (text === undefined) return undefined;
  const { yaml: front, body } = splitNote(text);
  if (front === undefined) return undefined;
  const { parseFrontMatter } = await import('./parseFrontMatter');
  const fields = noteFields(parseFrontMatter(front));
  return fields.ids.length === 0 ? undefined : { ...makeNote(fields, body), file };
}

async function readStart(file: string): Promise<string | undefined> {
  try {
    // Opening a pipe would wait for its writer.
    if (!(await stat(file)).isFile()) return undefined;
    const handle = await open(file, 'r');
    try {
      const buffer = Buffer.alloc(MAX_NOTE_BYTES);
      const { bytesRead } = await handle.read(buffer, 0, MAX_NOTE_BYTES, 0);
      return bytesRead === 0 ? '' : decodedText(buffer.subarray(0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
