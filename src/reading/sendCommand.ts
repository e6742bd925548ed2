import * as vscode from 'vscode';
import { references } from '../core/citation/reference';
import { citedUrl } from '../core/citation/titleLink';
import { zoteroItem } from '../core/citation/zoteroItem';
import type { Paper } from '../core/paper/paper';
import type { Log } from '../log';
import { notify, type MessageAction } from '../notify';
import { messageTitle } from '../papers/messageTitle';
import { sendToZotero, type ZoteroOutcome } from './zotero';

export interface SendDeps {
  readonly topicLabel: (id: string) => string;
  readonly exportPapers: (papers: readonly Paper[]) => Promise<void>;
  readonly log: Log;
  /** Kind of the remote machine on which the extension runs, if any. */
  readonly remote?: string | undefined;
  readonly address?: string;
}

/** Sends papers to Zotero on this machine and shows the result. */
export async function sendPapersToZotero(papers: readonly Paper[], deps: SendDeps): Promise<void> {
  const [first] = papers;
  if (!first) return;
  const exportInstead: MessageAction = {
    label: vscode.l10n.t('Export Instead…'),
    run: () => deps.exportPapers(papers),
  };
  // On another machine, the port could belong to another user's Zotero.
  if (deps.remote !== undefined) {
    await notify(
      'warning',
      vscode.l10n.t(
        'This window runs on another machine ({0}), which has no access to the Zotero on yours. Export the papers and import the file in Zotero.',
        deps.remote,
      ),
      exportInstead,
    );
    return;
  }
  const items = references(papers, deps.topicLabel).map(zoteroItem);
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Sending to Zotero') },
    () => sendToZotero(items, citedUrl(first) ?? 'https://arxiv.org', deps.address),
  );
  if (outcome.kind === 'saved') {
    const message =
      papers.length === 1
        ? vscode.l10n.t('Sent to Zotero: {0}', messageTitle(first))
        : vscode.l10n.t('Sent {0} papers to Zotero', papers.length);
    vscode.window.setStatusBarMessage(message, 5_000);
    return;
  }
  if (outcome.kind === 'failed') deps.log.warn(`Zotero did not take the papers: ${outcome.why}`);
  const again: MessageAction = {
    label: vscode.l10n.t('Try Again'),
    run: () => sendPapersToZotero(papers, deps),
  };
  await notify('warning', failureMessage(outcome), again, exportInstead);
}

function failureMessage(outcome: Exclude<ZoteroOutcome, { readonly kind: 'saved' }>): string {
  switch (outcome.kind) {
    case 'notRunning':
      return vscode.l10n.t('Zotero is not running. Start it, then try again.');
    case 'notZotero':
      return vscode.l10n.t('Another program uses Zotero’s port 23119. Close it, then start Zotero.');
    case 'tooOld':
      return outcome.version === undefined
        ? vscode.l10n.t(
            'This version of Zotero is too old to receive papers. Update Zotero to version 6 or newer.',
          )
        : vscode.l10n.t(
            'Zotero {0} is too old to receive papers. Update Zotero to version 6 or newer.',
            outcome.version,
          );
    case 'readOnly':
      return vscode.l10n.t(
        'The library that is selected in Zotero is read-only. Select another one there, then try again.',
      );
    case 'failed':
      return vscode.l10n.t('Zotero did not accept the papers ({0}).', outcome.why);
  }
}
