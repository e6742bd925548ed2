import path from 'node:path';
import { contentsOf } from '../core/code/contents';
import { parseTreeListing } from '../core/code/treeListing';
import { cloneUrl, repositoryKey } from '../core/links/repository';
import { redactPaths, type FailureReason } from './git/gitFailure';
import { NEWEST_COMMIT, readCommit } from './git/datedCommit';
import { countPointers } from './git/lfsFiles';
import { cloneIntoStaging, settingsForClone } from './staging/cloneIntoStaging';
import { nameProblem } from './staging/folderName';
import { safetyConfig, LOW_SPEED } from './git/gitArguments';
import { localGitRunner, type Git, type GitContext } from './git/gitRunner';
import {
  enclosingRepository,
  existingFolder,
  folderIdentity,
  folderToOpen,
  isTaken,
  moveIntoPlace,
} from './staging/targetFolder';
import { yieldsToOther } from './staging/concurrentClone';
import { makeStaging, type Staging } from './staging/staging';
import { sweepStaging } from './staging/abandonedClones';
import { failureOfMachine, writingFailure } from './machineFailure';
import type { CloneRequest, CloneOutcome } from './cloneTypes';

/**
 * Clones into a hidden staging folder next to the target, checks that there is a commit, and moves the clone into
 * place. Changes no existing file. Returns expected failures as values.
 */
export async function cloneRepository(request: CloneRequest, effects: GitContext): Promise<CloneOutcome> {
  const url = cloneUrl(request.repository);
  if (url === undefined || nameProblem(request.name) !== undefined) return failed('badAddress');
  const parent = await existingFolder(request.parent);
  if (parent === undefined) return failed('parentMissing');
  const identity = await folderIdentity(parent);
  const isGone = async (): Promise<boolean> => (await folderIdentity(parent)) !== identity;
  const target = path.join(parent, request.name);
  if (await isTaken(target)) return { kind: 'taken', folder: target };
  await sweepStaging(parent);
  let staging: Staging;
  try {
    staging = await makeStaging(parent, repositoryKey(request.repository), (folder) =>
      effects.watch?.writesTo(folder),
    );
  } catch (error) {
    return failed(writingFailure(error), String(error));
  }
  try {
    if (await yieldsToOther(parent, staging)) return { kind: 'busy' };
    const settings = await settingsForClone(staging.folder, effects);
    const end =
      settings.kind === 'done'
        ? await cloneIntoStaging(staging.clone, url, request, { ...effects, settings: settings.value })
        : settings;
    if (end.kind === 'failed')
      return { kind: 'failed', failure: await failureOfMachine(end.failure, parent, isGone) };
    if (end.kind === 'cancelled') return end;
    const local = localGitRunner(staging.clone, effects, {
      GIT_DIR: path.join(staging.clone, '.git'),
      GIT_WORK_TREE: staging.clone,
    });
    // The safety options keep the user's file system monitor from starting a daemon in the staging folder.
    const inClone: Git = (args) => local([...safetyConfig(request.account, LOW_SPEED), ...args]);
    const left = await countPointers(inClone, { ...request, folder: staging.clone }, effects.signal);
    const newest = await inClone([...NEWEST_COMMIT, 'HEAD']);
    const commit = newest.kind === 'ended' ? readCommit(newest.stdout) : undefined;
    const tree = await inClone(['ls-tree', '-r', '-z', 'HEAD']);
    const isReadme = tree.kind === 'ended' && contentsOf(parseTreeListing(tree.stdout)).kind === 'readme';
    if (effects.signal?.aborted === true) return { kind: 'cancelled' };
    const moved = await moveIntoPlace(staging.clone, target);
    const folder = await asWritten(request, target);
    if (!moved) return { kind: 'taken', folder };
    const outer = await enclosingRepository(target, localGitRunner(parent, effects));
    return {
      kind: 'cloned',
      folder,
      opens: await folderToOpen(folder, end.folder),
      ...(commit === undefined ? {} : { commit }),
      history: request.history,
      ...(isReadme && { isReadme }),
      left: left.kind === 'done' ? left.value : { files: 0, bytes: 0 },
      ...(end.missingRef === undefined ? {} : { missingRef: end.missingRef }),
      ...(outer === undefined ? {} : { enclosingRepository: outer }),
    };
  } catch (error) {
    effects.log.error(`clone: ${String(error)}`);
    if (await isGone()) return failed('parentMissing');
    return failed(writingFailure(error), String(error));
  } finally {
    await staging.remove();
  }
}

/**
 * Returns the path of the target below the folder as the user or the workspace names it. VS Code does not resolve links
 * when it compares paths, for example for trust.
 */
async function asWritten({ parent, name }: CloneRequest, target: string): Promise<string> {
  const written = path.join(parent, name);
  return (await existingFolder(written)) === target ? written : target;
}

function failed(reason: FailureReason, detail?: string): CloneOutcome {
  return {
    kind: 'failed',
    failure: detail === undefined ? { reason } : { reason, detail: redactPaths(detail) },
  };
}
