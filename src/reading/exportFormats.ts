import * as vscode from 'vscode';
import { cslJson } from '../core/citation/cslJson';
import { references } from '../core/citation/reference';
import { ris } from '../core/citation/ris';
import { readingMarkdown, type ReadingItem } from '../core/readingList/markdown';
import { bibtexOf } from '../library/texToUnicode';

export interface ExportFormat {
  /** File name extension without a dot; identifies the format. */
  readonly extension: string;
  readonly label: string;
  readonly detail: string;
  /** @param topicLabel label of a topic, by its id */
  readonly content: (items: readonly ReadingItem[], topicLabel: (id: string) => string) => string;
}

/** Returns the formats in menu order. */
export function exportFormats(): readonly ExportFormat[] {
  const papersOf = (items: readonly ReadingItem[]) => items.map(({ paper }) => paper);
  return [
    {
      extension: 'bib',
      label: 'BibTeX',
      detail: vscode.l10n.t('For LaTeX, Typst and reference managers'),
      content: (items) => bibtexOf(papersOf(items)),
    },
    {
      extension: 'md',
      label: 'Markdown',
      detail: vscode.l10n.t('A list with links, in which read papers are ticked'),
      content: readingMarkdown,
    },
    {
      extension: 'json',
      label: 'CSL-JSON',
      detail: vscode.l10n.t('For Pandoc, Quarto and reference managers'),
      content: (items, topicLabel) => cslJson(references(papersOf(items), topicLabel)),
    },
    {
      extension: 'ris',
      label: 'RIS',
      detail: vscode.l10n.t('For Zotero, EndNote and Mendeley'),
      content: (items, topicLabel) => ris(references(papersOf(items), topicLabel)),
    },
  ];
}
