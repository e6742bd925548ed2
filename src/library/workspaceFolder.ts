import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FolderFacts } from '../core/workspace/folderPapers';
import { gitRemotes } from '../core/workspace/gitRemotes';

/** Bytes to read. A README names the paper at its beginning. */
const MAX_TEXT_BYTES = 64_000;
const MAX_CONFIG_BYTES = 256_000;
/** Parent folders that are searched for a repository. */
const MAX_PARENTS = 20;

/**
 * Runs no program, because the folder may be untrusted. Finds the repository in the folder or above, including
 * linked work trees and submodules. Unreadable files count as absent.
 */
export async function readFolderFacts(folder: string): Promise<FolderFacts> {
  const repository = await repositoryOf(folder);
  const [remotes, texts] = await Promise.all([
    repository === undefined ? [] : readRemotes(repository.git),
    readTexts(folder),
  ]);
  const isRoot = repository === undefined || repository.root === folder;
  const above = isRoot ? {} : await readTexts(repository.root);
  return { remotes, ...above, ...texts };
}

async function repositoryOf(
  folder: string,
): Promise<{ readonly root: string; readonly git: string } | undefined> {
  let root = folder;
  for (let level = 0; level < MAX_PARENTS; level++) {
    const dotGit = path.join(root, '.git');
    const found = await stat(dotGit).catch(() => undefined);
    if (found?.isDirectory() === true) return { root, git: dotGit };
    // A linked work tree or a submodule has a file instead of the directory.
    const link = found?.isFile() === true ? await readStart(dotGit, MAX_TEXT_BYTES) : undefined;
    const directory = linkedFolder(root, /^gitdir:(.+)$/m.exec(link ?? '')?.[1]);
    if (directory !== undefined) return { root, git: directory };
    const parent = path.dirname(root);
    if (parent === root) return undefined;
    root = parent;
  }
  return undefined;
}

async function readRemotes(git: string): Promise<readonly string[]> {
  // `commondir` in the git directory of a linked work tree names the directory with the configuration.
  const link = (await readStart(path.join(git, 'commondir'), MAX_TEXT_BYTES)) ?? '.';
  const common = linkedFolder(git, link);
  const config = common && (await readStart(path.join(common, 'config'), MAX_CONFIG_BYTES));
  return gitRemotes(config ?? '');
}

/** Returns `undefined` for a network path, because opening it sends a request. */
function linkedFolder(base: string, link: string | undefined): string | undefined {
  const target = link?.trim() ?? '';
  return target === '' || /^[\\/]{2}/.test(target) ? undefined : path.resolve(base, target);
}

async function readTexts(folder: string): Promise<Omit<FolderFacts, 'remotes'>> {
  const names = await readdir(folder).catch((): string[] => []);
  const read = async (pattern: RegExp): Promise<string | undefined> => {
    const name = names.filter((one) => pattern.test(one)).sort()[0];
    return name === undefined ? undefined : readStart(path.join(folder, name), MAX_TEXT_BYTES);
  };
  const [citation, readme] = await Promise.all([
    read(/^citation\.cff$/i),
    read(/^readme(?:\.(?:md|markdown|rst|txt))?$/i),
  ]);
  return { ...(citation !== undefined && { citation }), ...(readme !== undefined && { readme }) };
}

async function readStart(file: string, bytes: number): Promise<string | undefined> {
  try {
    // Opening a pipe would wait for its writer.
    if (!(await stat(file)).isFile()) return undefined;
    const handle = await open(file, 'r');
    try {
      const buffer = Buffer.alloc(bytes);
      const { bytesRead } = await handle.read(buffer, 0, bytes, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
