import * as vscode from 'vscode';
import { joinSentences } from '../core/text/joinSentences';
import type { FileProblem } from '../library/store/fileProblem';
import { countMessage } from '../messageLocale';

/**
 * Returns why the list does not show all saved papers or marks; `undefined` if it shows all.
 * @param missing number of saved papers that the library does not have
 * @param addable whether a button adds some of them
 * @param syncLimit number of synced marks if there are more
 */
export function listNotice(
  problem: FileProblem | undefined,
  missing: number,
  addable = false,
  syncLimit?: number,
): string | undefined {
  if (problem?.kind === 'newer')
    return vscode.l10n.t(
      'A newer version of the extension wrote the reading list. Update the extension to see it.',
    );
  if (problem?.kind === 'unreadable')
    return vscode.l10n.t('The reading list can’t be read ({0}). The file is not changed.', problem.why);
  const text = joinSentences([
    missingSentence(missing),
    addable ? addSentence() : '',
    syncSentence(syncLimit),
  ]);
  return text === '' ? undefined : text;
}

function missingSentence(missing: number): string {
  if (missing === 0) return '';
  return countMessage(missing, {
    one: '{0} saved paper is not in the library, so it can’t be shown.',
    other: '{0} saved papers are not in the library, so they can’t be shown.',
  });
}

function addSentence(): string {
  return vscode.l10n.t('The button in the title of this view adds what arXiv has.');
}

function syncSentence(limit: number | undefined): string {
  if (limit === undefined) return '';
  return vscode.l10n.t('Only the last {0} marks are synced to other machines.', limit);
}
