import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { contentsOf, type Inspection } from '../../core/code/contents';
import { isLicenceFile, licenceOf } from '../../core/code/licence';
import { parseTreeListing, type TreeListing } from '../../core/code/treeListing';
import { cloneUrl, repositoryKey } from '../../core/links/repository';
import type { Repository } from '../../core/paper/paper';
import { NEWEST_COMMIT, readCommit } from '../git/datedCommit';
import { failedOutcome, runForOutput, type GitOutcome } from '../git/existingClone';
import { isCommitId, isSafeRef, LOW_SPEED, safetyConfig } from '../git/gitArguments';
import {
  gitRunner,
  localGitRunner,
  gitFailure,
  type Git,
  type HostAccess,
  type GitContext,
} from '../git/gitRunner';
import { isAtLeast, OLDEST_FOR_DATE, type GitVersion } from '../git/gitVersion';
import { parseLfsPointer, totalOf } from '../git/lfsPointer';
import { headFailure, settingsForClone } from '../staging/cloneIntoStaging';
import { makeStaging, type Staging } from '../staging/staging';
import { sweepStaging } from '../staging/abandonedClones';

/** Oldest git that can fetch single files without negotiation (2020). Older ones show no licence. */
const OLDEST_FOR_FILES: GitVersion = [2, 29, 0];

/** Maximum number of small files to fetch: attributes, and Git LFS pointers. */
const MAX_ATTRIBUTE_FILES = 20;
const MAX_POINTERS = 400;

const POINTER =
  /version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-[^\n]*\n)*oid sha256:[0-9a-f]{64}\nsize \d{1,15}\n/g;

/** A repository, and where its temporary clone goes. */
export interface InspectRequest extends HostAccess {
  readonly repository: Repository;
  /** Absolute path of the staging folder's parent. Created if missing. */
  readonly parent: string;
}

/**
 * Inspects a repository: fetches the newest commit and its trees, and only the licence, attributes and Git
 * LFS pointers of its files. A host without filter support sends all files. Leaves nothing on disk. Returns
 * expected failures as values.
 */
export async function inspectRepository(
  request: InspectRequest,
  effects: GitContext,
): Promise<GitOutcome<Inspection>> {
  const url = cloneUrl(request.repository);
  if (url === undefined) return failedOutcome('badAddress');
  if (!isAtLeast(effects.version, OLDEST_FOR_DATE))
    return failedOutcome('gitTooOld', effects.version.join('.'));
  let staging: Staging;
  try {
    await mkdir(request.parent, { recursive: true });
    await sweepStaging(request.parent);
    staging = await makeStaging(request.parent, repositoryKey(request.repository), (folder) =>
      effects.watch?.writesTo(folder),
    );
  } catch (error) {
    return failedOutcome('parentNotWritable', String(error));
  }
  try {
    const settings = await settingsForClone(staging.folder, effects);
    if (settings.kind !== 'done') return settings;
    return await new InspectionRun(staging.clone, url, request, {
      ...effects,
      settings: settings.value,
    }).run();
  } finally {
    await staging.remove();
  }
}

/** One inspection: a clone without files, and the commands that read its lists. */
class InspectionRun {
  readonly #into: string;
  readonly #url: string;
  readonly #request: InspectRequest;
  readonly #git: Git;
  readonly #local: Git;
  readonly #version: GitVersion;

  constructor(into: string, url: string, request: InspectRequest, effects: GitContext) {
    this.#into = into;
    this.#url = url;
    this.#request = request;
    this.#version = effects.version;
    const safety = safetyConfig(request.account, effects.lowSpeed ?? LOW_SPEED);
    // Explicit paths: for a broken clone, git would otherwise search the parent folders for a repository.
    const here = [...safety, `--git-dir=${path.join(into, '.git')}`, `--work-tree=${into}`];
    const run = gitRunner(path.dirname(into), request, effects);
    const local = localGitRunner(path.dirname(into), effects);
    this.#git = (args) => run([...(args[0] === 'clone' ? safety : here), ...args]);
    this.#local = (args) => local([...here, ...args]);
  }

  async run(): Promise<GitOutcome<Inspection>> {
    const filtered = await this.#clone();
    if (filtered.kind !== 'done') return filtered;
    const sizes = filtered.value ? [] : ['-l'];
    // Without `-l`, git reads only trees. With it, git would fetch the missing files one by one.
    const listed = await runForOutput(this.#local, this.#request, ['ls-tree', '-r', '-z', ...sizes, 'HEAD']);
    if (listed.kind !== 'done') return listed;
    const listing = parseTreeListing(listed.value);
    const newest = await this.#local([...NEWEST_COMMIT, 'HEAD']);
    const commit = newest.kind === 'ended' ? readCommit(newest.stdout) : undefined;
    const details = await this.#details(listing, filtered.value);
    if (details.kind === 'cancelled') return details;
    return {
      kind: 'done',
      value: {
        ...contentsOf(listing),
        ...(commit && { commit }),
        ...(details.kind === 'done' ? details.value : {}),
      },
    };
  }

  /** Clones without files. Returns whether the host supports filters. */
  async #clone(): Promise<GitOutcome<boolean>> {
    const { ref } = this.#request.repository;
    const wanted =
      ref !== undefined && ref !== 'HEAD' && isSafeRef(ref) && !isCommitId(ref) ? ref : undefined;
    const first = await this.#cloneRef(wanted);
    const isGone = first.kind === 'failed' && first.failure.reason === 'refMissing';
    return wanted !== undefined && isGone ? this.#cloneRef(undefined) : first;
  }

