import { lstat, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { runForOutput, failedOutcome, type OpenClone } from './existingClone';
import type { GitFailure } from './gitRunner';

/** Files in `.git` during an unfinished operation. */
const UNFINISHED = [
  ...['rebase-merge', 'rebase-apply', 'MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD'],
  ...['BISECT_LOG', 'sequencer'],
];

/**
 * Returns why a checkout could lose the user's changes, or `undefined`. Git overwrites ignored files, and replaces a
 * submodule's folder and its content with a file.
 * @param id commit to check out; without it, only checks that need no commit run
 */
export async function unsafeCheckout(
  clone: OpenClone,
  id: string | undefined,
  signal: AbortSignal | undefined,
): Promise<GitFailure | undefined> {
  return (
    (await unfinishedOperation(clone)) ??
    (await changedFiles(clone)) ??
    (await hiddenChanges(clone, signal)) ??
    (id === undefined ? undefined : await overwrittenFiles(clone, id, signal))
  );
}

async function unfinishedOperation(clone: OpenClone): Promise<GitFailure | undefined> {
  const args = UNFINISHED.flatMap((name) => ['--git-path', name]);
  const paths = await runForOutput(clone.local, clone, ['rev-parse', ...args]);
  if (paths.kind !== 'done') return paths;
  for (const name of paths.value.split('\n').filter((line) => line !== '')) {
    const exists = await stat(path.resolve(clone.folder, name)).then(
      () => true,
      () => false,
    );
    if (exists) return failedOutcome('unfinishedOperation', path.basename(name));
  }
  return undefined;
}

/** Changes in the index or on disk. Excludes submodules, whose files a checkout keeps. */
async function changedFiles(clone: OpenClone): Promise<GitFailure | undefined> {
  const changes = await runForOutput(clone.git, clone, [
    ...['status', '--porcelain', '-z', '--untracked-files=no', '--ignore-submodules=dirty'],
  ]);
  if (changes.kind !== 'done') return changes;
  return changes.value === '' ? undefined : failedOutcome('localChanges');
}

/** Finds files on disk that `git status` skips: assume-unchanged or skip-worktree. */
async function hiddenChanges(
  clone: OpenClone,
  signal: AbortSignal | undefined,
): Promise<GitFailure | undefined> {
  const listed = await runForOutput(clone.local, clone, ['ls-files', '-v', '-z']);
  if (listed.kind !== 'done') return listed;
  for (const entry of listed.value.split('\0')) {
    const [mark, name] = [entry.slice(0, 1), entry.slice(2)];
    if (!/^[a-zS]$/.test(mark)) continue;
    if (signal?.aborted === true) return { kind: 'cancelled' };
    if (await exists(path.join(clone.folder, name)))
      return failedOutcome('hiddenChanges', path.posix.basename(name));
  }
  return undefined;
}

/** Finds untracked files that the checkout would overwrite. */
async function overwrittenFiles(
  clone: OpenClone,
  id: string,
  signal: AbortSignal | undefined,
): Promise<GitFailure | undefined> {
  const listed = await runForOutput(clone.local, clone, [
    ...['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', '--no-ext-diff', 'HEAD', id, '--'],
  ]);
  if (listed.kind !== 'done') return listed;
  const changes = parseRaw(listed.value);
  const removed = new Set(changes.filter(({ to }) => to === GONE).map(({ name }) => spelling(name)));
  for (const { from, to, name } of changes) {
    if (signal?.aborted === true) return { kind: 'cancelled' };
    const place = path.join(clone.folder, name);
    if (from === SUBMODULE && to !== SUBMODULE && (await isFilled(place))) {
      return failedOutcome('wouldOverwrite', path.posix.basename(name));
    }
    if (from === GONE && to !== GONE) {
      const other = await occupied(clone.folder, name, removed);
      if (other !== undefined) return failedOutcome('wouldOverwrite', path.posix.basename(other));
    }
  }
  return undefined;
}

/** Returns the path that blocks a new file: its own, or a file in place of a parent folder. */
async function occupied(
  folder: string,
  name: string,
  removed: ReadonlySet<string>,
): Promise<string | undefined> {
  const own = await lstat(path.join(folder, name)).catch(() => undefined);
  // Git replaces a folder only if every file in it is tracked and removed.
  const goes =
    own?.isDirectory() === true ? await holdsOnly(folder, name, removed) : removed.has(spelling(name));
  if (own !== undefined && !goes) return name;
  for (let at = path.posix.dirname(name); at !== '.'; at = path.posix.dirname(at)) {
    const found = await lstat(path.join(folder, at)).catch(() => undefined);
    if (found !== undefined && !found.isDirectory() && !removed.has(spelling(at))) return at;
  }
  return undefined;
}

async function holdsOnly(folder: string, name: string, files: ReadonlySet<string>): Promise<boolean> {
  for (const entry of await readdir(path.join(folder, name), { withFileTypes: true })) {
    const inside = `${name}/${entry.name}`;
    if (!(entry.isDirectory() ? await holdsOnly(folder, inside, files) : files.has(spelling(inside))))
      return false;
  }
  return true;
}

/** In `diff-tree` output: one commit lacks the path. */
const GONE = '000000';
const SUBMODULE = '160000';

interface Change {
  readonly from: string;
  readonly to: string;
  readonly name: string;
}

/** Parses `:MODE MODE ID ID STATUS`, NUL, path, NUL. */
function parseRaw(output: string): readonly Change[] {
  const changes: Change[] = [];
  const fields = output.split('\0');
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [from = '', to = ''] = (fields[at] ?? '').slice(1).split(' ');
    changes.push({ from, to, name: fields[at + 1] ?? '' });
  }
  return changes;
}

/** On some file systems, `Config` and `config` are one file. */
function spelling(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

async function isFilled(folder: string): Promise<boolean> {
  return readdir(folder).then(
    (names) => names.length > 0,
    () => false,
  );
}

function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}
