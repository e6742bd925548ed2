import * as vscode from 'vscode';
import type { AddedResult } from '../library/addedPapers';
import { failureMessage } from '../networkMessages';

/** Ids that a message names; of more it gives the number. */
const MAX_NAMED = 3;

/** Returns what adding papers brought, in sentences. @param known papers that the library had already */
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

/** Returns that papers are added later. */
export function queuedMessage(ids: readonly string[]): string {
  return ids.length === 1
    ? vscode.l10n.t('{0} will be added with the next refresh.', idsLabel(ids))
    : vscode.l10n.t('{0} papers will be added with the next refresh.', ids.length);
}

/** Returns ids in a list; of many, their number. */
export function idsLabel(ids: readonly string[]): string {
  if (ids.length > MAX_NAMED) return vscode.l10n.t('for {0} ids', ids.length);
  return new Intl.ListFormat(vscode.env.language, { type: 'conjunction' }).format(ids);
}
