import type { CloneFailure } from '../git/gitFailure';
import { existingCloneReason } from './existingCloneMessages';
import type { Translator } from './translator';

export type { Translator };

/** The message about a failure. */
export interface FailureMessage {
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

/** Returns what failed, why, and the next step. `what` is the failed task as a sentence, `host` the repository's site. */
export function failureMessage(
  what: string,
  failure: CloneFailure,
  host: string,
  l10n: Translator,
): FailureMessage {
  const [why, next] = reason(failure, host, l10n);
  return { what, why, next };
}

/** Returns the message in one line, for a notification. */
export function sentence({ what, why, next }: FailureMessage): string {
  return `${what} ${why} ${next}`;
}

function reason(
  { reason, detail }: CloneFailure,
  host: string,
  l10n: Translator,
): [why: string, next: string] {
  const again = l10n.t('Try again in a while.');
  switch (reason) {
    case 'gitMissing':
      return [
        l10n.t('Git was not found on this machine.'),
        l10n.t('Install Git, or say where it is in the setting “git.path”, and try again.'),
      ];
    case 'gitBroken':
      return [
        l10n.t('Git does not run on this machine.'),
        l10n.t('Run “git --version” in a terminal to see what it lacks, then try again.'),
      ];
    case 'gitTooOld':
      return [l10n.t('Git is too old ({0}).', detail ?? ''), l10n.t('Install a newer Git and try again.')];
    case 'parentMissing':
      return [l10n.t('The folder to clone into does not exist.'), l10n.t('Choose another folder.')];
    case 'parentNotWritable':
      return [l10n.t('The folder to clone into can’t be written to.'), l10n.t('Choose another folder.')];
    case 'badAddress':
      return [
        l10n.t('Its address is not one that can be cloned from.'),
        l10n.t('Open the paper’s page and look for its code there.'),
      ];
    case 'needsAccount':
      return [
        l10n.t('{0} shows it to nobody without an account: it is private, or it is gone.', host),
        l10n.t('Open its page to see which, or try with your own account.'),
      ];
    case 'wrongAccount':
      return [
        l10n.t('{0} did not let your account see it: it is private to others, or it is gone.', host),
        l10n.t('Open its page to see which, or try with another account.'),
      ];
    case 'rateLimited':
      return [l10n.t('{0} asks to be left alone for a while: too many requests.', host), again];
    case 'serverTrouble':
      return [l10n.t('{0} has trouble of its own.', host), again];
    case 'stalled':
      return [
        l10n.t('The transfer stood still for too long.'),
        l10n.t('Check the network connection and try again.'),
      ];
    case 'hostNotFound':
      return [
        l10n.t('The address of {0} can’t be found.', host),
        l10n.t('Check that this machine is online and try again.'),
      ];
    case 'unreachable':
      return [
        l10n.t('{0} can’t be reached.', host),
        l10n.t('Check the network connection, and whether Git needs a proxy here (“git config http.proxy”).'),
      ];
    case 'proxyRefused':
      return [
        l10n.t('The proxy did not let the connection through.'),
        l10n.t('Check Git’s proxy (“git config http.proxy”) and try again.'),
      ];
    case 'certificate':
      return [
        l10n.t('The connection to {0} is not trusted: its certificate is not known here.', host),
        l10n.t(
          'If your network inspects connections, give Git its certificate (“git config http.sslCAInfo”).',
        ),
      ];
    case 'connectionLost':
      return [l10n.t('The connection to {0} broke off.', host), l10n.t('Try again.')];
    case 'notARepository':
      return [
        l10n.t(
          'What answered was not a Git server; a network that wants you to sign in first answers like this.',
        ),
        l10n.t('Open any page in a browser, sign in to the network, and try again.'),
      ];
    case 'redirectRefused':
      return [
        l10n.t('{0} sent Git to another address, which was not followed.', host),
        l10n.t('Open its page to see where it has moved.'),
      ];
    case 'protocolRefused':
      return [
        l10n.t('Its address, or where it leads, is not https.'),
        l10n.t('Check the “insteadOf” rules of your Git configuration.'),
      ];
    case 'emptyRepository':
      return [
        l10n.t('There is nothing in it yet.'),
        l10n.t('Open its page to see whether code was announced; sign in to the network if one asks you to.'),
      ];
    case 'headMissing':
      return [
        l10n.t('It has branches, but its default branch does not exist.'),
        l10n.t('Open its page and clone a branch with Git.'),
      ];
    case 'refMissing':
      return [l10n.t('The branch or commit of the link does not exist any more.'), l10n.t('Open its page.')];
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
        l10n.t('It has files whose names this system does not allow.'),
        l10n.t('Clone it on Linux, in WSL or in a container.'),
      ];
    case 'permission':
      return [
        l10n.t('A file could not be written.'),
        l10n.t('Check the rights on the folder, or choose another.'),
      ];
    case 'outOfMemory':
      return [l10n.t('Git ran out of memory.'), l10n.t('Close other programs and try again.')];
    case 'lfsMissing':
      return [
        l10n.t('Git LFS, which brings large files, is not installed.'),
        l10n.t('Install Git LFS from git-lfs.com and try again.'),
      ];
    case 'lfsRefused':
      return [
        l10n.t('{0} did not hand out the large files; often the month’s allowance is used up.', host),
        l10n.t('Look at its page for another place to download them from.'),
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
    case 'linkInTheWay':
      return existingCloneReason(reason, detail, l10n);
    case 'badConfig':
      return [
        l10n.t('Git can’t read its configuration.'),
        l10n.t('Run “git config --list” in a terminal to see the mistake, and correct it.'),
      ];
    case 'damaged':
      return [
        l10n.t('Its data is damaged, on the server or on the way.'),
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
        detail === undefined ? l10n.t('Git failed without saying why.') : l10n.t('Git says: {0}', detail),
        l10n.t('The log has all that Git said.'),
      ];
  }
}
