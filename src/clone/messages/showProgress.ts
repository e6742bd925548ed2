import * as vscode from 'vscode';
import { escapeMessage } from '../../core/text/sanitize';
import { messageLanguage } from '../../messageLocale';
import type { Phase, Progress } from '../git/gitProgress';

/** Shows git's progress with a cancel button. The signal `end` also cancels the work. */
export async function showProgress<T>(
  title: string,
  end: AbortSignal,
  work: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: escapeMessage(title),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    progress.report({ message: phrase('connecting') });
    const cancel = new AbortController();
    const subscription = token.onCancellationRequested(() => cancel.abort());
    const percentage = new Intl.NumberFormat(messageLanguage(), { style: 'percent' });
    let shown = 0;
    try {
      return await work(AbortSignal.any([cancel.signal, end]), (now) => {
        const transfer = now.transfer === undefined ? '' : ` (${now.transfer})`;
        const message = `${percentage.format(Math.floor(now.percent) / 100)} – ${phrase(now.phase)}${transfer}`;
        progress.report({ increment: now.percent - shown, message: escapeMessage(message) });
        shown = now.percent;
      });
    } finally {
      subscription.dispose();
    }
  });
}

function phrase(phase: Phase): string {
  switch (phase) {
    case 'connecting':
      return vscode.l10n.t('connecting');
    case 'counting':
    case 'compressing':
      return vscode.l10n.t('the server prepares');
    case 'receiving':
      return vscode.l10n.t('receiving');
    case 'resolving':
      return vscode.l10n.t('unpacking');
    case 'checkingOut':
    case 'filtering':
      return vscode.l10n.t('writing files');
  }
}
