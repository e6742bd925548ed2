import * as vscode from 'vscode';
import { parseArxivId } from '../../core/links/arxiv';
import type { SearchHit } from '../../core/index/searchHit';
import { hitText } from './hitText';
import type { HitRow } from './row';
import { ADD_PAPER, ARXIV, CLONE, REMOVE_PAPER, SAVE, UNSAVE } from './rowButtons';

export interface HitDetails {
  readonly excerpt: string;
  readonly topicLabel: (id: string) => string;
  readonly saved: boolean;
  readonly canClone: boolean;
  /** Absent in a box that picks one paper. */
  readonly chosen?: boolean | undefined;
  /** Origin of the paper, such as "added by you". */
  readonly origin?: string;
}

/** Returns the row of a found paper. */
export function hitRow({ paper }: SearchHit, details: HitDetails): HitRow {
  const { excerpt, topicLabel, saved, canClone, chosen, origin = '' } = details;
  const row = hitText(paper, {
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
