import * as vscode from 'vscode';
import type { Paper } from '../../core/paper/paper';
import { escapeLabel } from '../../core/text/sanitize';
import type { HubOfferState } from '../hubOffer';
import type { HitRow, Row } from './row';

const MAX_WORDS = 60;

const KEY = 'Ctrl/Cmd+Shift+Enter';

/**
 * Returns the offer to search the Hub, or the Hub's papers under a separator.
 * @param listed ids of the library's papers above, which are not repeated
 */
export function hubRows(
  state: HubOfferState,
  listed: ReadonlySet<string>,
  rowOf: (paper: Paper) => HitRow,
): readonly Row[] {
  const words = escapeLabel(
    state.text.length > MAX_WORDS ? `${state.text.slice(0, MAX_WORDS - 1)}…` : state.text,
  );
  switch (state.kind) {
    case 'offered':
      return [
        askRow(`$(globe) ${vscode.l10n.t('Search Hugging Face for “{0}”', words)}`, { description: KEY }),
      ];
    case 'searching':
      return [separator(), askRow(`$(sync) ${vscode.l10n.t('Searching Hugging Face for “{0}”…', words)}`)];
    case 'failed':
      return [
        separator(),
        askRow(`$(warning) ${vscode.l10n.t('Hugging Face could not be searched. Try again')}`, {
          description: KEY,
          detail: escapeLabel(state.message),
        }),
      ];
    case 'papers': {
      const papers = state.papers.filter(({ id }) => !listed.has(id));
      return [
        separator(),
        ...(papers.length === 0
          ? [
              {
                label: `$(info) ${vscode.l10n.t('Hugging Face has no other paper for “{0}”', words)}`,
                alwaysShow: true,
                note: true as const,
              },
            ]
          : papers.map(rowOf)),
      ];
    }
  }
}

function separator(): Row {
  return {
    label: vscode.l10n.t('From Hugging Face'),
    kind: vscode.QuickPickItemKind.Separator,
    note: true,
  };
}

function askRow(label: string, more: Pick<vscode.QuickPickItem, 'description' | 'detail'> = {}): Row {
  return { label, ...more, alwaysShow: true, asksHub: true };
}
