import * as vscode from 'vscode';
import { arxivPages, findArxivIds, parseArxivId } from '../core/links/arxiv';
import { escapeLabel } from '../core/text/sanitize';
import type { SearchHit } from '../core/index/searchHit';
import { Command } from '../ids';
import { paperRow } from './paperRow';
import type { Correction, Note, Offer } from './queryHelp';

export type HitRow = vscode.QuickPickItem & { readonly paperId: string };

/** A row of the search box. Choosing it changes the text, opens a page, runs a command or does nothing. */
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

export interface HitDetails {
  readonly excerpt: string;
  readonly topicLabel: (id: string) => string;
  readonly saved: boolean;
  readonly canClone: boolean;
  /** Whether the paper is chosen; absent in a box that picks one paper. */
  readonly chosen?: boolean | undefined;
  /** Describes the origin of the paper, such as "added by you". */
  readonly origin?: string;
}

/** Returns the row of a found paper. */
export function hitRow({ paper }: SearchHit, details: HitDetails): HitRow {
  const { excerpt, topicLabel, saved, canClone, chosen, origin = '' } = details;
  const row = paperRow(paper, {
    topicLabel,
    excerpt,
    codeWord: vscode.l10n.t('code'),
    savedWord: saved ? vscode.l10n.t('saved') : '',
    originWord: origin,
  });
  return {
    ...row,
    ...(chosen === true && {
      label: row.label.replace(/^\$\([a-z-]+\)/, '$(pass-filled)'),
      detail: `${vscode.l10n.t('chosen')} · ${row.detail}`,
    }),
    paperId: paper.id,
    alwaysShow: true,
    buttons: [
      ...(chosen === undefined ? [] : [chosen ? REMOVE_PAPER : ADD_PAPER]),
      saved ? UNSAVE : SAVE,
      ...(canClone && paper.repositories.length > 0 ? [CLONE] : []),
      ...(parseArxivId(paper.id) !== undefined ? [ARXIV] : []),
    ],
  };
}

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

function offerRow(icon: string, { text, label, hint }: Offer): Row {
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

/** Returns an informational row. Choosing it does nothing. */
function noteRow(icon: string, { label, hint }: Note): Row {
  return {
    label: `$(${icon}) ${escapeLabel(label)}`,
    detail: escapeLabel(hint),
    alwaysShow: true,
    note: true,
  };
}

/**
 * Returns the row to focus if no paper was found: another query, adding the paper, its page on arXiv, or the
 * search of Hugging Face.
 */
export function fallbackRow(rows: readonly Row[]): Row | undefined {
  return (
    rows.find((row) => 'becomes' in row || 'opens' in row || 'argument' in row) ??
    rows.find((row) => 'asksHub' in row)
  );
}

/**
 * Returns the rows for a query without results: a note, the query without one of its filters, arXiv, and ways
 * to get more papers.
 * @param filter filters of this box, as text
 */
export function noMatchRows(text: string, relaxed: readonly Offer[], filter: string | undefined): Row[] {
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
          : vscode.l10n.t('Try fewer words, or remove a filter such as has: or year:.'),
    }),
    ...relaxed.map((offer) => offerRow('remove', offer)),
    ...elsewhere,
  ];
}

function addRow(id: string): Row {
  return {
    label: `$(add) ${vscode.l10n.t('Add {0} to the library', escapeLabel(id))}`,
    description: vscode.l10n.t('from Hugging Face or arXiv'),
    alwaysShow: true,
    command: Command.addPaper,
    argument: id,
  };
}

/** Returns the row below a search in the kept texts if there are none. */
export function keepTextsRow(): Row {
  return {
    label: `$(cloud-download) ${vscode.l10n.t('Keep Texts of Reading List')}`,
    description: vscode.l10n.t('text: searches kept texts, and none is kept yet'),
    alwaysShow: true,
    command: Command.keepTexts,
  };
}

/** Returns the row that is shown if a search failed. */
export function failureRow(): Row {
  return noteRow('error', {
    label: vscode.l10n.t('The search failed.'),
    hint: vscode.l10n.t('Run "Papers: Show Log" to see why.'),
  });
}

/** Chooses the paper in a box that picks several. The first button of a row. */
export const ADD_PAPER: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('add'),
  tooltip: vscode.l10n.t('Choose this paper and another'),
};

export const REMOVE_PAPER: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('remove'),
  tooltip: vscode.l10n.t('Leave this paper out'),
};

const SAVE: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('bookmark'),
  tooltip: vscode.l10n.t('Save for later'),
};

const UNSAVE: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('check'),
  tooltip: vscode.l10n.t('Saved: remove from reading list'),
};

export const CLONE: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('repo-clone'),
  tooltip: vscode.l10n.t('Clone repository'),
};

export const ARXIV: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('link-external'),
  tooltip: vscode.l10n.t('Open on arXiv'),
};

/** In the title: expands the search with terms of its best results. */
export const EXPAND_SEARCH: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('telescope'),
  tooltip: vscode.l10n.t('Widen the search with words of the best answers'),
};

/** In the title: saves the search, so that its new papers are counted. */
export const SAVE_SEARCH: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('star-empty'),
  tooltip: vscode.l10n.t('Save this search, and count its new papers'),
};

/** In the title of an expanded search: searches for the typed words only. */
export const EXACT_SEARCH: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('search'),
  tooltip: vscode.l10n.t('Search for these words only'),
};
