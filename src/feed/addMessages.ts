import * as vscode from 'vscode';
import type { AddedResult } from '../library/addedPapers';
import { failureMessage } from '../networkMessages';
import { countMessage, messageLanguage } from '../messageLocale';
import { joinSentences } from '../core/text/joinSentences';

/** Longer lists show their number. */
const MAX_NAMED = 3;

/**
 * Returns the result of adding papers as sentences. @param known number of papers that the library already
 * had
 */
export function addedPapersMessage({ added, unknown, failure }: AddedResult, known: number): string {
  const count = added.length;
  const sentences = [
    failure && failureMessage(failure.failure, failure.server),
    count > 0 && countMessage(count, { one: '{0} paper was added.', other: '{0} papers were added.' }),
    known > 0 &&
      countMessage(known, {
        one: '{0} paper was in the library already.',
        other: '{0} papers were in the library already.',
      }),
    unknown.length > 0 && unknownPapersMessage(unknown),
  ];
  return joinSentences(sentences.filter((sentence) => typeof sentence === 'string'));
}

/** Returns the message that arXiv does not know some ids. */
export function unknownPapersMessage(ids: readonly string[]): string {
  return vscode.l10n.t('arXiv has no paper {0}. Check the id.', idsLabel(ids));
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
  return new Intl.ListFormat(messageLanguage(), { type: 'conjunction' }).format(ids);
}
