import path from 'node:path';
import { guards, LOW_SPEED } from './git/gitArguments';
import type { Git } from './git/gitRunner';
import { enclosingWorkTree } from './staging/targetFolder';

/**
 * The work tree around a clone that will list the clone among its changes; undefined when there is none, or when it
 * ignores the place.
 * @param target absolute path of the clone
 */
export async function outerRepository(target: string, git: Git): Promise<string | undefined> {
  const around = await enclosingWorkTree(path.dirname(target));
  if (around === undefined) return undefined;
  const asked = [...guards('anonymous', LOW_SPEED), '-C', around, 'check-ignore', '--quiet', '--', target];
  const ignored = await git(asked);
  return ignored.kind === 'ended' && ignored.code === 0 ? undefined : around;
}
