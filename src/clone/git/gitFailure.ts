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

/** First match wins: the particular before the general. Worded after git 2.17 to 2.51 and curl's errors in English. */
const SIGNS: readonly (readonly [sign: RegExp, reason: FailureReason])[] = [
  [/xcode-select|invalid active developer path|Xcode license/, 'gitBroken'],
  [/detected dubious ownership/, 'notOwned'],
  [/bad config (?:line|file|variable|value)|bad (?:numeric|boolean) config value/, 'badConfig'],
  [/not a git repository/, 'notAClone'],
  [/Unable to create '.{1,500}\.lock': File exists/, 'locked'],
  [/No space left on device|Disk quota exceeded|not enough space on the disk|ENOSPC/i, 'diskFull'],
  [
    /Failed to fetch some objects|exceeded its LFS budget|This repository is over its data quota|lfs.{0,200}(?:rate limit|Object does not exist)/i,
    'lfsRefused',
  ],
  [/File ?name too long/i, 'longPath'],
  [/error: invalid path '/, 'impossiblePath'],
  [/Remote branch .{1,300} not found in upstream|couldn't find remote ref|not our ref/i, 'refMissing'],
  [
    /Received HTTP code \d+ from proxy|Proxy CONNECT aborted|CONNECT tunnel failed|resolve proxy|HTTP 407/i,
    'proxyRefused',
  ],
  [/returned error: 429|HTTP 429|Too Many Requests/i, 'rateLimited'],
  [/returned error: 5\d\d|HTTP 5\d\d/i, 'serverTrouble'],
  [
    /could not read (?:Username|Password)|terminal prompts disabled|Interactivity has been disabled/i,
    'needsAccount',
  ],
  [
    /returned error: 40[134]|HTTP 40[134]|Authentication failed|Repository not found|repository .{1,300} not found/i,
    'needsAccount',
  ],
  [/Operation too slow|Operation timed out|Connection timed out|timed? ?out/i, 'stalled'],
  [/Could(?: not|n't) resolve host|getaddrinfo|Name or service not known/i, 'hostNotFound'],
  [/SSL certificate|certificate verif|CAfile|unable to get local issuer|SEC_E_|CERT_/i, 'certificate'],
  [
    /transport '.{1,40}' not allowed|protocol '.{1,40}' is not supported|Protocol .{1,60} (?:not supported|disabled)/i,
    'protocolRefused',
  ],
  [
    /unable to update url base from redirection|redirects? followed|Maximum .{0,20}redirects/i,
    'redirectRefused',
  ],
  [
    /Failed to connect|Connection refused|Could(?: not|n't) connect|Network is unreachable|No route to host/i,
    'unreachable',
  ],
  [
    /is this a git repository|expected .{0,40}service|bad line length|protocol error|invalid server response|not valid:/i,
    'notARepository',
  ],
  [/out of memory|Cannot allocate memory|malloc failed/i, 'outOfMemory'],
  [
    /early EOF|hung up unexpectedly|unexpected disconnect|RPC failed|Recv failure|Connection reset|Empty reply|transfer closed|invalid index-pack|index-pack failed|TLS connection was non-properly terminated|SSL_ERROR_SYSCALL|gnutls_handshake|unexpected eof|OpenSSL SSL_/i,
    'connectionLost',
  ],
  [/Permission denied|Read-only file system|Access is denied|Operation not permitted/i, 'permission'],
];

/** What an unsuccessful end of git means. */
export function failureOf(end: GitEnd): CloneFailure {
  const said = end.stderr.slice(-TAIL);
  const reason = SIGNS.find(([sign]) => sign.test(said))?.[1] ?? 'unknown';
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
  return telling === undefined ? undefined : withoutSecrets(telling).slice(0, 300);
}

/** Text without user names and passwords in addresses, access tokens, and folders of this machine. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/:\/\/[^\s/@]{1,500}@/g, '://')
    .replace(/\b(?:gh[opsur]_|github_pat_|glpat-|hf_)[A-Za-z0-9_-]{8,500}/g, '…')
    .replace(/(Authorization:\s*\w{1,20}\s+)\S{1,2000}/gi, '$1…')
    .replace(/'(?:\/|[A-Za-z]:[\\/])[^']{0,500}[\\/]([^'\\/]{1,300})'/g, "'$1'");
}
