import * as vscode from 'vscode';
import type { Trouble } from '../library/store/fileProblem';

/**
 * Why the reading list shows less than it holds, in whole sentences; undefined when it shows all.
 * @param missing how many saved papers the library does not have
 */
export function remarkOf(trouble: Trouble | undefined, missing: number): string | undefined {
  if (trouble?.kind === 'newer')
    return vscode.l10n.t(
      'A newer version of the extension wrote the reading list. Update the extension to see it.',
    );
  if (trouble?.kind === 'unreadable')
    return vscode.l10n.t('The reading list can’t be read ({0}). It is left as it is.', trouble.why);
  if (missing === 0) return undefined;
  return missing === 1
    ? vscode.l10n.t('1 saved paper is not in the library, so it can’t be shown.')
    : vscode.l10n.t('{0} saved papers are not in the library, so they can’t be shown.', missing);
}
