import path from 'node:path';
import type { Inspection } from '../../core/code/contents';
import { isLicenceFile, licenceOf } from '../../core/code/licence';
import type { TreeEntry, TreeListing } from '../../core/code/treeListing';
import { failedOutcome, runForOutput, type GitOutcome } from '../git/existingClone';
import { gitRunner, type Git, type GitContext, type HostAccess } from '../git/gitRunner';
import { isAtLeast, type GitVersion } from '../git/gitVersion';
import { MAX_POINTER_BYTES, parseLfsPointer, totalOf } from '../git/lfsPointer';
import { withinGrowth } from './withinGrowth';

/** Oldest git that can fetch single files without negotiation (2020). */
const OLDEST_FOR_FILES: GitVersion = [2, 29, 0];

const MAX_ATTRIBUTE_FILES = 20;
const MAX_POINTERS = 400;

/** Bytes of one fetch. 400 pointers have at most 400 kB, but any file can have a pointer's name. */
const MAX_FETCH_BYTES = 10_000_000;

/** Bytes of the licence, and of all attribute files. Larger ones are not read. */
const MAX_TEXT_BYTES = 1_000_000;

/** The specification allows ten extensions. The limits keep the search linear. */
const POINTER =
  /version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-[^\n]{1,300}\n){0,10}oid sha256:[0-9a-f]{64}\nsize \d{1,15}\n/g;

/** A clone without checked-out files. */
export interface BareClone {
  readonly folder: string;
  readonly access: HostAccess;
  readonly options: readonly string[];
  readonly local: Git;
  readonly effects: GitContext;
  readonly isFiltered: boolean;
}

export type FileDetails = Pick<Inspection, 'licence' | 'lfs'>;

/** Bytes by object id, of files that the clone has. */
type Sizes = ReadonlyMap<string, number>;

/**
 * Reads the licence and counts the files in Git LFS. Fetches the few files needed for this, and ignores those that are
 * too large. Returns failures as values.
 */
export async function readFileDetails(
  { entries }: TreeListing,
  clone: BareClone,
): Promise<GitOutcome<FileDetails>> {
  const files = entries.filter(({ kind }) => kind === 'file');
  const licenceFile = files.find(({ path: name }) => isLicenceFile(name));
  const attributes = files.filter(({ path: name }) => /(?:^|\/)\.gitattributes$/.test(name));
  const read = attributes.slice(0, MAX_ATTRIBUTE_FILES);
  const fetched = await fetchFiles([...(licenceFile ? [licenceFile] : []), ...read], clone);
  if (fetched.kind === 'cancelled') return fetched;
  const sizes: Sizes = fetched.kind === 'done' ? fetched.value : new Map();
  const id = licenceFile && (await licenceId(licenceFile, sizes, clone.local));
  const licence = id ?? licenceFile?.path;
  const lfs = await lfsFiles(files, attributes.length > 0, totalSize(read, sizes), clone);
  if (lfs.kind === 'cancelled') return lfs;
  return {
    kind: 'done',
    value: { ...(licence !== undefined && { licence }), ...(lfs.kind === 'done' && { lfs: lfs.value }) },
  };
}

async function licenceId({ oid }: TreeEntry, sizes: Sizes, local: Git): Promise<string | undefined> {
  if ((sizes.get(oid) ?? Infinity) > MAX_TEXT_BYTES) return undefined;
  const text = await local(['cat-file', 'blob', oid]);
  return text.kind === 'ended' && text.code === 0 ? licenceOf(text.stdout) : undefined;
}

/** Total in bytes; `Infinity` if a file is missing. */
function totalSize(files: readonly TreeEntry[], sizes: Sizes): number {
  return files.reduce((sum, { oid }) => sum + (sizes.get(oid) ?? Infinity), 0);
}

/**
 * No file is checked out, so git reads the attributes from the index.
 * @param attributeBytes size of the attribute files
 */
