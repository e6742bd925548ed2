import * as vscode from 'vscode';
import { monthInWords, shortDay, timeOfDay } from '../core/text/formatDate';
import type { EndpointChoice } from '../library/sync/endpoint';
import type { FeedFailure } from '../library/sync/feedPage';

/** How many papers came, in one sentence. */
export function addedMessage(added: number, updated: number): string {
  const news = added === 1 ? vscode.l10n.t('1 new paper') : vscode.l10n.t('{0} new papers', added);
  return updated === 0 ? vscode.l10n.t('{0}.', news) : vscode.l10n.t('{0}, {1} updated.', news, updated);
}

/** Which months did not come, in one sentence for each reason; empty when all did. */
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
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** Months that a message names; of more it says how many there are. */
const MAX_NAMED_MONTHS = 3;

function monthList(months: readonly string[]): string {
  if (months.length > MAX_NAMED_MONTHS) return vscode.l10n.t('{0} months', months.length);
  const named = months.map((month) => monthInWords(month, vscode.env.language));
  return new Intl.ListFormat(vscode.env.language, { type: 'conjunction' }).format(named);
}

/** Which days a refresh left to the archive, in one sentence. */
export function gapMessage({ from, to }: { readonly from: string; readonly to: string }): string {
  const [first, last] = [from, to].map((day) => shortDay(day, vscode.env.language));
  return vscode.l10n.t('Papers from {0} to {1} are not downloaded yet.', first ?? '', last ?? '');
}

/**
 * That the server is left alone for a while, and until when.
 * @param until by the wall clock in ms
 */
export function rateLimitMessage(until: number, endpoint: string): string {
  const time = timeOfDay(until, vscode.env.language);
  return vscode.l10n.t('{0} limits requests; continuing at {1}', new URL(endpoint).host, time);
}

/** What an import read and left out, in whole sentences. */
export function importedMessage(name: string, read: number, left: number): string {
  const words = [
    read === 1
      ? vscode.l10n.t('{0}: 1 paper was read.', name)
      : vscode.l10n.t('{0}: {1} papers were read.', name, read),
    left === 1 ? vscode.l10n.t('1 place could not be read; the log names it.') : '',
    left > 1 ? vscode.l10n.t('{0} places could not be read; the log names them.', left) : '',
  ];
  return words.filter((word) => word !== '').join(' ');
}

/**
 * Says that the same papers were imported before.
 * @param at time of that import in ISO 8601, or '' if it is unknown
 */
export function importedBeforeMessage(at: string): string {
  return at === ''
    ? vscode.l10n.t('The same papers were imported before, so nothing changed.')
    : vscode.l10n.t(
        'The same papers were imported on {0}, so nothing changed.',
        shortDay(at.slice(0, 10), vscode.env.language),
      );
}

/** How many papers disappear if an import is removed. */
export function onlySourceLabel(only: number): string {
  if (only === 0) return vscode.l10n.t('All its papers are also in other sources');
  return only === 1
    ? vscode.l10n.t('1 paper is in no other source')
    : vscode.l10n.t('{0} papers are in no other source', only);
}

/** How many papers went with imports that were taken back, in one sentence. */
export function removedMessage(removed: number): string {
  if (removed === 0)
    return vscode.l10n.t(
      'The import was removed. Its papers stay, because other sources contain them as well.',
    );
  return removed === 1
    ? vscode.l10n.t('1 paper was removed.')
    : vscode.l10n.t('{0} papers were removed.', removed);
}

/** What an import holds and how old it is. */
export function importLabel(count: number, day: string): string {
  return count === 1
    ? vscode.l10n.t('1 paper, imported {0}', day)
    : vscode.l10n.t('{0} papers, imported {1}', count, day);
}

/** How old the library is, in one sentence. */
export function ageMessage(newestDay: string | undefined): string {
  return newestDay === undefined
    ? vscode.l10n.t('The library is empty.')
    : vscode.l10n.t('The newest paper is of {0}.', shortDay(newestDay, vscode.env.language));
}

/** Why an answer could not be had and what to do, in whole sentences. */
export function failureMessage(failure: FeedFailure, endpoint: string): string {
  const host = new URL(endpoint).host;
  switch (failure.kind) {
    case 'offline':
      return vscode.l10n.t('{0} could not be reached. Check the connection, then try again.', host);
    case 'timeout':
      return vscode.l10n.t('{0} did not answer in time. Try again later.', host);
    case 'not-json':
      return vscode.l10n.t(
        'What came from {0} was no list of papers; this network may ask to sign in first. Open any page in a browser, then try again.',
        host,
      );
    case 'wrong-shape':
      return vscode.l10n.t(
        '{0} answered in a form that this version does not know. Update the extension.',
        host,
      );
    case 'too-large':
      return vscode.l10n.t('The answer of {0} was too large and was not read to its end.', host);
    case 'redirected':
      return vscode.l10n.t(
        '{0} sends to another site, which is not followed. Check the endpoint in the settings.',
        host,
      );
    case 'status':
      return vscode.l10n.t('{0} answered with error {1}. Try again later.', host, failure.status);
    case 'busy':
      return vscode.l10n.t(
        '{0} asks to wait. Try again after {1}.',
        host,
        timeOfDay(Date.now() + failure.wait, vscode.env.language),
      );
  }
}

/** Why an endpoint is refused, in whole sentences. */
export function endpointMessage({ given, problem }: Extract<EndpointChoice, { ok: false }>): string {
  // Credentials are not repeated where others can read them.
  if (problem === 'credentials') {
    return vscode.l10n.t(
      'The endpoint holds a name or a password. None is needed: take it out of the address.',
    );
  }
  const why = {
    'not-an-address': vscode.l10n.t('It is not an address.'),
    'not-https': vscode.l10n.t('It does not begin with https://.'),
    'ip-address': vscode.l10n.t('It is an IP address instead of a name.'),
    query: vscode.l10n.t('It has a query or a fragment.'),
  }[problem];
  return vscode.l10n.t('The endpoint {0} is not used. {1}', given, why);
}
