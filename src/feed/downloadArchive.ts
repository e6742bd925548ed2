import * as vscode from 'vscode';
import { longMonth } from '../core/text/formatDate';
import { asList } from '../core/lang/json';
import { Disposable } from '../dispose';
import { Command } from '../ids';
import type { LiveLibrary } from '../library/liveLibrary';
import type { UpdateOutcome } from '../library/sync/update/updateTypes';
import { notify } from '../notify';
import { failureMessage, rateLimitMessage } from '../networkMessages';
import { allowedEndpoint } from '../networkSettings';
import { addedMessage, incompleteMonthsMessage } from './updateMessages';
import { messageLanguage } from '../messageLocale';
import { joinSentences } from '../core/text/joinSentences';

export class ArchiveCommand extends Disposable {
  readonly #live: LiveLibrary;
  readonly #ending = new AbortController();

  constructor(live: LiveLibrary) {
    super();
    this.#live = live;
    this._register({ dispose: () => this.#ending.abort() });
  }

  async run(argument: unknown): Promise<void> {
    const endpoint = await allowedEndpoint();
    if (endpoint === undefined) return;
    const chosen = await chooseMonths(this.#live, endpoint, argument);
    if (!chosen || chosen.months.length === 0) return;
    const { months } = chosen;
    const outcome = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Downloading papers'),
        cancellable: true,
      },
      (progress, token) => download(this.#live, endpoint, chosen, progress, token, this.#ending.signal),
    );
    if (!this.disposed) void report(outcome, endpoint, months);
  }
}

async function download(
  live: LiveLibrary,
  endpoint: string,
  { months, again }: MonthChoice,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
  ending: AbortSignal,
): Promise<UpdateOutcome> {
  const controller = new AbortController();
  const cancelling = token.onCancellationRequested(() => controller.abort());
  const signal = AbortSignal.any([controller.signal, ending]);
  let shown = 0;
  try {
    return await live.feed.archive(endpoint, months, {
      signal,
      again,
      onProgress: ({ at, done, total, waitsUntil }) => {
        const month = longMonth(at, messageLanguage());
        const step = vscode.l10n.t('{0} ({1} of {2})', month, done + 1, total);
        progress.report({
          message: waitsUntil === undefined ? step : `${step}. ${rateLimitMessage(waitsUntil, endpoint)}`,
          increment: ((done - shown) / total) * 100,
        });
        shown = done;
      },
    });
  } finally {
    cancelling.dispose();
  }
}

async function report(outcome: UpdateOutcome, endpoint: string, months: readonly string[]): Promise<void> {
  const continueAction = {
    label: vscode.l10n.t('Continue'),
    run: () => vscode.commands.executeCommand(Command.downloadArchive, months),
  };
  switch (outcome.kind) {
    case 'complete':
      return notify('info', vscode.l10n.t('These months are in the library already.'));
    case 'elsewhere':
      return notify(
        'info',
        vscode.l10n.t('Another window is downloading papers. Try again when it has finished.'),
        continueAction,
      );
    case 'cancelled': {
      const kept = vscode.l10n.t('The download was stopped. Complete months are kept.');
      return notify('info', `${kept} ${addedMessage(outcome.added, outcome.updated)}`, continueAction);
    }
    case 'done': {
      const { added, updated, failure } = outcome;
      const sentences = [
        failure ? failureMessage(failure, endpoint) : '',
        addedMessage(added, updated),
        incompleteMonthsMessage(outcome),
      ];
      const message = joinSentences(sentences);
      return failure ? notify('warning', message, continueAction) : notify('info', message);
    }
  }
}

interface MonthChoice {
  readonly months: readonly string[];
  readonly again: boolean;
}

async function chooseMonths(
  live: LiveLibrary,
  endpoint: string,
  argument: unknown,
): Promise<MonthChoice | undefined> {
  const months = await live.feed.months(endpoint);
  const known = new Set(months.map(({ month }) => month));
  if (argument === 'all') return { months: [...known], again: false };
  const named = asList(argument);
  if (named) {
    const wanted = named.filter((month): month is string => typeof month === 'string' && known.has(month));
    return { months: wanted, again: false };
  }

  const missing = months.filter(({ held }) => !held).map(({ month }) => month);
  const all = {
    label: vscode.l10n.t('All months'),
    detail: vscode.l10n.t(
      'Every paper since May 2023; {0} of {1} months are not downloaded yet',
      missing.length,
      months.length,
    ),
    chosen: (): Promise<MonthChoice | undefined> => Promise.resolve({ months: missing, again: false }),
  };
  const some = {
    label: vscode.l10n.t('Choose months…'),
    detail: vscode.l10n.t('A month has about 400 papers'),
    chosen: () => pickMonths(months),
  };
  const picked = await vscode.window.showQuickPick([all, some], {
    title: vscode.l10n.t('Download Archive'),
    placeHolder: vscode.l10n.t('The papers are kept on this machine and can be searched without a network'),
  });
  return picked?.chosen();
}

async function pickMonths(
  months: readonly { readonly month: string; readonly held: boolean }[],
): Promise<MonthChoice | undefined> {
  const items = months.map(({ month, held }) => ({
    label: longMonth(month, messageLanguage()),
    description: held ? vscode.l10n.t('downloaded; choose it for newer votes and summaries') : '',
    month,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Download Archive'),
    placeHolder: vscode.l10n.t('Months to download'),
    canPickMany: true,
  });
  return picked && { months: picked.map(({ month }) => month), again: true };
}
