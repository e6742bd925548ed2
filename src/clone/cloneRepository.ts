import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { cloneUrl, repositoryKey } from '../core/links/repository';
import { withoutSecrets, type FailureReason } from './git/gitFailure';
import { missingLfsFiles } from './git/cloneOperations';
import { fillStaging } from './staging/cloneIntoStaging';
import { nameProblem } from './staging/folderName';
import { gitRunner, type GitEffects } from './git/gitRunner';
import { outerRepository } from './staging/targetFolder';
import { existingFolder, folderToOpen, isTaken, moveIntoPlace } from './staging/targetFolder';
import { cameLater, makeStaging, sweepStaging, type Staging } from './staging/staging';
import type { CloneRequest, CloneOutcome } from './cloneTypes';

/**
 * Clones one repository into a hidden folder beside its place, checks that it has a commit, and moves it there. Nothing
 * that existed is touched; expected failures are values.
 */
export async function cloneRepository(request: CloneRequest, effects: GitEffects): Promise<CloneOutcome> {
  const url = cloneUrl(request.repository);
  if (url === undefined || nameProblem(request.name) !== undefined) return failed('badAddress');
  const parent = await existingFolder(request.parent);
  if (parent === undefined) return failed('parentMissing');
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
    if (await cameLater(parent, staging)) return { kind: 'busy' };
    const end = await fillStaging(staging.clone, url, request, effects);
    if (end.kind === 'failed') return (await isFull(parent)) ? failed('diskFull', end.failure.detail) : end;
    if (end.kind === 'cancelled') return end;
    const { account } = request;
    const left = await missingLfsFiles({ folder: staging.clone, account }, effects);
    if (effects.signal?.aborted === true) return { kind: 'cancelled' };
    if (!(await moveIntoPlace(staging.clone, target))) return { kind: 'taken', folder: target };
    const around = await outerRepository(target, gitRunner(parent, request, effects));
    return {
      kind: 'cloned',
      folder: target,
      opens: await folderToOpen(target, end.folder),
      history: request.history,
      left: left.kind === 'done' ? left.value : { files: 0, bytes: 0 },
      ...(end.missingRef === undefined ? {} : { missingRef: end.missingRef }),
      ...(around === undefined ? {} : { around }),
    };
  } catch (error) {
    effects.log.error(`clone: ${String(error)}`);
    return failed(writingFailure(error), String(error));
  } finally {
    await staging.remove();
  }
}

/** Less room than this is none, in bytes. */
const NO_ROOM = 1_000_000;

/** Whether a folder's disk is full. Of a file that it could not write whole, git does not say why. */
async function isFull(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize < NO_ROOM;
  } catch {
    return false;
  }
}

function failed(reason: FailureReason, detail?: string): CloneOutcome {
  return {
    kind: 'failed',
    failure: detail === undefined ? { reason } : { reason, detail: withoutSecrets(detail) },
  };
}

/** What an error of the file system means for a folder that we write to. */
function writingFailure(error: unknown): FailureReason {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'diskFull';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'parentNotWritable';
    case 'ENAMETOOLONG':
      return 'longPath';
    case 'ENOENT':
      return 'parentMissing';
    case undefined:
    default:
      return 'unknown';
  }
}
