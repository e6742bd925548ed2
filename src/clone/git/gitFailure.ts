import { homedir } from 'node:os';
import { reasonOfMessages } from './failureReason';

export type ExistingCloneReason =
  | 'folderMissing'
  | 'cloneMissing'
  | 'notAClone'
  | 'remoteMissing'
  | 'ownSettings'
  | 'notOwned'
  | 'locked'
  | 'unfinishedOperation'
  | 'localChanges'
  | 'hiddenChanges'
  | 'wouldOverwrite'
  | 'laterThanDay'
  | 'lfsElsewhere'
  | 'lfsAddress'
  | 'linkInTheWay';

export type FailureReason =
  | ExistingCloneReason
  | 'gitMissing'
  | 'gitBroken'
  | 'gitTooOld'
  | 'parentMissing'
  | 'parentNotWritable'
  | 'badConfig'
  | 'damaged'
  | 'keyRefused'
  | 'proxySetting'
  | 'badAddress'
  | 'needsAccount'
  | 'wrongAccount'
  | 'rateLimited'
  | 'serverTrouble'
  | 'stalled'
  | 'hostNotFound'
  | 'unreachable'
  | 'proxyRefused'
  | 'certificate'
  | 'connectionLost'
  | 'notARepository'
  | 'redirectRefused'
  | 'protocolRefused'
  | 'emptyRepository'
  | 'headMissing'
  | 'refMissing'
  | 'diskFull'
  | 'longPath'
  | 'impossiblePath'
  | 'permission'
  | 'outOfMemory'
  | 'lfsMissing'
  | 'lfsRefused'
  | 'unknown';

/** `detail` is a line of git's output without secrets and local paths. */
export interface CloneFailure {
  readonly reason: FailureReason;
  readonly detail?: string;
}

export interface GitEnd {
  readonly code: number | null;
  readonly stderr: string;
}

/** From the end of stderr, where git prints the cause. */
const MAX_STDERR_LENGTH = 8000;

/** Returns the failure for a git run that did not succeed. */
export function failureOf(end: GitEnd): CloneFailure {
  const stderr = end.stderr.slice(-MAX_STDERR_LENGTH);
  const reason = reasonOfMessages(stderr) ?? 'unknown';
  const detail = errorLine(stderr);
  return detail === undefined ? { reason } : { reason, detail };
}

const TRANSIENT_REASONS: ReadonlySet<FailureReason> = new Set([
  'rateLimited',
  'serverTrouble',
  'stalled',
  'hostNotFound',
  'unreachable',
  'proxyRefused',
  'connectionLost',
  'notARepository',
  'diskFull',
  'damaged',
  'unknown',
]);

/** Whether a retry without changes may succeed. */
export function isTransient(failure: CloneFailure): boolean {
  return TRANSIENT_REASONS.has(failure.reason);
}

/** Whether the cause is the network, not the repository or this machine. */
export function isNetwork(failure: CloneFailure): boolean {
  return ['stalled', 'hostNotFound', 'unreachable', 'proxyRefused', 'connectionLost'].includes(
    failure.reason,
  );
}

function errorLine(stderr: string): string | undefined {
  const lines = stderr.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const cause = lines.findLast((line) => /^(?:fatal|error):/.test(line)) ?? lines.at(-1);
  return cause === undefined ? undefined : redactPaths(cause).slice(0, 300);
}

/**
 * User and password of a URL, up to the last `@`. Passwords are often unescaped, so they may contain `/`, `?` and `#`.
 * Also removes a path with `@` after a port.
 */
const URL_CREDENTIALS = /:\/\/(?:[^\s/?#@:]{0,200}:\S{1,500}|[^\s/]{1,500})@/g;

/**
 * Message of git or curl about a rejected proxy. An unescaped `/`, `?` or `#` in the password ends the host for them.
 * So they print the user and the start of the password without `@`, maybe with quotation marks and spaces.
 */
const REJECTED_PROXY =
  /\b((?:Unsupported proxy|Invalid proxy URL|Proxy URL|No port number in proxy)[a-z ]{0,40})'(?:.{0,2000}'|.{0,2000})/gi;

/** Removes credentials in URLs, access tokens, and folders of quoted local paths. */
export function redactSecrets(text: string): string {
  return text
    .replace(URL_CREDENTIALS, '://')
    .replace(REJECTED_PROXY, "$1'…'")
    .replace(/\b(?:gh[opsur]_|github_pat_|glpat-|hf_)[A-Za-z0-9_-]{8,500}/g, '…')
    .replace(/(Authorization:\s*\w{1,20}\s+)\S{1,2000}/gi, '$1…')
    .replace(/'(?:\/|[A-Za-z]:[\\/])[^']{0,500}[\\/]([^'\\/]{1,300})'/g, "'$1'");
}

/** Also shortens paths to their last segments, for text that others may see. */
export function redactPaths(text: string): string {
  const home = homedir();
  return redactSecrets(home.length > 1 ? text.replaceAll(home, '~') : text).replace(BARE_PATH, '$1');
}

/** Unquoted, up to its last segment. The lookbehind excludes URLs. */
const BARE_PATH =
  /(?<=^|[\s("=])(?:[A-Za-z]:[\\/]|[\\/]{1,2}|~[\\/])(?:[^\s\\/:'"]{1,200}[\\/]){1,40}([^\s\\/:'"]{1,200})/g;
