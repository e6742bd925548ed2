import * as vscode from 'vscode';
import { escapeLabel } from '../../core/text/sanitize';
import type { Correction, Note, Offer } from '../queryHelp';

export type HitRow = vscode.QuickPickItem & { readonly paperId: string };

/** Choosing a row changes the text, opens a page, runs a command or does nothing. */
export type Row =
  | HitRow
  | (vscode.QuickPickItem &
      (
        | { readonly becomes: string }
        | { readonly opens: vscode.Uri }
        | { readonly command: string; readonly argument?: string }
        | { readonly asksHub: true }
        | { readonly note: true }
      ));

/** Returns the buttons of a row, in the order in which they are shown. */
export function buttonsOf(row: Row): readonly vscode.QuickInputButton[] {
  return row.buttons ?? [];
}

/** Returns a key that identifies the row's item across answers. */
export function rowKey(row: Row): string {
  if ('paperId' in row) return `paper ${row.paperId}`;
  if ('asksHub' in row) return 'hub';
  return 'becomes' in row ? `text ${row.becomes}` : `row ${row.label}`;
}

/** Choosing the row replaces the text. */
export function offerRow(icon: string, { text, label, hint }: Offer): Row {
  return {
    label: `$(${icon}) ${escapeLabel(label)}`,
    description: escapeLabel(hint),
    alwaysShow: true,
    becomes: text,
  };
}

/** Returns a row that offers a completion of the last word. */
export function completionRow(offer: Offer): Row {
  return offerRow('lightbulb', offer);
}

/** Returns a row that suggests a correction of the query, or only a note if the correction has no text. */
export function correctionRow({ text, ...note }: Correction): Row {
  return text === undefined ? noteRow('info', note) : offerRow('lightbulb', { ...note, text });
}

/** Choosing the row does nothing. */
export function noteRow(icon: string, { label, hint }: Note): Row {
  return {
    label: `$(${icon}) ${escapeLabel(label)}`,
    detail: escapeLabel(hint),
    alwaysShow: true,
    note: true,
  };
}

/** Returns the row that is shown if a search failed. */
export function failureRow(): Row {
  return noteRow('error', {
    label: vscode.l10n.t('The search failed.'),
    hint: vscode.l10n.t('Run "Papers: Show Log" to see why.'),
  });
}
