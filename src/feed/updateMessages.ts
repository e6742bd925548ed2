import * as vscode from 'vscode';
import { longMonth, shortDay } from '../core/text/formatDate';
import { countMessage, messageLanguage } from '../messageLocale';
import { joinSentences } from '../core/text/joinSentences';

/** Returns the number of new and updated papers as a sentence. */
export function addedMessage(added: number, updated: number): string {
  const news = countMessage(added, { one: '{0} new paper', other: '{0} new papers' });
  return updated === 0 ? vscode.l10n.t('{0}.', news) : vscode.l10n.t('{0}, {1} updated.', news, updated);
}

/** Returns one sentence for each reason why months are missing; '' if there are none. */
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

/** Longer lists show their number. */
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

/** Returns the library's age, as a sentence. */
export function ageMessage(newestDay: string | undefined): string {
  return newestDay === undefined
    ? vscode.l10n.t('The library is empty.')
    : vscode.l10n.t('The newest paper is from {0}.', shortDay(newestDay, messageLanguage()));
}