async function lfsFiles(
  files: readonly TreeEntry[],
  hasAttributes: boolean,
  attributeBytes: number,
  clone: BareClone,
): Promise<GitOutcome<NonNullable<Inspection['lfs']>>> {
  const { access, local } = clone;
  if (!hasAttributes) return { kind: 'done', value: { files: 0, bytes: 0, counted: 0 } };
  // Git compares each path with each line.
  if (attributeBytes > MAX_TEXT_BYTES) return failedOutcome('unknown', 'attributes are too large');
  const indexed = await runForOutput(local, access, ['read-tree', 'HEAD']);
  if (indexed.kind !== 'done') return indexed;
  const listed = await runForOutput(local, access, ['ls-files', '-z', ':(top,attr:filter=lfs)']);
  if (listed.kind !== 'done') return listed;
  const byPath = new Map(files.map((file) => [file.path, file]));
  const found = listed.value.split('\0').flatMap((name) => byPath.get(name) ?? []);
  const some = found.slice(0, MAX_POINTERS);
  const fetched = await fetchFiles(some, clone);
  if (fetched.kind !== 'done') return fetched;
  if (some.some(({ oid }) => !fetched.value.has(oid))) return failedOutcome('unknown', 'files are missing');
  const small = some.map(({ oid }) => oid).filter((oid) => isPointerSize(fetched.value.get(oid)));
  const shown = await showFiles(small, clone);
  if (shown.kind !== 'done') return shown;
  // Git concatenates the files. Some may not be pointers.
  const pointers = (shown.value.match(POINTER) ?? []).flatMap((pointer) => parseLfsPointer(pointer) ?? []);
  return {
    kind: 'done',
    value: { files: found.length, bytes: totalOf(pointers).bytes, counted: some.length },
  };
}

function isPointerSize(bytes: number | undefined): boolean {
  return bytes !== undefined && bytes <= MAX_POINTER_BYTES;
}

async function showFiles(oids: readonly string[], { local, access }: BareClone): Promise<GitOutcome<string>> {
  // Without ids, git shows the newest commit.
  if (oids.length === 0) return { kind: 'done', value: '' };
  return runForOutput(local, access, ['show', '--no-textconv', ...oids]);
}

/**
 * Fetches missing files by their object ids. Hosts send no sizes in advance, so the fetch ends at `MAX_FETCH_BYTES`.
 * @returns the sizes of the files that the clone has then
 */
async function fetchFiles(files: readonly TreeEntry[], clone: BareClone): Promise<GitOutcome<Sizes>> {
  const { folder, access, options, effects, local, isFiltered } = clone;
  if (!isFiltered) {
    return {
      kind: 'done',
      value: new Map(files.map(({ oid, size = Infinity }) => [oid, size])),
    };
  }
  const wanted = [...new Set(files.map(({ oid }) => oid))];
  if (wanted.length === 0) return { kind: 'done', value: new Map() };
  if (!isAtLeast(effects.version, OLDEST_FOR_FILES)) return failedOutcome('gitTooOld');
  const packs = path.join(folder, '.git', 'objects', 'pack');
  const fetched = await withinGrowth(packs, MAX_FETCH_BYTES, (limit) => {
    const signal = effects.signal ? AbortSignal.any([effects.signal, limit]) : limit;
    return runForOutput(gitRunner(path.dirname(folder), access, { ...effects, signal }), access, [
      ...options,
      // With negotiation, the host assumes that the clone has the commit's files.
      ...['-c', 'fetch.negotiationAlgorithm=noop'],
      // Git inflates larger files in pieces, not in memory.
      ...['-c', 'core.bigFileThreshold=1m', 'fetch', '--no-tags', '--no-write-fetch-head'],
      ...['--no-recurse-submodules', '--filter=blob:none', 'origin', ...wanted],
    ]);
  });
  if (fetched === undefined) {
    effects.log.warn(`inspection: files that are to be read exceed ${MAX_FETCH_BYTES} bytes`);
    return { kind: 'done', value: new Map() };
  }
  if (fetched.kind !== 'done') return fetched;
  const checked = await runForOutput(local, access, [
    ...['cat-file', '--batch-all-objects', '--unordered', '--batch-check=%(objectname) %(objectsize)'],
  ]);
  if (checked.kind !== 'done') return checked;
  const isWanted = new Set(wanted);
  const lines = checked.value.split('\n').map((line) => line.split(' '));
  return {
    kind: 'done',
    value: new Map(
      lines.flatMap(([oid = '', size]) => (isWanted.has(oid) ? [[oid, Number(size)] as const] : [])),
    ),
  };
}
