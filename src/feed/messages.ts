import * as vscode from 'vscode';
import { longMonth, shortDay } from '../core/text/formatDate';
import { countMessage, messageLanguage } from '../messageLocale';
import { joinSentences } from '../core/text/joinSentences';

/** Returns the number of new and updated papers as a sentence. */
export function addedMessage(added: number, updated: number): string {
  const news = countMessage(added, { one: '{0} new paper', other: '{0} new papers' });
  return updated === 0 ? vscode.l10n.t('{0}.', news) : vscode.l10n.t('{0}, {1} updated.', news, updated);
}

/** Returns one sentence per reason about the months that are missing; empty if there are none. */
export function incompleteMonthsMessage({
  unread = [],
  empty = [],
}: {
  readonly unread?: readonly string[];
  readonly empty?: readonly string[];
}): string {
  const sentences = [
    unread.length === 0 ? '' : vscode.l10n.t('Not read to the end: {0}.', monthList(unread)),
    empty.length === 0
      ? ''
      : empty.length === 1
        ? vscode.l10n.t(
            'No papers were downloaded for {0}. The next download tries it again.',
            monthList(empty),
          )
        : vscode.l10n.t(
            'No papers were downloaded for {0}. The next download tries them again.',
            monthList(empty),
          ),
  ];
  return joinSentences(sentences);
}

/** Maximum number of months in a message. A message about more months contains their number. */
const MAX_NAMED_MONTHS = 3;

function monthList(months: readonly string[]): string {
  if (months.length > MAX_NAMED_MONTHS) return vscode.l10n.t('{0} months', months.length);
  const named = months.map((month) => longMonth(month, messageLanguage()));
  return new Intl.ListFormat(messageLanguage(), { type: 'conjunction' }).format(named);
}

/** Returns a message about the days that a refresh left to the archive download. */
export function gapMessage({ from, to }: { readonly from: string; readonly to: string }): string {
  const [first, last] = [from, to].map((day) => shortDay(day, messageLanguage()));
  return vscode.l10n.t('Papers from {0} to {1} are not downloaded yet.', first ?? '', last ?? '');
}

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
        shortDay(at.slice(0, 10), messageLanguage()),
      );
}

/** Returns the number of papers that disappear if an import is removed. */
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

/** Returns the library's age, as a sentence. */
export function ageMessage(newestDay: string | undefined): string {
  return newestDay === undefined
    ? vscode.l10n.t('The library is empty.')
    : vscode.l10n.t('The newest paper is from {0}.', shortDay(newestDay, messageLanguage()));
}
