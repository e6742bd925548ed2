import * as vscode from 'vscode';
import type { AddedResult } from '../library/addedPapers';
import { failureMessage } from '../networkMessages';

/** Maximum number of ids in a message. A message about more ids contains their number. */
const MAX_NAMED = 3;

/**
 * Returns the result of adding papers as sentences. @param known number of papers that the library already
 * had
 */
export function addedPapersMessage({ added, unknown, failure }: AddedResult, known: number): string {
  const { t } = vscode.l10n;
  const count = added.length;
  return [
    failure && failureMessage(failure.failure, failure.server),
    count === 1 ? t('1 paper was added.') : count > 1 && t('{0} papers were added.', count),
    known === 1
      ? t('1 paper was in the library already.')
      : known > 1 && t('{0} papers were in the library already.', known),
    unknown.length > 0 && t('arXiv has no paper {0}. Check the id.', idsLabel(unknown)),
  ]
    .filter((sentence) => typeof sentence === 'string')
    .join(' ');
}

/** Returns the message that papers are added later. */
export function queuedMessage(ids: readonly string[]): string {
  return ids.length === 1
    ? vscode.l10n.t('{0} will be added with the next refresh.', idsLabel(ids))
    : vscode.l10n.t('{0} papers will be added with the next refresh.', ids.length);
}

/** Formats ids as a list, or as a number if there are many. */
export function idsLabel(ids: readonly string[]): string {
  if (ids.length > MAX_NAMED) return vscode.l10n.t('for {0} ids', ids.length);
  return new Intl.ListFormat(vscode.env.language, { type: 'conjunction' }).format(ids);
}
