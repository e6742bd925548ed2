import * as vscode from 'vscode';
import { arxivPages, findArxivIds, readArxivId } from '../core/links/arxiv';
import { inertLabel } from '../core/text/sanitize';
import type { SearchHit } from '../core/index/searchHit';
import { Command } from '../ids';
import { paperRow } from './paperRow';

/** What a row says. */
export interface Note {
  readonly label: string;
  readonly hint: string;
}

/** A text that the box may hold instead, with what the row that offers it says. */
export interface Offer extends Note {
  readonly text: string;
}

/** A row of a paper. */
export type HitRow = vscode.QuickPickItem & { readonly paperId: string };

/** A row of the search box, with what choosing it does: another text, a page in the browser, a command, nothing. */
export type Row =
  | HitRow
  | (vscode.QuickPickItem &
      (
        | { readonly becomes: string }
        | { readonly opens: vscode.Uri }
        | { readonly command: string }
        | { readonly note: true }
      ));

/** The row of a paper that was found, with the piece of it that shows best why. */
export function hitRow({ paper }: SearchHit, excerpt: string, topicLabel: (id: string) => string): HitRow {
  return {
    ...paperRow(paper, { topicLabel, excerpt, codeWord: vscode.l10n.t('code') }),
    paperId: paper.id,
    alwaysShow: true,
    buttons: [
      ...(paper.repositories.length > 0 ? [CLONE] : []),
      ...(readArxivId(paper.id) !== undefined ? [ARXIV] : []),
    ],
  };
}

/** A row that puts another text into the box. */
export function offerRow(icon: string, { text, label, hint }: Offer): Row {
  return {
    label: `$(${icon}) ${inertLabel(label)}`,
    description: inertLabel(hint),
    alwaysShow: true,
    becomes: text,
  };
}

/** A row that only says something: choosing it does nothing. */
export function noteRow(icon: string, { label, hint }: Note): Row {
  return { label: `$(${icon}) ${inertLabel(label)}`, detail: inertLabel(hint), alwaysShow: true, note: true };
}

/** The row that Enter chooses where no paper was found: the nearest thing to an answer, or none. */
export function nearest(rows: readonly Row[]): Row | undefined {
  return rows.find((row) => 'becomes' in row || 'opens' in row);
}

/** That there is no answer, and what may be done about it: ask for less, look elsewhere, bring more papers. */
export function nothingFound(text: string, wider: readonly Offer[]): Row[] {
  const {
    ids: [id],
    only,
  } = findArxivIds(text);
  const [onArxiv] = id === undefined ? [] : arxivPages(id);
  const none = `${vscode.l10n.t('No paper matches')} ${text.trim()}`;
  const elsewhere: Row[] = [];
  if (id !== undefined && onArxiv !== undefined) {
    elsewhere.push({
      label: `$(link-external) ${vscode.l10n.t('Open {0} on arXiv', inertLabel(id))}`,
      description: vscode.l10n.t('in the browser'),
      alwaysShow: true,
      opens: vscode.Uri.parse(onArxiv.url, true),
    });
  }
  elsewhere.push({
    label: `$(cloud-download) ${vscode.l10n.t('Download Archive…')}`,
    description: vscode.l10n.t('brings older papers into your library'),
    alwaysShow: true,
    command: Command.downloadArchive,
  });
  return [
    noteRow('search', {
      label: none,
      hint: only
        ? vscode.l10n.t('This paper is not in your library.')
        : wider.length > 0
          ? vscode.l10n.t('Take away a filter:')
          : vscode.l10n.t('Try fewer words, or take away a filter such as has: or year:.'),
    }),
    ...wider.map((offer) => offerRow('remove', offer)),
    ...elsewhere,
  ];
}

/** That the search itself failed, and where it says why. */
export function failureRow(): Row {
  return noteRow('error', {
    label: vscode.l10n.t('The search failed.'),
    hint: vscode.l10n.t('Run "Papers: Show Log" to see why.'),
  });
}

/** On a row: clones the paper's repository. */
export const CLONE: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('repo-clone'),
  tooltip: vscode.l10n.t('Clone repository'),
};

/** On a row: opens the paper's page on arXiv. */
export const ARXIV: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('link-external'),
  tooltip: vscode.l10n.t('Open on arXiv'),
};

/** In the title: widens the search. */
export const WIDEN: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('telescope'),
  tooltip: vscode.l10n.t('Widen the search with words of the best answers'),
};

/** In the title, while the search is widened: narrows it again. */
export const NARROW: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('search'),
  tooltip: vscode.l10n.t('Search for these words only'),
};
