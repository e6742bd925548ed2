/** How much of a repository's past is fetched. */
export type History = 'shallow' | 'full';

/** Whose name git speaks in: nobody's, or the user's own with their helpers and VS Code's sign-in. */
export type Account = 'anonymous' | 'own';

/** The slowest transfer that is still waited for: below `bytes` per second for `seconds`, git gives up. */
export interface LowSpeed {
  readonly bytes: number;
  readonly seconds: number;
}

/** What one `git clone` does. */
export interface ClonePlan {
  /** Address that was rebuilt from a strict owner and name. */
  readonly url: string;
  /** Absolute path of a folder that does not exist yet. */
  readonly into: string;
  readonly history: History;
  readonly account: Account;
  readonly lowSpeed: LowSpeed;
  readonly platform: NodeJS.Platform;
  /** Branch, tag or whole commit id; `isSafeRef` has accepted it. */
  readonly ref?: string;
}

/** How long a stalled transfer is waited for when nothing else is said. */
export const LOW_SPEED: LowSpeed = { bytes: 1000, seconds: 30 };

/** Configuration of every run of git, on its command line only, so that none of it is kept in the clone. */
export function guards(account: Account, lowSpeed: LowSpeed): readonly string[] {
  return options([
    // No hook of a template or of the clone runs.
    ['core.hooksPath', '/dev/null'],
    // A user's file system monitor would start a daemon inside the staging folder and outlive the clone.
    ['core.fsmonitor', 'false'],
    ['submodule.recurse', 'false'],
    ['fetch.recurseSubmodules', 'false'],
    // LFS pointers stay pointers: git-lfs is not even started, so it may be missing and its server may be down.
    ['filter.lfs.smudge', ''],
    ['filter.lfs.process', ''],
    ['filter.lfs.required', 'false'],
    ['advice.detachedHead', 'false'],
    // `fetch` would leave a clean-up running in the background.
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    // Colours would get into the messages that are read here.
    ['color.ui', 'false'],
    ['color.remote', 'false'],
    ['http.lowSpeedLimit', `${lowSpeed.bytes}`],
    ['http.lowSpeedTime', `${lowSpeed.seconds}`],
    ...(account === 'anonymous' ? NOBODY : []),
  ]);
}

/**
 * An empty helper removes all helpers that were named before it, and no program is asked for a password. Without
 * `emptyAuth`, git would offer a Kerberos or Windows login to a server that asks for one.
 */
const NOBODY: readonly (readonly [string, string])[] = [
  ['credential.helper', ''],
  ['credential.interactive', 'false'],
  ['core.askPass', ''],
  ['http.emptyAuth', 'false'],
  ['http.proactiveAuth', 'none'],
];

/** Arguments of `git` for a clone; the address comes last but one, after `--`. */
export function cloneArguments(plan: ClonePlan): readonly string[] {
  const commit = plan.ref !== undefined && isCommitId(plan.ref);
  return [
    ...guards(plan.account, plan.lowSpeed),
    'clone',
    // After `clone`, so that it stays with the clone: later checkouts meet the same long paths.
    ...(plan.platform === 'win32' ? options([['core.longpaths', 'true']]) : []),
    '--progress',
    '--origin=origin',
    '--no-recurse-submodules',
    ...(plan.history === 'shallow' ? ['--depth=1', '--single-branch', '--no-tags'] : []),
    // A commit can't be given to `clone`: it is fetched and checked out afterwards.
    ...(commit ? ['--no-checkout'] : []),
    ...(plan.ref !== undefined && !commit ? [`--branch=${plan.ref}`] : []),
    '--',
    plan.url,
    plan.into,
  ];
}

/** True for a whole commit id, SHA-1 or SHA-256. */
export function isCommitId(ref: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(ref);
}

/** True for a branch, tag or commit name that can't be taken for an option, a range or a revision expression. */
export function isSafeRef(ref: string): boolean {
  return (
    ref.length <= 200 &&
    /^[A-Za-z0-9_][A-Za-z0-9_.+/@#=-]*$/.test(ref) &&
    !/\.\.|\/\/|\/\.|@\{|\.lock(?:\/|$)|[./]$/.test(ref)
  );
}

function options(pairs: readonly (readonly [string, string])[]): string[] {
  return pairs.flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}
