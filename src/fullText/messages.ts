import * as vscode from 'vscode';
import type { FeedFailure } from '../library/sync/feedPage';
import { failureMessage } from '../networkMessages';

/** Returns why a text could not be fetched and what the user can do. */
export function textFailureMessage(failure: FeedFailure, endpoint: string): string {
  if (failure.kind === 'status' && failure.status === 404)
    return vscode.l10n.t('{0} has no text of this paper. Read the PDF instead.', new URL(endpoint).host);
  return failureMessage(failure, endpoint);
}

/** Returns a size in megabytes, such as "3.4 MB". */
export function sizeLabel(bytes: number): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const megabytes = Math.max(0.1, bytes / 1_000_000).toLocaleString(vscode.env.language, digits);
  return vscode.l10n.t('{0} MB', megabytes);
}

/** Returns how many texts are kept and their size. */
export function countLabel(count: number, bytes: number): string {
  return count === 1
    ? vscode.l10n.t('1 text, {0}', sizeLabel(bytes))
    : vscode.l10n.t('{0} texts, {1}', count, sizeLabel(bytes));
}

/** Result of keeping the texts of several papers. */
export interface KeptCounts {
  /** Fetched texts, complete or not. */
  readonly kept: number;
  /** Number of papers with only the abstract page. */
  readonly abstracts: number;
  /** Number of papers without a text on the server. */
  readonly missing: number;
}

/** Returns the result of keeping several papers' texts, as sentences. */
export function keptMessage({ kept, abstracts, missing }: KeptCounts): string {
  const { t } = vscode.l10n;
  return [
    kept === 1 ? t('1 text was kept.') : t('{0} texts were kept.', kept),
    ...(abstracts === 0
      ? []
      : [abstracts === 1 ? t('1 has only the abstract.') : t('{0} have only the abstract.', abstracts)]),
    ...(missing === 0
      ? []
      : [missing === 1 ? t('1 paper has no text there.') : t('{0} papers have no text there.', missing)]),
  ].join(' ');
}
