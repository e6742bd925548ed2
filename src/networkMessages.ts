import * as vscode from 'vscode';
import { timeOfDay } from './core/text/formatDate';
import type { EndpointChoice } from './library/sync/endpoint';
import type { FeedFailure } from './library/sync/feedPage';
import { messageLanguage } from './messageLocale';

/**
 * Returns the message that requests wait for a server's rate limit.
 * @param until end of the wait, in epoch ms
 */
export function rateLimitMessage(until: number, endpoint: string): string {
  const time = timeOfDay(until, messageLanguage());
  return vscode.l10n.t('{0} limits requests; continuing at {1}', new URL(endpoint).host, time);
}

/** Returns why a request failed and what the user can do. */
export function failureMessage(failure: FeedFailure, endpoint: string): string {
  const host = new URL(endpoint).host;
  switch (failure.kind) {
    case 'offline':
      return vscode.l10n.t('{0} could not be reached. Check the connection, then try again.', host);
    case 'timeout':
      return vscode.l10n.t('{0} did not answer in time. Try again later.', host);
    case 'not-json':
      return vscode.l10n.t(
        '{0} did not send a list of papers. This network may require you to sign in first. Open any page in a browser, then try again.',
        host,
      );
    case 'not-text':
      return vscode.l10n.t(
        '{0} did not send the text of a paper. This network may require you to sign in first. Open any page in a browser, then try again.',
        host,
      );
    case 'wrong-shape':
      return vscode.l10n.t(
        '{0} sent a format that this version does not support. Update the extension.',
        host,
      );
    case 'too-large':
      return vscode.l10n.t('The answer of {0} was too large and was not read to its end.', host);
    case 'redirected':
      return vscode.l10n.t(
        '{0} redirected to another site, which was not followed. Check the endpoint in the settings.',
        host,
      );
    case 'status':
      return vscode.l10n.t('{0} answered with error {1}. Try again later.', host, failure.status);
    case 'busy':
      return vscode.l10n.t(
        '{0} limits requests. Try again after {1}.',
        host,
        timeOfDay(Date.now() + failure.wait, messageLanguage()),
      );
  }
}

/** Returns why an endpoint is rejected. */
export function endpointMessage({ given, problem }: Extract<EndpointChoice, { ok: false }>): string {
  // Does not show credentials, which others could read.
  if (problem === 'credentials') {
    return vscode.l10n.t(
      'The endpoint contains a user name or a password. None is needed: remove it from the address.',
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
