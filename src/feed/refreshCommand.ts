import * as vscode from 'vscode';
import { monthsBetween } from '../core/feed/feedCalendar';
import type { FeedGap } from '../core/feed/feedGap';
import { Disposable } from '../dispose';
import { Command, FeedContext, Setting, View } from '../ids';
import type { FeedFailure } from '../library/sync/feedPage';
import type { LiveLibrary } from '../library/liveLibrary';
import type { UpdateOutcome } from '../library/sync/update/updateTypes';
import { notify, type MessageAction } from '../notify';
import { failureMessage } from '../networkMessages';
import { allowedEndpoint, openSettings } from '../networkSettings';
import { ageMessage, addedMessage, gapMessage } from './updateMessages';
import { joinSentences } from '../core/text/joinSentences';

export class RefreshCommand extends Disposable {
  readonly #live: LiveLibrary;
  #running: AbortController | undefined;

  constructor(live: LiveLibrary) {
    super();
    this.#live = live;
    this._register({ dispose: () => this.#running?.abort() });
  }

  stop(): void {
    this.#running?.abort();
  }

  /** Downloads missing days and reports the result. Does nothing during another refresh. */
  async run(): Promise<void> {
    if (this.#running) return;
    const endpoint = await allowedEndpoint();
    if (endpoint === undefined) return;
    const running = new AbortController();
    this.#running = running;
    this.#setRefreshing(true);
    if (this.#live.feed.downloads)
      void notify(
        'info',
        vscode.l10n.t('Papers are already being downloaded. The refresh starts afterwards.'),
      );
    try {
      const outcome = await vscode.window.withProgress({ location: { viewId: View.library } }, () =>
        this.#live.feed.refresh(endpoint, { signal: running.signal }),
      );
      if (!this.disposed) void this.#report(outcome, endpoint);
    } finally {
      this.#running = undefined;
      this.#setRefreshing(false);
    }
  }

  async #report(outcome: UpdateOutcome, endpoint: string): Promise<void> {
    const age = ageMessage(this.#live.unseenPapers.freshness.newestDay);
    switch (outcome.kind) {
      case 'cancelled':
        return;
      case 'elsewhere':
        await notify(
          'info',
          vscode.l10n.t('Another window is already downloading papers. They will be shown here too.'),
        );
        return;
      case 'complete':
      case 'done':
        break;
    }
    const done = outcome.kind === 'done' ? outcome : ({ kind: 'done', added: 0, updated: 0 } as const);
    const { added, updated, failure, skipped } = done;
    const addedText = addedMessage(added, updated);
    const gap = skipped ? [gapMessage(skipped)] : [];
    const close = [
      ...(added > 0 ? [showAction()] : []),
      ...(skipped ? [downloadAction(monthsBetween(skipped.from, skipped.to))] : []),
    ];
    if (!failure) {
      const words = [addedText, ...(added === 0 && !skipped ? [age] : gap)];
      await notify('info', joinSentences(words), ...close);
      return;
    }
    const words = [failureMessage(failure, endpoint), added + updated > 0 ? addedText : age, ...gap];
    await notify('warning', joinSentences(words), ...nextSteps(failure), ...close);
  }

  async reportSkipped(gap: FeedGap): Promise<void> {
    await notify('info', gapMessage(gap), downloadAction(monthsBetween(gap.from, gap.to)));
  }

  #setRefreshing(running: boolean): void {
    void vscode.commands.executeCommand('setContext', FeedContext.refreshing, running);
  }
}

function showAction(): MessageAction {
  return {
    label: vscode.l10n.t('Show'),
    run: () => vscode.commands.executeCommand(Command.showNewPapers),
  };
}

function downloadAction(months: readonly string[]): MessageAction {
  return {
    label: vscode.l10n.t('Download'),
    run: () => vscode.commands.executeCommand(Command.downloadArchive, months),
  };
}

/** Returns Try Again if the failure may be temporary, and Open Settings if they define the endpoint. */
function nextSteps({ kind }: FeedFailure): readonly MessageAction[] {
  const showLog = {
    label: vscode.l10n.t('Show Log'),
    run: () => vscode.commands.executeCommand(Command.showLog),
  };
  if (kind === 'redirected') return [openSettings(Setting.endpoint), showLog];
  if (kind === 'wrong-shape' || kind === 'too-large' || kind === 'busy') return [showLog];
  const again = {
    label: vscode.l10n.t('Try Again'),
    run: () => vscode.commands.executeCommand(Command.refresh),
  };
  return [again, showLog];
}
