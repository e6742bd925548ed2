import { constants, lstat, open, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  runForOutput,
  failedOutcome,
  openClone,
  type GitOutcome,
  type ExistingClone,
  type OpenClone,
} from './existingClone';
import { gitRunner, type Git, type GitContext, type GitFailure } from './gitRunner';
import { MAX_POINTER_BYTES, parseLfsPointer, totalOf, type LfsPointer, type LfsTotal } from './lfsPointer';
import { addressKey, isPlainHttps, parseSettings, type GitSetting } from './userSettings';

/** Counts the files of a clone whose content Git LFS has not downloaded. */
export async function missingLfsFiles(
  clone: ExistingClone,
  effects: GitContext,
): Promise<GitOutcome<LfsTotal>> {
  const opened = await openClone(clone, effects);
  return opened.kind === 'done' ? countPointers(opened.value.local, clone, effects.signal) : opened;
}

/** Counts LFS pointers in the work tree in which `git` runs. */
export async function countPointers(
  git: Git,
  clone: Pick<ExistingClone, 'folder' | 'account'>,
  signal: AbortSignal | undefined,
): Promise<GitOutcome<LfsTotal>> {
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

async function lfsPaths(
  git: Git,
  clone: Pick<ExistingClone, 'account'>,
): Promise<GitOutcome<readonly string[]>> {
  const listed = await runForOutput(git, clone, ['ls-files', '-z', ':(top,attr:filter=lfs)']);
  if (listed.kind !== 'done') return listed;
  return { kind: 'done', value: listed.value.split('\0').filter((name) => name !== '') };
}

/** Neither follows a link nor waits for a pipe. Windows has no such flags. */
const READ_PLAIN = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

async function readPointer(file: string): Promise<LfsPointer | undefined> {
  try {
    const { size } = await lstat(file).then((found) => (found.isFile() ? found : { size: Infinity }));
    if (size > MAX_POINTER_BYTES) return undefined;
    const handle = await open(file, READ_PLAIN);
    try {
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(MAX_POINTER_BYTES + 1),
        0,
        MAX_POINTER_BYTES + 1,
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
 * Downloads all LFS files of the checked-out commit and counts those still missing. Git LFS writes only to missing
 * files and unchanged pointers.
 */
export async function fetchLfsFiles(
  clone: ExistingClone,
  effects: GitContext,
): Promise<GitOutcome<LfsTotal>> {
  const opened = await openClone(clone, effects);
  if (opened.kind !== 'done') return opened;
  const { folder, account, lfsHost } = clone;
  const { local, remote } = opened.value;
  const inTheWay = (await lfsServer(opened.value, lfsHost)) ?? (await linkedPath(local, clone));
  if (inTheWay !== undefined) return inTheWay;
  const run = gitRunner(folder, clone, opened.value.effects, NO_TRACE);
  // Not `safetyConfig`, which disables LFS. Defines the filter, because the user may never have run `git lfs install`.
  const here = [
    ...['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '-c', 'submodule.recurse=false'],
    ...['-c', 'filter.lfs.process=git-lfs filter-process', '-c', 'filter.lfs.required=true'],
    ...['-c', 'filter.lfs.smudge=git-lfs smudge -- %f', '-c', 'filter.lfs.clean=git-lfs clean -- %f'],
    ...(account === 'anonymous' ? ['-c', 'credential.helper=', '-c', 'core.askPass='] : []),
  ];
  const version = await run(['lfs', 'version']);
  if (version.kind === 'cancelled') return version;
  if (version.kind === 'ended' && version.code !== 0) return failedOutcome('lfsMissing');
  const pulled = await runForOutput((args) => run([...here, ...args]), clone, ['lfs', 'pull', remote]);
  return pulled.kind === 'done' ? countPointers(local, clone, effects.signal) : pulled;
}

/** Git LFS prints no trace and has its own connection limits. */
const NO_TRACE = { GIT_TRACE_CURL: '0' };

/**
 * Checks the LFS server in `.lfsconfig`. It must be an https address without an account: for ssh, Git LFS would sign in
 * with the user's keys. Another host than the repository's needs the user's approval, because the download reveals the
 * user to it.
 */
async function lfsServer(clone: OpenClone, agreed: string | undefined): Promise<GitFailure | undefined> {
  const own = hostOf(clone.url);
  for (const source of await configSources(clone.folder)) {
    // As Git LFS does, follows includes.
    const read = await clone.local(['config', '--includes', ...source, '--list', '-z']);
    if (read.kind === 'cancelled') return read;
    if (read.kind !== 'ended' || read.code !== 0) continue;
    for (const { key, value } of parseSettings(read.stdout).flatMap(asGitLfsReads)) {
      if (!/^lfs\.url$|^remote\..*\.lfsurl$/i.test(key) || value === undefined) continue;
      if (!isPlainHttps(value)) return failedOutcome('lfsAddress', value.slice(0, MAX_ADDRESS_LENGTH));
      const host = hostOf(value) ?? value;
      if (host !== own && host !== agreed) return failedOutcome('lfsElsewhere', host);
    }
  }
  return undefined;
}

/** Git LFS reads git's list line by line, so a value with line breaks can contain further settings. */
function asGitLfsReads({ key, value }: GitSetting): readonly GitSetting[] {
  const [first, ...lines] = value?.split('\n') ?? [];
  const further = lines.map((line) => {
    const [name = '', ...parts] = line.split('=');
    return { key: name, value: parts.join('=') };
  });
  return [{ key, value: first }, ...further];
}

const MAX_ADDRESS_LENGTH = 100;

/** Git LFS reads the file `.lfsconfig`, else those of the index and the commit. */
async function configSources(folder: string): Promise<readonly (readonly string[])[]> {
  const file = path.join(folder, '.lfsconfig');
  // Git LFS follows a link.
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  return isFile ? [['--file', file]] : [':.lfsconfig', 'HEAD:.lfsconfig'].map((blob) => ['--blob', blob]);
}

function hostOf(address: string): string | undefined {
  return (
    addressKey(address)?.split('/')[0] ?? (URL.canParse(address) ? new URL(address).hostname : undefined)
  );
}

/** Finds a symbolic link in an LFS path: Git LFS before 3.7.1 writes through links. */
async function linkedPath(git: Git, clone: ExistingClone): Promise<GitFailure | undefined> {
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
      if (isLink) return failedOutcome('linkInTheWay', path.posix.basename(at));
    }
  }
  return undefined;
}
