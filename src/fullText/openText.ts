import * as vscode from 'vscode';
import { withCancellableProgress } from '../cancellable';
import { isArxivId } from '../core/links/arxiv';
import type { Paper } from '../core/paper/paper';
import { escapeMessage } from '../core/text/sanitize';
import { Command, Setting } from '../ids';
import type { FeedFailure } from '../library/sync/feedPage';
import { rateLimitMessage } from '../networkMessages';
import { allowedEndpoint, openSettings, quietEndpoint } from '../networkSettings';
import { notify, type MessageAction } from '../notify';
import { messageTitle } from '../papers/messageTitle';
import { textFailureMessage } from './keptMessages';
import type { Texts } from './texts';

/** Maximum wait in ms for a server that limits requests. The user waits for the text. */
const PATIENCE_MS = 20_000;

export interface OpenTextDeps {
  readonly texts: Texts;
  readonly show: (paper: Paper) => Promise<void>;
  readonly ending: AbortSignal;
}

/**
 * Shows the kept text of a paper, else a fetched one. Fetches a stale abstract again, and shows the kept one if that
 * fails.
 * @param again fetch the text even if it is kept
 */
export async function openText(paper: Paper, deps: OpenTextDeps, again = false): Promise<void> {
  const { texts, show } = deps;
  if (!isArxivId(paper.id)) {
    await notify('info', vscode.l10n.t('"{0}" is not on arXiv, so its text is not available.', paper.title));
    return;
  }
  const kept = again ? undefined : await texts.read(paper.id);
  const endpoint = kept ? (texts.isStale(kept) ? quietEndpoint() : undefined) : await allowedEndpoint();
  if (endpoint !== undefined) {
    const title = escapeMessage(vscode.l10n.t('Fetching the text of {0}', messageTitle(paper)));
    const outcome = await withCancellableProgress(title, deps.ending, (signal, report) =>
      texts.fetch(endpoint, paper.id, signal, {
        maxWaitMs: kept ? 0 : PATIENCE_MS,
        waits: (until) => report(until === undefined ? '' : rateLimitMessage(until, endpoint)),
      }),
    );
    if (outcome?.kind === 'earlier' && again) void showEarlier(endpoint);
    if (outcome && outcome.kind !== 'failed') return show(paper);
    if (!kept) return outcome && showFailure(outcome.failure, endpoint, paper, again);
  }
  if (kept) await show(paper);
}

function showEarlier(endpoint: string): Promise<void> {
  const { host } = new URL(endpoint);
  return notify(
    'info',
    vscode.l10n.t('{0} has only the abstract page now, so the earlier text stays.', host),
  );
}

async function showFailure(
  failure: FeedFailure,
  endpoint: string,
  { id }: Paper,
  again: boolean,
): Promise<void> {
  const run = (command: string) => (): unknown => vscode.commands.executeCommand(command, id);
  const isMissing = failure.kind === 'status' && failure.status === 404;
  const retry: MessageAction = {
    label: vscode.l10n.t('Try Again'),
    run: run(again ? Command.fetchTextAgain : Command.openText),
  };
  const first = failure.kind === 'redirected' ? [openSettings(Setting.endpoint)] : isMissing ? [] : [retry];
  const openPdf: MessageAction = { label: vscode.l10n.t('Open PDF'), run: run(Command.openPdf) };
  await notify(isMissing ? 'info' : 'warning', textFailureMessage(failure, endpoint), ...first, openPdf);
}
