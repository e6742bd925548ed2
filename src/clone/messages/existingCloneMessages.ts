import type { ExistingCloneReason } from '../git/gitFailure';
import type { Translator } from '../../core/lang/translator';

/** Returns reason and next step for a failure in an existing clone. */
export function existingCloneReason(
  reason: ExistingCloneReason,
  detail: string | undefined,
  l10n: Translator,
): [why: string, next: string] {
  switch (reason) {
    case 'localChanges':
      return [l10n.t('You have changed files in it.'), l10n.t('Commit, stash or discard the changes first.')];
    case 'laterThanDay':
      return detail === undefined
        ? [l10n.t('It has no commit from that day or earlier.'), l10n.t('Its files were not changed.')]
        : [
            l10n.t('Its first commit is from {0}, after that day.', detail),
            l10n.t('Its files were not changed.'),
          ];
    case 'folderMissing':
    case 'cloneMissing':
      return [
        l10n.t('Its folder no longer exists.'),
        l10n.t('Clone it again, or put the folder back and try again.'),
      ];
    case 'notAClone':
      return [
        l10n.t('Its folder is no longer a Git repository.'),
        l10n.t('Clone it again under another name.'),
      ];
    case 'remoteMissing':
      return [
        l10n.t('None of its remotes is the repository that it was cloned from.'),
        l10n.t('Add that remote again with “git remote add” and try again.'),
      ];
    case 'ownSettings':
      return [
        l10n.t('The clone has its own setting that may identify you ({0}).', detail ?? ''),
        l10n.t('Remove the setting from its “.git/config”, or continue with your own account.'),
      ];
    case 'notOwned':
      return [
        l10n.t('Another user owns its folder, and Git does not trust it.'),
        l10n.t(
          'Take over the folder, or add it to “safe.directory” in your Git configuration if you trust it.',
        ),
      ];
    case 'locked':
      return [
        l10n.t('Another Git command is running in it.'),
        l10n.t('Wait until that command has finished and try again.'),
      ];
    case 'unfinishedOperation':
      return [
        l10n.t('A Git operation in it is not finished ({0}).', detail ?? ''),
        l10n.t('Finish or abort the rebase, merge or bisect first.'),
      ];
    case 'hiddenChanges':
      return [
        l10n.t('Git is set to ignore changes of “{0}”, so they could be lost.', detail ?? ''),
        l10n.t('Use “git update-index --no-assume-unchanged” or “--no-skip-worktree” for it first.'),
      ];
    case 'wouldOverwrite':
      return [
        detail === undefined
          ? l10n.t('Files that Git does not track are in the way.')
          : l10n.t('“{0}”, which Git does not track, is in the way.', detail),
        l10n.t('Nothing was changed. Move it out of the clone and try again.'),
      ];
    case 'lfsElsewhere':
      return [
        l10n.t('Its large files are on another server than its code: {0}.', detail ?? ''),
        l10n.t('Download them from there only if you trust that server.'),
      ];
    case 'lfsAddress':
      return [
        l10n.t('The address of its large files is not a plain https address: {0}.', detail ?? ''),
        l10n.t('Run “git lfs pull” in its folder only if you trust that address.'),
      ];
    case 'linkInTheWay':
      return [
        l10n.t(
          '“{0}” is a link where a large file belongs, so the download could leave the clone.',
          detail ?? '',
        ),
        l10n.t('Remove the link and try again.'),
      ];
  }
}
