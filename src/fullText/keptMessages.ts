import * as vscode from 'vscode';
import type { FeedFailure } from '../library/sync/feedPage';
import { failureMessage } from '../networkMessages';
import { countMessage, messageLanguage } from '../messageLocale';
import { joinSentences } from '../core/text/joinSentences';

/** Returns why a text could not be fetched, and what the user can do. */
export function textFailureMessage(failure: FeedFailure, endpoint: string): string {
  if (failure.kind === 'status' && failure.status === 404)
    return vscode.l10n.t('{0} has no text of this paper. Read the PDF instead.', new URL(endpoint).host);
  return failureMessage(failure, endpoint);
}

/** Returns a size in megabytes, such as "3.4 MB". */
export function sizeLabel(bytes: number): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const megabytes = Math.max(0.1, bytes / 1_000_000).toLocaleString(messageLanguage(), digits);
  return vscode.l10n.t('{0} MB', megabytes);
}

/** Returns the number of kept texts and their size. */
export function countLabel(count: number, bytes: number): string {
  return countMessage(count, { one: '{0} text, {1}', other: '{0} texts, {1}' }, sizeLabel(bytes));
}

export interface KeptCounts {
  /** Fetched texts, complete or not. */
  readonly kept: number;
  /** Papers with only the abstract page. */
  readonly abstracts: number;
  /** Papers without a text on the server. */
  readonly missing: number;
}

/** Returns the result of keeping several papers' texts, as sentences. */
export function keptMessage({ kept, abstracts, missing }: KeptCounts): string {
  return joinSentences([
    countMessage(kept, { one: '{0} text was kept.', other: '{0} texts were kept.' }),
    ...(abstracts === 0
      ? []
      : [
          countMessage(abstracts, {
            one: '{0} has only the abstract.',
            other: '{0} have only the abstract.',
          }),
        ]),
    ...(missing === 0
      ? []
      : [
          countMessage(missing, {
            one: '{0} paper has no text there.',
            other: '{0} papers have no text there.',
          }),
        ]),
  ]);
}
