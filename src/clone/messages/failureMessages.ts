import type { CloneFailure } from '../git/gitFailure';
import { existingCloneReason } from './existingCloneMessages';
import type { Translator } from '../../core/lang/translator';
import { joinSentences } from '../../core/text/joinSentences';

export interface FailureMessage {
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

/** `what` is a sentence about the failed task, `host` the repository's site. */
export function failureMessage(
  what: string,
  failure: CloneFailure,
  host: string,
  l10n: Translator,
): FailureMessage {
  const [why, next] = whyAndNext(failure, host, l10n);
  return { what, why, next };
}

/** Returns the message in one line, for a notification. */
export function messageText({ what, why, next }: FailureMessage): string {
  return joinSentences([what, why, next]);
}

function whyAndNext(
  { reason, detail }: CloneFailure,
  host: string,
  l10n: Translator,
): [why: string, next: string] {
  const again = l10n.t('Try again in a while.');
  switch (reason) {
    case 'gitMissing':
      return [
        l10n.t('Git was not found on this machine.'),
        l10n.t('Install Git, or set its path in the setting “git.path”, and try again.'),
      ];
    case 'gitBroken':
      return [
        l10n.t('Git does not run on this machine.'),
        l10n.t('Run “git --version” in a terminal to see the error, then try again.'),
      ];
    case 'gitTooOld':
      return [l10n.t('Git is too old ({0}).', detail ?? ''), l10n.t('Install a newer Git and try again.')];
    case 'parentMissing':
      return [l10n.t('The folder to clone into does not exist.'), l10n.t('Choose another folder.')];
    case 'parentNotWritable':
      return [l10n.t('The folder to clone into can’t be written to.'), l10n.t('Choose another folder.')];
    case 'badAddress':
      return [
        l10n.t('Its address cannot be cloned.'),
        l10n.t('Open the paper’s page and look for its code there.'),
      ];
    case 'needsAccount':
      return [
        l10n.t('{0} does not show it without an account: it is private, or it was removed.', host),
        l10n.t('Open its page to see which, or try with your own account.'),
      ];
    case 'wrongAccount':
      return [
        l10n.t('{0} does not show it to your account: it is private, or it was removed.', host),
        l10n.t('Open its page to see which, or try with another account.'),
      ];
    case 'rateLimited':
      return [l10n.t('{0} limits the number of requests, and the limit is reached.', host), again];
    case 'serverTrouble':
      return [l10n.t('{0} reported a server error.', host), again];
    case 'stalled':
      return [l10n.t('The transfer stalled.'), l10n.t('Check the network connection and try again.')];
    case 'hostNotFound':
      return [
        l10n.t('The host {0} was not found.', host),
        l10n.t('Check that this machine is online and try again.'),
      ];
    case 'unreachable':
      return [
        l10n.t('{0} can’t be reached.', host),
        l10n.t('Check the network connection, and whether Git needs a proxy here (“git config http.proxy”).'),
      ];
    case 'proxyRefused':
      return [
        l10n.t('The proxy refused the connection.'),
        l10n.t('Check Git’s proxy (“git config http.proxy”) and try again.'),
      ];
    case 'certificate':
      return [
        l10n.t('The connection to {0} is not trusted: its certificate is unknown on this machine.', host),
        l10n.t(
          'If your network inspects connections, add its certificate to Git (“git config http.sslCAInfo”).',
        ),
      ];
    case 'connectionLost':
      return [l10n.t('The connection to {0} was interrupted.', host), l10n.t('Try again.')];
    case 'notARepository':
      return [
        l10n.t(
          'The answer did not come from a Git server. Networks that require a sign-in answer like this.',
        ),
        l10n.t('Open any page in a browser, sign in to the network, and try again.'),
      ];
    case 'redirectRefused':
      return [
        l10n.t('{0} redirected Git to another address, which was not followed.', host),
        l10n.t('Open its page to see where it has moved.'),
      ];
    case 'protocolRefused':
      return [
        l10n.t('Its address, or the address it redirects to, is not https.'),
        l10n.t('Check the “insteadOf” rules of your Git configuration.'),
      ];
    case 'emptyRepository':
      return [l10n.t('The repository is empty.'), l10n.t('Open its page to see whether code was announced.')];
    case 'headMissing':
      return [
        l10n.t('It has branches, but its default branch does not exist.'),
        l10n.t('Open its page and clone a branch with Git.'),
      ];
    case 'refMissing':
      return [l10n.t('The branch or commit of the link no longer exists.'), l10n.t('Open its page.')];
    case 'diskFull':
      return [l10n.t('The disk is full.'), l10n.t('Free some space, or choose another folder.')];
    case 'longPath':
      return [
        l10n.t('Some of its paths are too long for this system.'),
        l10n.t(
          'Choose a folder with a shorter path; on Windows, also allow long paths in the system’s settings.',
        ),
      ];
    case 'impossiblePath':
      return [
        l10n.t('It contains file names that this system does not allow.'),
        l10n.t('Clone it on Linux, in WSL or in a container.'),
      ];
    case 'permission':
      return [
        l10n.t('A file could not be written.'),
        l10n.t('Check the permissions of the folder, or choose another one.'),
      ];
    case 'outOfMemory':
      return [l10n.t('Git ran out of memory.'), l10n.t('Close other programs and try again.')];
    case 'lfsMissing':
      return [
        l10n.t('Git LFS, which downloads large files, is not installed.'),
        l10n.t('Install Git LFS from git-lfs.com and try again.'),
      ];
    case 'lfsRefused':
      return [
        l10n.t('{0} refused to send the large files. Often the monthly quota is used up.', host),
        l10n.t('Look on its page for another download.'),
      ];
    case 'folderMissing':
    case 'cloneMissing':
    case 'notAClone':
    case 'remoteMissing':
    case 'ownSettings':
    case 'notOwned':
    case 'locked':
    case 'unfinishedOperation':
    case 'localChanges':
    case 'hiddenChanges':
    case 'wouldOverwrite':
    case 'laterThanDay':
    case 'lfsElsewhere':
    case 'lfsAddress':
    case 'linkInTheWay':
      return existingCloneReason(reason, detail, l10n);
    case 'badConfig':
      return [
        l10n.t('Git can’t read its configuration.'),
        l10n.t('Run “git config --list” in a terminal to see the mistake, and correct it.'),
      ];
    case 'damaged':
      return [
        l10n.t('Its data was damaged on the server or in transit.'),
        l10n.t('Try again; if it fails again, report it to the owners of the repository.'),
      ];
    case 'keyRefused':
      return [
        l10n.t('{0} did not accept your SSH key.', host),
        l10n.t(
          'Check the key with “ssh -T” in a terminal, or use an https address in your “insteadOf” rules.',
        ),
      ];
    case 'proxySetting':
      return [
        l10n.t('The address of your proxy is not valid.'),
        l10n.t('Check “http.proxy” of your Git configuration and the variable “https_proxy”.'),
      ];
    case 'unknown':
      return [
        detail === undefined
          ? l10n.t('Git failed without giving a reason.')
          : l10n.t('Git says: {0}', detail),
        l10n.t('The log contains Git’s full output.'),
      ];
  }
}
