export type History = 'shallow' | 'full';

/** Credentials that git may use: none, or the user's credential helpers and VS Code's askpass. */
export type Credentials = 'anonymous' | 'own';

/** Low-speed limit: git aborts a transfer that stays below `bytes` per second for `seconds`. */
export interface LowSpeed {
  readonly bytes: number;
  readonly seconds: number;
}

export interface ClonePlan {
  /** URL built from a validated owner and name. */
  readonly url: string;
  /** Absolute path of a folder that does not exist yet. */
  readonly into: string;
  readonly history: History;
  readonly account: Credentials;
  readonly lowSpeed: LowSpeed;
  readonly platform: NodeJS.Platform;
  /** Branch, tag or full commit id, accepted by `isSafeRef`. */
  readonly ref?: string;
}

export const LOW_SPEED: LowSpeed = { bytes: 1000, seconds: 30 };

/**
 * Returns `-c` options for every git run. They are on the command line so that the clone does not keep them.
 */
export function safetyConfig(account: Credentials, lowSpeed: LowSpeed): readonly string[] {
  return options([
    // Disables hooks of the clone and of templates.
    ['core.hooksPath', '/dev/null'],
    // A file system monitor would start a daemon in the staging folder that outlives the clone.
    ['core.fsmonitor', 'false'],
    ['submodule.recurse', 'false'],
    ['fetch.recurseSubmodules', 'false'],
    // Keeps LFS pointers. git-lfs is not started, so the clone works without git-lfs or its server.
    ['filter.lfs.smudge', ''],
    ['filter.lfs.process', ''],
    ['filter.lfs.required', 'false'],
    ['advice.detachedHead', 'false'],
    // `fetch` would otherwise start garbage collection in the background.
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    // Colour codes would disturb parsing of the messages.
    ['color.ui', 'false'],
    ['color.remote', 'false'],
    ['http.lowSpeedLimit', `${lowSpeed.bytes}`],
    ['http.lowSpeedTime', `${lowSpeed.seconds}`],
    ...(account === 'anonymous' ? ANONYMOUS_CONFIG : []),
  ]);
}

/**
 * Disables credentials. An empty helper removes all helpers configured before it, and an empty `askPass`
 * disables password prompts. With `emptyAuth` on, git would offer a Kerberos or Windows login to a server
 * that requests one.
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
    // Placed after `clone` so that the clone keeps the setting: later checkouts have the same long paths.
    ...(plan.platform === 'win32' ? options([['core.longpaths', 'true']]) : []),
    '--progress',
    '--origin=origin',
    '--no-recurse-submodules',
    ...(plan.history === 'shallow' ? ['--depth=1', '--single-branch', '--no-tags'] : []),
    // `clone` accepts no commit id. The commit is fetched and checked out afterwards.
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

/**
 * Returns the branch or tag in a link that `git clone --branch` can take: no commit, which it does not accept, and not `HEAD`,
 * which is the default branch.
 */
export function branchOfLink(ref: string | undefined): string | undefined {
  return ref !== undefined && ref !== 'HEAD' && isSafeRef(ref) && !isCommitId(ref) ? ref : undefined;
}

/** True for a branch, tag or commit name that git cannot read as an option, range or revision expression. */
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
