import type { Environment } from './git/gitEnvironment';

/** What VS Code's git extension knows. */
export interface VSCodeGit {
  /** Path of the git that it uses. */
  readonly path?: string;
  /** What lets git ask for an account through VS Code. */
  readonly environment: Environment;
}

/** Reads what VS Code's git extension exports; nothing where it is absent, switched off, or of another shape. */
export function readVSCodeGit(exported: unknown): VSCodeGit {
  const getApi = member(exported, 'getAPI');
  // It throws when `git.enabled` is off.
  const git = member(typeof getApi === 'function' ? getApi.call(exported, 1) : undefined, 'git');
  const [path, environment] = [member(git, 'path'), texts(member(git, 'env'))];
  return typeof path === 'string' && path !== '' ? { path, environment } : { environment };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (Reflect.get(value, name) as unknown) : undefined;
}

function texts(value: unknown): Environment {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
