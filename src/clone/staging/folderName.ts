import path from 'node:path';
import type { Repository } from '../../core/paper/paper';

/** In characters. Every file system allows 255 bytes. */
const MAX_NAME_LENGTH = 100;

const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

export type NameProblem =
  | 'empty'
  | 'characters'
  | 'hidden'
  | 'device'
  | 'option'
  | 'ending'
  | 'long'
  | 'special';

/** Returns why a name is not a valid folder name on every system. */
export function nameProblem(name: string): NameProblem | undefined {
  if (name.trim() === '') return 'empty';
  if (/[<>:"/\\|?*\u0000-\u001f\u007f]/.test(name)) return 'characters';
  // Tools run or apply the content of `.git`, `.vscode` and `.devcontainer`.
  if (name.startsWith('.')) return 'hidden';
  if (/^git~\d/i.test(name)) return 'hidden';
  if (name.startsWith('-')) return 'option';
  if (DEVICE.test(name)) return 'device';
  if (/[. ]$/.test(name) || name.startsWith(' ')) return 'ending';
  if (name.toLowerCase() === 'node_modules') return 'special';
  if (Buffer.byteLength(name) > 200) return 'long';
  return undefined;
}

/** Returns the repository's name, or owner and name if the former is not valid. */
export function folderName(repository: Repository): string {
  const plain = cut(repository.name);
  if (nameProblem(plain) === undefined) return plain;
  const safe = cut(`${repository.owner}-${repository.name}`.replace(/[^A-Za-z0-9._-]+/g, '-'));
  const joined = safe.replace(/-[.-]+/g, '-').replace(/^[.-]+|(?<![.-])[.-]+$/g, '');
  return nameProblem(joined) === undefined ? joined : `repository-${joined}`.replace(/(?<!-)-+$/, '');
}

/** Returns the first of `name-2`, `name-3` … that is not taken. */
export async function freeName(name: string, taken: (name: string) => Promise<boolean>): Promise<string> {
  for (let number = 2; ; number++) {
    const candidate = `${name}-${number}`;
    if (!(await taken(candidate))) return candidate;
  }
}

function cut(name: string): string {
  return name.slice(0, MAX_NAME_LENGTH).replace(/(?<![. ])[. ]+$/, '');
}

/** Expands `~`. Returns `undefined` if the result is not an absolute path. */
export function expandFolder(setting: string, home: string): string | undefined {
  const expanded = setting.trim().replace(/^~(?=$|[\\/])/, home);
  return path.isAbsolute(expanded) ? path.normalize(expanded) : undefined;
}
