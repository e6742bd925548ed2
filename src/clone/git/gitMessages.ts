import type { FailureReason } from './gitFailure';
import { NETWORK_MESSAGES } from './networkMessages';

/** Program that prints a message. `server` is text that the host sends and git repeats. */
export type MessageSource =
  | 'git'
  | 'curl'
  | 'openssl'
  | 'gnutls'
  | 'schannel'
  | 'securetransport'
  | 'ssh'
  | 'git-lfs'
  | 'loader'
  | 'server';

export type MessageRow = readonly [source: MessageSource, reason: FailureReason, text: string];

/** Messages of hosts. Their reasons never concern this machine or its network. */
const SERVER_MESSAGES: readonly MessageRow[] = [
  ['server', 'needsAccount', 'Repository not found.'],
  ['server', 'needsAccount', 'The project you were looking for could not be found{}'],
  ['server', 'needsAccount', 'Invalid username or password.'],
  ['server', 'needsAccount', 'Invalid username or token.{}'],
  ['server', 'needsAccount', 'Support for password authentication was removed{}'],
  ['server', 'needsAccount', 'Password authentication is not supported{}'],
  ['server', 'needsAccount', 'HTTP Basic: Access denied{}'],
  ['server', 'needsAccount', 'Write access to repository not granted.'],
  ['server', 'needsAccount', 'Permission to {} denied to {}'],
  ['server', 'needsAccount', 'Access denied{}'],
  ['server', 'needsAccount', 'Access to model {} is restricted{}'],
  ['server', 'needsAccount', 'Access to dataset {} is restricted{}'],
  ['server', 'needsAccount', '{} organization has enabled or enforced SAML SSO{}'],
  ['server', 'needsAccount', '{} organization has an IP allow list enabled{}'],
  ['server', 'needsAccount', 'Repository access blocked{}'],
  ['server', 'refMissing', 'upload-pack: not our ref {}'],
  ['server', 'refMissing', 'not our ref {}'],
  ['server', 'refMissing', 'want {} not valid'],
  ['server', 'rateLimited', 'Rate limit exceeded{}'],
  ['server', 'rateLimited', 'Too many requests{}'],
  ['server', 'rateLimited', 'You have exceeded a secondary rate limit{}'],
  ['server', 'rateLimited', 'Your IP address has been {} rate limit{}'],
  ['server', 'serverTrouble', 'Internal Server Error{}'],
  ['server', 'serverTrouble', 'internal server error{}'],
  ['server', 'serverTrouble', 'aborting due to possible repository corruption on the remote side.'],
  ['server', 'serverTrouble', 'upload-pack: {}'],
  ['server', 'serverTrouble', 'git upload-pack: {}'],
  ['server', 'serverTrouble', 'The service is currently unavailable{}'],
];

const LFS_MESSAGES: readonly MessageRow[] = [
  ['git-lfs', 'lfsRefused', 'batch response: This repository exceeded its LFS budget.{}'],
  ['git-lfs', 'lfsRefused', 'batch response: This repository is over its data quota.{}'],
  ['git-lfs', 'rateLimited', 'batch response: Rate limit exceeded{}'],
  ['git-lfs', 'needsAccount', 'batch response: Authentication required{}'],
  ['git-lfs', 'needsAccount', 'batch response: Authorization error: {}'],
  ['git-lfs', 'needsAccount', 'batch response: Bad credentials{}'],
  ['git-lfs', 'needsAccount', 'batch response: Repository or object not found{}'],
  ['git-lfs', 'needsAccount', 'batch response: Git credentials for {} not found{}'],
  ['git-lfs', 'lfsRefused', 'batch response: Access forbidden. Check your access level.'],
  ['git-lfs', 'lfsRefused', 'batch response: {}'],
  ['git-lfs', 'lfsRefused', '[{}] Object does not exist on the server{}'],
  ['git-lfs', 'lfsRefused', 'Object does not exist on the server{}'],
  ['git-lfs', 'lfsRefused', 'Failed to fetch some objects from {}'],
  ['git-lfs', 'lfsRefused', 'LFS: Client error: {}'],
  ['git-lfs', 'lfsRefused', 'LFS: Server error: {}'],
  ['git-lfs', 'lfsRefused', 'LFS: Repository or object not found{}'],
  ['git-lfs', 'lfsRefused', 'Smudge error: {}'],
  ['git-lfs', 'lfsRefused', '{}: smudge filter lfs failed'],
  ['git-lfs', 'lfsRefused', "external filter 'git-lfs filter-process' failed"],
  ['git-lfs', 'lfsMissing', "'lfs' is not a git command{}"],
  ['git-lfs', 'lfsMissing', 'git-lfs filter-process: {} not found'],
  ['git-lfs', 'lfsMissing', 'cannot fork to run external filter {}'],
];

