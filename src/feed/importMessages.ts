import * as vscode from 'vscode';
import { shortDay } from '../core/text/formatDate';
import { localDayOf } from '../core/text/localDay';
import { countMessage, messageLanguage } from '../messageLocale';
import { joinSentences } from '../core/text/joinSentences';

/** Returns sentences about what an import read and skipped. */
export function importedMessage(name: string, read: number, left: number): string {
  const words = [
    countMessage(read, { one: '{1}: {0} paper was read.', other: '{1}: {0} papers were read.' }, name),
    left === 1 ? vscode.l10n.t('1 place could not be read; the log names it.') : '',
    left > 1 ? vscode.l10n.t('{0} places could not be read; the log names them.', left) : '',
  ];
  return joinSentences(words);
}

/**
 * Returns the message that the same papers were imported before.
 * @param at time of that import in ISO 8601, or '' if unknown
 */
export function importedBeforeMessage(at: string): string {
  return at === ''
    ? vscode.l10n.t('The same papers were imported before, so nothing changed.')
    : vscode.l10n.t(
        'The same papers were imported on {0}, so nothing changed.',
        shortDay(localDayOf(at), messageLanguage()),
      );
}

/** Returns how many papers disappear if an import is removed. */
export function onlySourceLabel(only: number): string {
  if (only === 0) return vscode.l10n.t('All its papers are also in other sources');
  return countMessage(only, {
    one: '{0} paper is in no other source',
    other: '{0} papers are in no other source',
  });
}

/** Returns the number of papers removed with imports, as a sentence. */
export function removedMessage(removed: number): string {
  if (removed === 0)
    return vscode.l10n.t(
      'The import was removed. Its papers stay, because other sources contain them as well.',
    );
  return countMessage(removed, { one: '{0} paper was removed.', other: '{0} papers were removed.' });
}

/** Returns an import's number of papers and its age. */
export function importLabel(count: number, day: string): string {
  return countMessage(count, { one: '{0} paper, imported {1}', other: '{0} papers, imported {1}' }, day);
}