  async #cloneRef(ref: string | undefined): Promise<GitOutcome<boolean>> {
    const { account } = this.#request;
    const cloned = await this.#git([
      ...['clone', '--progress', '--origin=origin', '--no-recurse-submodules'],
      ...['--depth=1', '--single-branch', '--no-tags', '--no-checkout', '--filter=blob:none'],
      ...(ref === undefined ? [] : [`--branch=${ref}`]),
      ...['--', this.#url, this.#into],
    ]);
    const failure = gitFailure(cloned, account) ?? (await headFailure(this.#git, this.#url));
    if (failure !== undefined) return failure;
    const isIgnored = cloned.kind === 'ended' && cloned.stderr.includes('filtering not recognized');
    return { kind: 'done', value: !isIgnored };
  }

  async #details(
    { entries }: TreeListing,
    isFiltered: boolean,
  ): Promise<GitOutcome<Pick<Inspection, 'licence' | 'lfs'>>> {
    const files = entries.filter(({ kind }) => kind === 'file');
    const licenceFile = files.find(({ path: name }) => isLicenceFile(name));
    const attributes = files.filter(({ path: name }) => /(?:^|\/)\.gitattributes$/.test(name));
    const small = [...(licenceFile ? [licenceFile] : []), ...attributes.slice(0, MAX_ATTRIBUTE_FILES)];
    const fetched = await this.#fetch(
      small.map(({ oid }) => oid),
      isFiltered,
    );
    if (fetched.kind === 'cancelled') return fetched;
    const text = licenceFile && (await this.#local(['cat-file', 'blob', licenceFile.oid]));
    const id = text?.kind === 'ended' && text.code === 0 ? licenceOf(text.stdout) : undefined;
    const licence = id ?? licenceFile?.path;
    const lfs =
      attributes.length === 0
        ? { kind: 'done' as const, value: { files: 0, bytes: 0, counted: 0 } }
        : await this.#lfs(new Map(files.map((file) => [file.path, file.oid])), isFiltered);
    if (lfs.kind === 'cancelled') return lfs;
    return {
      kind: 'done',
      value: { ...(licence !== undefined && { licence }), ...(lfs.kind === 'done' && { lfs: lfs.value }) },
    };
  }

  /** Counts the files in Git LFS. The index holds the attributes, because no file is checked out. */
  async #lfs(
    oids: ReadonlyMap<string, string>,
    isFiltered: boolean,
  ): Promise<GitOutcome<NonNullable<Inspection['lfs']>>> {
    const read = await runForOutput(this.#local, this.#request, ['read-tree', 'HEAD']);
    if (read.kind !== 'done') return read;
    const listed = await runForOutput(this.#local, this.#request, [
      'ls-files',
      '-z',
      ':(top,attr:filter=lfs)',
    ]);
    if (listed.kind !== 'done') return listed;
    const found = listed.value.split('\0').flatMap((name) => oids.get(name) ?? []);
    const some = found.slice(0, MAX_POINTERS);
    const fetched = await this.#fetch(some, isFiltered);
    if (fetched.kind !== 'done') return fetched;
    if (some.length === 0) return { kind: 'done', value: { files: 0, bytes: 0, counted: 0 } };
    const shown = await runForOutput(this.#local, this.#request, ['show', '--no-textconv', ...some]);
    if (shown.kind !== 'done') return shown;
    // Git prints the files one after another. Some may not be pointers.
    const pointers = (shown.value.match(POINTER) ?? []).flatMap((pointer) => parseLfsPointer(pointer) ?? []);
    return {
      kind: 'done',
      value: { files: found.length, bytes: totalOf(pointers).bytes, counted: some.length },
    };
  }

  /** Fetches files by their object ids, unless the clone has all files. */
  async #fetch(oids: readonly string[], isFiltered: boolean): Promise<GitOutcome<unknown>> {
    const wanted = [...new Set(oids)];
    if (!isFiltered || wanted.length === 0) return { kind: 'done', value: undefined };
    if (!isAtLeast(this.#version, OLDEST_FOR_FILES)) return failedOutcome('gitTooOld');
    return runForOutput(this.#git, this.#request, [
      // No negotiation: the host would assume that the commit's files are already present.
      ...['-c', 'fetch.negotiationAlgorithm=noop', 'fetch', '--no-tags', '--no-write-fetch-head'],
      ...['--no-recurse-submodules', '--filter=blob:none', 'origin', ...wanted],
    ]);
  }
}
