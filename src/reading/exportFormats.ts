import * as vscode from 'vscode';
import type { KeysOfPapers } from '../core/citation/citationKey';
import { cslJson } from '../core/citation/cslJson';
import { references } from '../core/citation/reference';
import { ris } from '../core/citation/ris';
import { readingMarkdown, type ReadingItem } from '../core/readingList/markdown';
import { bibtexOf } from '../library/texToUnicode';

export interface ExportFormat {
  /** Without a dot; identifies the format. */
  readonly extension: string;
  readonly label: string;
  readonly detail: string;
  readonly content: (items: readonly ReadingItem[], context: ExportContext) => string;
}

export interface ExportContext {
  readonly topicLabel: (id: string) => string;
  /** Keys of earlier exports. */
  readonly keys: KeysOfPapers;
}

/** Returns the formats in menu order. */
export function exportFormats(): readonly ExportFormat[] {
  const papersOf = (items: readonly ReadingItem[]) => items.map(({ paper }) => paper);
  const referencesOf = (items: readonly ReadingItem[], { topicLabel, keys }: ExportContext) =>
    references(papersOf(items), topicLabel, keys);
  return [
    {
      extension: 'bib',
      label: 'BibTeX',
      detail: vscode.l10n.t('For LaTeX, Typst and reference managers'),
      content: (items, { keys }) => bibtexOf(papersOf(items), keys),
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
      content: (items, context) => cslJson(referencesOf(items, context)),
    },
    {
      extension: 'ris',
      label: 'RIS',
      detail: vscode.l10n.t('For Zotero, EndNote and Mendeley'),
      content: (items, context) => ris(referencesOf(items, context)),
    },
  ];
}
