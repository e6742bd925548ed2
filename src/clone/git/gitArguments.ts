export type History = 'shallow' | 'full';

/** None, or the user's credential helpers and VS Code's askpass. */
export type Credentials = 'anonymous' | 'own';

/** Git aborts a transfer that stays below `bytes` per second for `seconds`. */
export interface LowSpeed {
  readonly bytes: number;
  readonly seconds: number;
}

export interface ClonePlan {
  /** Built from a validated owner and name. */
  readonly url: string;
  /** Absolute path that does not exist yet. */
  readonly into: string;
  readonly history: History;
  readonly account: Credentials;
  readonly lowSpeed: LowSpeed;
  readonly platform: NodeJS.Platform;
  /** Branch, tag or full commit id that `isSafeRef` accepts. */
  readonly ref?: string;
}

export const LOW_SPEED: LowSpeed = { bytes: 1000, seconds: 30 };

/** Returns `-c` options for every git run, which the clone does not save. */
export function safetyConfig(account: Credentials, lowSpeed: LowSpeed): readonly string[] {
  return options([
    ['core.hooksPath', '/dev/null'],
    // A file system monitor would start a daemon that outlives the clone.
    ['core.fsmonitor', 'false'],
    ['submodule.recurse', 'false'],
    ['fetch.recurseSubmodules', 'false'],
    // Keeps LFS pointers, so that a clone needs neither git-lfs nor its server.
    ['filter.lfs.smudge', ''],
    ['filter.lfs.process', ''],
    ['filter.lfs.required', 'false'],
    ['advice.detachedHead', 'false'],
    // `fetch` would start garbage collection in the background.
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    ['color.ui', 'false'],
    ['color.remote', 'false'],
    ['http.lowSpeedLimit', `${lowSpeed.bytes}`],
    ['http.lowSpeedTime', `${lowSpeed.seconds}`],
    ...(account === 'anonymous' ? ANONYMOUS_CONFIG : []),
  ]);
}

/**
 * Disables credentials. An empty helper removes the helpers before it; an empty `askPass` disables prompts. `emptyAuth`
 * would offer a Kerberos or Windows login to a server that requests one.
 */
const ANONYMOUS_CONFIG: readonly (readonly [string, string])[] = [
  ['credential.helper', ''],
  ['credential.interactive', 'false'],
  ['core.askPass', ''],
  ['http.emptyAuth', 'false'],
  ['http.proactiveAuth', 'none'],
];

/** Returns the arguments of `git` for a clone. The URL and the target follow `--`. */
export function cloneArguments(plan: ClonePlan): readonly string[] {
  const commit = plan.ref !== undefined && isCommitId(plan.ref);
  return [
    ...safetyConfig(plan.account, plan.lowSpeed),
    'clone',
    // After `clone`, so that the clone saves the setting for later checkouts.
    ...(plan.platform === 'win32' ? options([['core.longpaths', 'true']]) : []),
    '--progress',
    '--origin=origin',
    '--no-recurse-submodules',
    ...(plan.history === 'shallow' ? ['--depth=1', '--single-branch', '--no-tags'] : []),
    // `clone` accepts no commit id. The commit is fetched afterwards.
    ...(commit ? ['--no-checkout'] : []),
    ...(plan.ref !== undefined && !commit ? [`--branch=${plan.ref}`] : []),
    '--',
    plan.url,
    plan.into,
  ];
}

/** True for a full commit id, SHA-1 or SHA-256. */
export function isCommitId(ref: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(ref);
}

/** Returns the ref of a link for `git clone --branch`, which accepts no commit. Excludes `HEAD`, the default branch. */
export function branchOfLink(ref: string | undefined): string | undefined {
  return ref !== undefined && ref !== 'HEAD' && isSafeRef(ref) && !isCommitId(ref) ? ref : undefined;
}

/** Whether git cannot read a name as an option, range or revision expression. */
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
