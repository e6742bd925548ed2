import * as vscode from 'vscode';
import { arxivPages, findArxivIds } from '../../core/links/arxiv';
import type { Query } from '../../core/query/parseQuery';
import { escapeLabel } from '../../core/text/sanitize';
import { Command } from '../../ids';
import type { Offer } from '../queryHelp';
import { noteRow, offerRow, type Row } from './row';

/** Returns the row to focus without papers: another query, adding the paper, arXiv, or Hugging Face. */
export function fallbackRow(rows: readonly Row[]): Row | undefined {
  return (
    rows.find((row) => 'becomes' in row || 'opens' in row || 'argument' in row) ??
    rows.find((row) => 'asksHub' in row)
  );
}

/**
 * Returns the rows for a query without results: a note, the query without one filter, arXiv, the archive.
 * @param filter filters of this box, as text
 */
export function noMatchRows(query: Query, relaxed: readonly Offer[], filter: string | undefined): Row[] {
  const { text } = query;
  const {
    ids: [id],
    only,
  } = findArxivIds(text);
  const [onArxiv] = id === undefined ? [] : arxivPages(id);
  const none = `${vscode.l10n.t('No paper matches')} ${text.trim()}`;
  const elsewhere: Row[] = [];
  if (id !== undefined && onArxiv !== undefined) {
    if (filter === undefined && only) elsewhere.push(addRow(id));
    elsewhere.push({
      label: `$(link-external) ${vscode.l10n.t('Open {0} on arXiv', escapeLabel(id))}`,
      description: vscode.l10n.t('in the browser'),
      alwaysShow: true,
      opens: vscode.Uri.parse(onArxiv.url, true),
    });
  }
  elsewhere.push({
    label: `$(cloud-download) ${vscode.l10n.t('Download Archive…')}`,
    description: vscode.l10n.t('adds older papers to your library'),
    alwaysShow: true,
    command: Command.downloadArchive,
  });
  return [
    noteRow('search', {
      label: none,
      hint: only
        ? filter === undefined
          ? vscode.l10n.t('This paper is not in your library.')
          : vscode.l10n.t('This paper is not in your library, or {0} does not fit it.', filter)
        : relaxed.length > 0
          ? vscode.l10n.t('Remove a filter:')
          : ((filter === undefined ? nothingHere(query) : undefined) ??
            vscode.l10n.t('Try fewer words, or remove a filter such as has: or year:.')),
    }),
    ...relaxed.map((offer) => offerRow('remove', offer)),
    ...elsewhere,
  ];
}

/** Returns the next step for a query that is only `is:saved` or `has:note`. */
function nothingHere({ clauses }: Query): string | undefined {
  const [only, another] = clauses;
  if (only?.kind !== 'flag' || only.not || only.begun === true || another) return undefined;
  if (only.flag === 'is:saved') return vscode.l10n.t('No paper here is saved. Save one on its page.');
  if (only.flag === 'has:note')
    return vscode.l10n.t('No paper here has a note. Open Note on a paper creates one.');
  return undefined;
}

/** Returns the row that adds a paper to the library. */
export function addRow(id: string): Row {
  return {
    label: `$(add) ${vscode.l10n.t('Add {0} to the library', escapeLabel(id))}`,
    description: vscode.l10n.t('from Hugging Face or arXiv'),
    alwaysShow: true,
    command: Command.addPaper,
    argument: id,
  };
}

/** Returns the row below a search in the kept texts if no text is kept. */
export function keepTextsRow(): Row {
  return {
    label: `$(cloud-download) ${vscode.l10n.t('Keep Texts of Reading List')}`,
    description: vscode.l10n.t('text: searches kept texts, and none is kept yet'),
    alwaysShow: true,
    command: Command.keepTexts,
  };
}
