import { statfs } from 'node:fs/promises';
import { redactPaths, type CloneFailure, type FailureReason } from './git/gitFailure';

/** With fewer free bytes, the disk counts as full. */
const MIN_FREE_BYTES = 1_000_000;

/**
 * A deleted folder or a full disk replaces git's reason, because git's message about a short write does not give the
 * cause.
 * @param isGone whether the parent folder was deleted or replaced since the start
 */
export async function failureOfMachine(
  failure: CloneFailure,
  parent: string,
  isGone: () => Promise<boolean>,
): Promise<CloneFailure> {
  if (await isGone()) return { reason: 'parentMissing' };
  if (!(await isDiskFull(parent))) return failure;
  return failure.detail === undefined
    ? { reason: 'diskFull' }
    : { reason: 'diskFull', detail: redactPaths(failure.detail) };
}

async function isDiskFull(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize < MIN_FREE_BYTES;
  } catch {
    return false;
  }
}

/** Returns the reason for an error of the file system. */
export function writingFailure(error: unknown): FailureReason {
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
