import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { contentsOf, type Inspection } from '../../core/code/contents';
import { parseTreeListing } from '../../core/code/treeListing';
import { cloneUrl, repositoryKey } from '../../core/links/repository';
import type { Repository } from '../../core/paper/paper';
import { NEWEST_COMMIT, readCommit } from '../git/datedCommit';
import { failedOutcome, runForOutput, type GitOutcome } from '../git/existingClone';
import { branchOfLink, LOW_SPEED, safetyConfig } from '../git/gitArguments';
import {
  gitRunner,
  localGitRunner,
  gitFailure,
  type Git,
  type HostAccess,
  type GitContext,
} from '../git/gitRunner';
import { isAtLeast, OLDEST_FOR_DATE } from '../git/gitVersion';
import { headFailure, settingsForClone } from '../staging/cloneIntoStaging';
import { makeStaging, type Staging } from '../staging/staging';
import { sweepStaging } from '../staging/abandonedClones';
import { readFileDetails } from './fileDetails';

export interface InspectRequest extends HostAccess {
  readonly repository: Repository;
  /** Folder around the staging folder. Created if missing. */
  readonly parent: string;
}

/**
 * Fetches the newest commit, its trees, and only the licence, attributes and Git LFS pointers of its files. A host
 * without filter support sends all files. Leaves nothing on disk. Returns expected failures as values.
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

class InspectionRun {
  readonly #into: string;
  readonly #url: string;
  readonly #request: InspectRequest;
  readonly #git: Git;
  readonly #local: Git;
  readonly #effects: GitContext;
  readonly #here: readonly string[];

  constructor(into: string, url: string, request: InspectRequest, effects: GitContext) {
    this.#into = into;
    this.#url = url;
    this.#request = request;
    this.#effects = effects;
    const safety = safetyConfig(request.account, effects.lowSpeed ?? LOW_SPEED);
    // Keeps git from searching parent folders if the clone is broken.
    const here = [...safety, `--git-dir=${path.join(into, '.git')}`, `--work-tree=${into}`];
    const network = gitRunner(path.dirname(into), request, effects);
    const local = localGitRunner(path.dirname(into), effects);
    this.#here = here;
    this.#git = (args) => network([...(args[0] === 'clone' ? safety : here), ...args]);
    this.#local = (args) => local([...here, ...args]);
  }

  async run(): Promise<GitOutcome<Inspection>> {
    const filtered = await this.#clone();
    if (filtered.kind !== 'done') return filtered;
    const sizes = filtered.value ? [] : ['-l'];
    // With `-l`, git would fetch the missing files one by one.
    const listed = await runForOutput(this.#local, this.#request, ['ls-tree', '-r', '-z', ...sizes, 'HEAD']);
    if (listed.kind !== 'done') return listed;
    const listing = parseTreeListing(listed.value);
    const newest = await this.#local([...NEWEST_COMMIT, 'HEAD']);
    const commit = newest.kind === 'ended' ? readCommit(newest.stdout) : undefined;
    const details = await readFileDetails(listing, {
      folder: this.#into,
      access: this.#request,
      options: this.#here,
      local: this.#local,
      effects: this.#effects,
      isFiltered: filtered.value,
    });
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

  /** Returns whether the host supports filters. */
  async #clone(): Promise<GitOutcome<boolean>> {
    const wanted = branchOfLink(this.#request.repository.ref);
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
}
