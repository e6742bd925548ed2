import { constants, lstat, open } from 'node:fs/promises';
import path from 'node:path';
import {
  answerOf,
  failedFor,
  openClone,
  type Done,
  type ExistingClone,
  type OpenClone,
} from './existingClone';
import { gitRunner, type Git, type GitEffects, type Unsuccessful } from './gitRunner';
import { LONGEST_POINTER, parseLfsPointer, totalOf, type LfsPointer, type LfsTotal } from './lfsPointer';
import { addressKey, parseSettings } from './userSettings';

/** Finds the files of a clone whose content Git LFS has not downloaded. */
export async function missingLfsFiles(clone: ExistingClone, effects: GitEffects): Promise<Done<LfsTotal>> {
  const opened = await openClone(clone, effects);
  return opened.kind === 'done' ? countPointers(opened.value.local, clone, effects.signal) : opened;
}

/**
 * Counts the LFS pointers in a work tree.
 * @param git runs git in the work tree
 */
export async function countPointers(
  git: Git,
  clone: Pick<ExistingClone, 'folder' | 'account'>,
  signal: AbortSignal | undefined,
): Promise<Done<LfsTotal>> {
  const listed = await lfsPaths(git, clone);
  if (listed.kind !== 'done') return listed;
  const pointers: LfsPointer[] = [];
  for (const name of listed.value) {
    if (signal?.aborted === true) return { kind: 'cancelled' };
    const pointer = await readPointer(path.join(clone.folder, name));
    if (pointer !== undefined) pointers.push(pointer);
  }
  return { kind: 'done', value: totalOf(pointers) };
}

async function lfsPaths(git: Git, clone: Pick<ExistingClone, 'account'>): Promise<Done<readonly string[]>> {
  const listed = await answerOf(git, clone, ['ls-files', '-z', ':(top,attr:filter=lfs)']);
  if (listed.kind !== 'done') return listed;
  return { kind: 'done', value: listed.value.split('\0').filter((name) => name !== '') };
}

/**
 * The repository chooses the names: they may be links to anything, or pipes, which are neither followed nor waited for.
 * Windows has no such flags.
 */
const READ_PLAIN = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

async function readPointer(file: string): Promise<LfsPointer | undefined> {
  try {
    const { size } = await lstat(file).then((found) => (found.isFile() ? found : { size: Infinity }));
    if (size > LONGEST_POINTER) return undefined;
    const handle = await open(file, READ_PLAIN);
    try {
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(LONGEST_POINTER + 1),
        0,
        LONGEST_POINTER + 1,
        0,
      );
      return parseLfsPointer(buffer.toString('utf8', 0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

/**
 * Downloads the content of every LFS file of the checked-out commit, and returns what is still missing. Git LFS writes
 * only to files that are unchanged pointers or missing.
 */
export async function fetchLfsFiles(clone: ExistingClone, effects: GitEffects): Promise<Done<LfsTotal>> {
  const opened = await openClone(clone, effects);
  if (opened.kind !== 'done') return opened;
  const { folder, account, lfsHost } = clone;
  const { local, remote } = opened.value;
  const inTheWay = (await lfsServer(opened.value, lfsHost)) ?? (await linkedPath(local, clone));
  if (inTheWay !== undefined) return inTheWay;
  const run = gitRunner(folder, clone, opened.value.effects, NO_TRACE);
  // Not the usual guards, which keep LFS from running. The filter is defined for this run only, because the user may
  // never have called `git lfs install`.
  const here = [
    ...['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '-c', 'submodule.recurse=false'],
    ...['-c', 'filter.lfs.process=git-lfs filter-process', '-c', 'filter.lfs.required=true'],
    ...['-c', 'filter.lfs.smudge=git-lfs smudge -- %f', '-c', 'filter.lfs.clean=git-lfs clean -- %f'],
    ...(account === 'anonymous' ? ['-c', 'credential.helper=', '-c', 'core.askPass='] : []),
  ];
  const version = await run(['lfs', 'version']);
  if (version.kind === 'cancelled') return version;
  if (version.kind === 'ended' && version.code !== 0) return failedFor('lfsMissing');
  const pulled = await answerOf((args) => run([...here, ...args]), clone, ['lfs', 'pull', remote]);
  return pulled.kind === 'done' ? countPointers(local, clone, effects.signal) : pulled;
}

/** Git LFS has limits of its own on connecting, and prints no trace. */
const NO_TRACE = { GIT_TRACE_CURL: '0' };

/**
 * A repository names its LFS server in `.lfsconfig`. Any host but its own is used only after the user agreed to it,
 * because the download tells that host who the user is.
 */
async function lfsServer(clone: OpenClone, agreed: string | undefined): Promise<Unsuccessful | undefined> {
  const file = path.join(clone.folder, '.lfsconfig');
  const isPlain = await lstat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  const source = isPlain ? ['--file', file] : ['--blob', 'HEAD:.lfsconfig'];
  const read = await clone.local(['config', ...source, '--list', '-z']);
  if (read.kind === 'cancelled') return read;
  if (read.kind !== 'ended' || read.code !== 0) return undefined;
  const own = hostOf(clone.url);
  for (const { key, value } of parseSettings(read.stdout)) {
    if (!/^lfs\.url$|^remote\..*\.lfsurl$/i.test(key) || value === undefined) continue;
    const host = hostOf(value) ?? value;
    if (host !== own && host !== agreed) return failedFor('lfsElsewhere', host);
  }
  return undefined;
}

function hostOf(address: string): string | undefined {
  return (
    addressKey(address)?.split('/')[0] ?? (URL.canParse(address) ? new URL(address).hostname : undefined)
  );
}

/** Git LFS before 3.7.1 writes through a symbolic link on the way to a file, out of the clone. */
async function linkedPath(git: Git, clone: ExistingClone): Promise<Unsuccessful | undefined> {
  const listed = await lfsPaths(git, clone);
  if (listed.kind !== 'done') return listed;
  const seen = new Set<string>();
  for (const name of listed.value) {
    for (let at = name; at !== '.' && at !== '/' && !seen.has(at); at = path.posix.dirname(at)) {
      seen.add(at);
      const isLink = await lstat(path.join(clone.folder, at)).then(
        (found) => found.isSymbolicLink(),
        () => false,
      );
      if (isLink) return failedFor('linkInTheWay', path.posix.basename(at));
    }
  }
  return undefined;
}
