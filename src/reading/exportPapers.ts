import * as vscode from 'vscode';
import { cslJson } from '../core/citation/cslJson';
import { references } from '../core/citation/reference';
import { ris } from '../core/citation/ris';
import { readingMarkdown, type ReadingItem } from '../core/readingList/markdown';
import { bibtexOf } from '../library/unicodeit';
import { notify } from '../notify';

/**
 * Opens the reading list as a document in the format that the user picks, to be saved where the user likes.
 * @param topicLabel label of a topic, by its id
 * @param problem why the list can't be read, if so
 */
export async function exportReadingList(
  items: readonly ReadingItem[],
  topicLabel: (id: string) => string,
  problem?: string,
): Promise<void> {
  if (items.length === 0) {
    const empty = vscode.l10n.t('The reading list is empty. Save a paper for later first.');
    await notify('info', problem ?? empty);
    return;
  }
  await exportItems(items, topicLabel, vscode.l10n.t('Export Reading List'));
}

/**
 * Opens papers as a document in the format that the user picks.
 * @param topicLabel label of a topic, by its id
 */
export async function exportItems(
  items: readonly ReadingItem[],
  topicLabel: (id: string) => string,
  title: string,
): Promise<void> {
  const papers = items.map(({ paper }) => paper);
  const bibtex = {
    label: 'BibTeX',
    detail: vscode.l10n.t('For LaTeX, Typst and reference managers'),
    language: 'bibtex',
    content: () => bibtexOf(papers),
  };
  const markdown = {
    label: 'Markdown',
    detail: vscode.l10n.t('A list with links, ticked where you have read'),
    language: 'markdown',
    content: () => readingMarkdown(items),
  };
  const csl = {
    label: 'CSL-JSON',
    detail: vscode.l10n.t('For Pandoc, Quarto and reference managers'),
    language: 'json',
    content: () => cslJson(references(papers, topicLabel)),
  };
  const risFile = {
    label: 'RIS',
    detail: vscode.l10n.t('For Zotero, EndNote and Mendeley'),
    language: 'plaintext',
    content: () => ris(references(papers, topicLabel)),
  };
  const picked = await vscode.window.showQuickPick([bibtex, markdown, csl, risFile], {
    title,
    placeHolder: papers.length === 1 ? vscode.l10n.t('1 paper') : vscode.l10n.t('{0} papers', papers.length),
  });
  if (!picked) return;
  const { language } = picked;
  const document = await vscode.workspace.openTextDocument({ language, content: picked.content() });
  await vscode.window.showTextDocument(document);
}