/** Messages of git 2.14 to 2.51. Specific messages come before general ones. */
const GIT_MESSAGES: readonly MessageRow[] = [
  ['loader', 'gitBroken', 'xcrun: error: invalid active developer path {}'],
  ['loader', 'gitBroken', 'xcode-select: {}'],
  ['loader', 'gitBroken', 'You have not agreed to the Xcode license agreements{}'],
  ['loader', 'gitBroken', '{}: error while loading shared libraries: {}'],
  ['loader', 'gitBroken', 'dyld: {}'],
  ['loader', 'gitBroken', 'dyld[{}]: {}'],
  ['git', 'gitBroken', "'remote-https' is not a git command{}"],
  ['git', 'gitBroken', "unable to find remote helper for 'https'"],
  ['git', 'gitBroken', 'unable to find remote helper for https'],
  ['git', 'gitBroken', 'remote helper {} aborted session'],
  ['git', 'gitBroken', 'cannot exec {}'],
  ['git', 'gitBroken', 'cannot fork() for {}'],
  ['git', 'gitTooOld', 'unknown option `{}'],
  ['git', 'gitTooOld', 'unknown switch `{}'],

  ['git', 'diskFull', '{}: No space left on device'],
  ['git', 'diskFull', '{}: Disk quota exceeded'],
  ['git', 'diskFull', '{}: There is not enough space on the disk{}'],
  ['git', 'longPath', '{}: File name too long'],
  ['git', 'longPath', '{}: Filename too long'],
  ['git', 'impossiblePath', 'invalid path {}'],
  ['git', 'outOfMemory', 'Out of memory, {} failed{}'],
  ['git', 'outOfMemory', '{}: Cannot allocate memory'],

  ['git', 'notOwned', 'detected dubious ownership in repository at {}'],
  ['git', 'notOwned', 'unsafe repository ({}'],
  ['git', 'badConfig', 'bad config line {} in file {}'],
  ['git', 'badConfig', 'bad config variable {} in file {} at line {}'],
  ['git', 'badConfig', 'bad numeric config value {}'],
  ['git', 'badConfig', 'bad boolean config value {}'],
  ['git', 'badConfig', 'unable to parse {} from command-line config'],
  ['git', 'badConfig', 'unknown error occurred while reading the configuration files'],
  ['git', 'locked', "Unable to create '{}': File exists.{}"],
  ['git', 'locked', 'cannot lock ref {}: {}'],
  ['git', 'locked', 'Another git process seems to be running in this repository{}'],
  ['git', 'notAClone', 'not a git repository{}'],
  ['git', 'remoteMissing', "'{}' does not appear to be a git repository"],
  ['git', 'remoteMissing', "No such remote '{}'"],
  ['git', 'remoteMissing', 'No such remote: {}'],
  ['git', 'localChanges', 'Your local changes to the following files would be overwritten by checkout{}'],
  ['git', 'localChanges', 'Entry {} not uptodate. Cannot {}'],
  ['git', 'wouldOverwrite', 'The following untracked working tree files would be overwritten by checkout{}'],
  ['git', 'wouldOverwrite', 'The following untracked working tree files would be removed by checkout{}'],
  ['git', 'wouldOverwrite', 'Updating the following directories would lose untracked files in them{}'],
  ['git', 'unfinishedOperation', 'you need to resolve your current index first'],
  ['git', 'unfinishedOperation', 'cannot switch branch while {}'],

  ['git', 'refMissing', 'Remote branch {} not found in upstream {}'],
  ['git', 'refMissing', "couldn't find remote ref {}"],
  ['git', 'refMissing', 'Server does not allow request for unadvertised object {}'],
  ['git', 'refMissing', 'no such remote ref {}'],
  ['git', 'refMissing', 'reference is not a tree: {}'],
  ['git', 'emptyRepository', 'You appear to have cloned an empty repository.'],
  ['git', 'headMissing', 'remote HEAD refers to nonexistent ref, unable to checkout{}'],

  ['git', 'damaged', 'fsck error in packed object'],
  ['git', 'damaged', 'fsck error in pack objects'],
  ['git', 'damaged', 'inflate: data stream error ({})'],
  ['git', 'damaged', 'pack is corrupted ({})'],
  ['git', 'damaged', 'pack has bad object at offset {}: {}'],
  ['git', 'damaged', 'pack has {} unresolved deltas'],
  ['git', 'damaged', 'SHA1 COLLISION FOUND WITH {}'],
  ['git', 'damaged', 'loose object {} is corrupt'],
  ['git', 'damaged', 'packed object {} is corrupt'],
  ['git', 'damaged', 'remote did not send all necessary objects'],
  ['git', 'damaged', 'bad object {}'],

  ['git', 'needsAccount', 'could not read Username for {}'],
  ['git', 'needsAccount', 'could not read Password for {}'],
  ['git', 'needsAccount', 'Authentication failed for {}'],
  ['git', 'needsAccount', 'unable to get password from user'],
  ['git', 'needsAccount', 'Cannot prompt because user interactivity has been disabled.'],
  ['git', 'needsAccount', 'terminal prompts disabled'],
  ['git', 'needsAccount', 'repository {} not found'],
  ['git', 'needsAccount', 'The requested URL returned error: 401{}'],
  ['git', 'needsAccount', 'The requested URL returned error: 403{}'],
  ['git', 'needsAccount', 'The requested URL returned error: 404{}'],
  ['git', 'needsAccount', 'The requested URL returned error: 410{}'],
  ['git', 'proxyRefused', 'The requested URL returned error: 407{}'],
  ['git', 'rateLimited', 'The requested URL returned error: 429{}'],
  ['git', 'serverTrouble', 'The requested URL returned error: 5{}'],

  ['git', 'redirectRefused', 'unable to update url base from redirection:{}'],
  ['git', 'redirectRefused', 'unable to access {} (redirect) {}'],
  ['git', 'protocolRefused', 'transport {} not allowed'],
  ['git', 'protocolRefused', 'protocol {} is not supported'],
  ['git', 'notARepository', '{}/info/refs not valid: is this a git repository?'],
  ['git', 'notARepository', 'URL not valid: {}'],
  ['git', 'notARepository', 'invalid server response; {}'],
  ['git', 'notARepository', 'protocol error: {}'],
  ['git', 'notARepository', 'expected flush after {}'],
  ['git', 'notARepository', 'unknown object format {}'],

  ['git', 'permission', 'could not create work tree dir {}: Permission denied'],
  ['git', 'permission', 'could not create leading directories of {}: Permission denied'],
  ['git', 'permission', 'unable to create file {}: Permission denied'],
  ['git', 'permission', 'unable to write file {}'],
  ['git', 'permission', 'cannot mkdir {}: Permission denied'],
  ['git', 'permission', 'cannot create directory at {}: Permission denied'],
  ['git', 'permission', 'insufficient permission for adding an object to repository database {}'],
  ['git', 'permission', '{}: Read-only file system'],
  ['git', 'permission', '{}: Access is denied.'],
  ['git', 'permission', '{}: Operation not permitted'],
  ['git', 'permission', '{}: Permission denied'],
  ['git', 'parentMissing', 'Unable to read current working directory: {}'],
  ['git', 'parentMissing', 'cannot change to {}: No such file or directory'],
  ['git', 'parentMissing', 'could not create work tree dir {}: No such file or directory'],

  ['git', 'connectionLost', 'early EOF'],
  ['git', 'connectionLost', 'unexpected EOF'],
  ['git', 'connectionLost', 'unexpected disconnect while reading sideband packet'],
  ['git', 'connectionLost', 'the remote end hung up unexpectedly'],
  ['git', 'connectionLost', 'The remote end hung up upon initial contact{}'],
  ['git', 'connectionLost', 'RPC failed; {}'],
  ['git', 'connectionLost', '{} bytes of body are still expected'],
  ['git', 'connectionLost', '{} bytes of length header were received'],
  ['git', 'connectionLost', 'read error: {}'],
  ['git', 'connectionLost', 'fetch-pack: unexpected disconnect {}'],
  ['git', 'connectionLost', 'fetch-pack: invalid index-pack output'],
  ['git', 'connectionLost', 'expected {} packet, received EOF'],
];

/**
 * Reasons whose messages git also prints after a network error in the middle of a response, such as `expected flush after
 * ref listing` after curl's `Operation too slow`. So they are matched after the messages of the network.
 */
const CONSEQUENCES: ReadonlySet<FailureReason> = new Set(['notARepository', 'connectionLost']);

/** All known messages. The first row that matches any line determines the reason. */
export const MESSAGES: readonly MessageRow[] = [
  ...LFS_MESSAGES,
  ...GIT_MESSAGES.filter(([, reason]) => !CONSEQUENCES.has(reason)),
  ...NETWORK_MESSAGES,
  ...GIT_MESSAGES.filter(([, reason]) => reason === 'notARepository'),
  ...SERVER_MESSAGES,
  ...GIT_MESSAGES.filter(([, reason]) => reason === 'connectionLost'),
];
