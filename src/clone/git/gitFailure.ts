import { homedir } from 'node:os';
import { reasonOfMessages } from './matchMessage';

/** Why work on a clone that exists failed. */
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
  | 'linkInTheWay';

/** Why a clone did not come about; each has its own sentences in explain.ts. */
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

/** A failure and what git said about it: one line, without secrets and without paths of this machine. */
export interface CloneFailure {
  readonly reason: FailureReason;
  readonly detail?: string;
}

/** How git ended. */
export interface GitEnd {
  readonly code: number | null;
  readonly stderr: string;
}

/** Only the end of what git said is read: its last words say why. */
const TAIL = 8000;

/** What an unsuccessful end of git means. */
export function failureOf(end: GitEnd): CloneFailure {
  const said = end.stderr.slice(-TAIL);
  const reason = reasonOfMessages(said) ?? 'unknown';
  const detail = lastWords(said);
  return detail === undefined ? { reason } : { reason, detail };
}

/** Reasons that may be gone at the next try. */
const PASSING: ReadonlySet<FailureReason> = new Set([
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

/** True when trying again, with nothing changed here, may help. */
export function mayPass(failure: CloneFailure): boolean {
  return PASSING.has(failure.reason);
}

/** True when the way to the network, not the repository or this machine, is at fault. */
export function isNetwork(failure: CloneFailure): boolean {
  return ['stalled', 'hostNotFound', 'unreachable', 'proxyRefused', 'connectionLost'].includes(
    failure.reason,
  );
}

/** Git's last `fatal:` or `error:` line, or its last line of all. */
function lastWords(said: string): string | undefined {
  const lines = said.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const telling = lines.findLast((line) => /^(?:fatal|error):/.test(line)) ?? lines.at(-1);
  return telling === undefined ? undefined : withoutPaths(telling).slice(0, 300);
}

/** Text without user names and passwords in addresses, access tokens, and quoted folders of this machine. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/:\/\/[^\s/@]{1,500}@/g, '://')
    .replace(/\b(?:gh[opsur]_|github_pat_|glpat-|hf_)[A-Za-z0-9_-]{8,500}/g, '…')
    .replace(/(Authorization:\s*\w{1,20}\s+)\S{1,2000}/gi, '$1…')
    .replace(/'(?:\/|[A-Za-z]:[\\/])[^']{0,500}[\\/]([^'\\/]{1,300})'/g, "'$1'");
}

/** Text without secrets, and with only the last name of each path. For messages and reports, which others may see. */
export function withoutPaths(text: string): string {
  const home = homedir();
  return withoutSecrets(home.length > 1 ? text.replaceAll(home, '~') : text).replace(BARE_PATH, '$1');
}

/** A path without quotes, up to the name at its end. What comes before it keeps addresses out. */
const BARE_PATH =
  /(?<=^|[\s("=])(?:[A-Za-z]:[\\/]|[\\/]{1,2}|~[\\/])(?:[^\s\\/:'"]{1,200}[\\/]){1,40}([^\s\\/:'"]{1,200})/g;
