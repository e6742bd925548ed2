import * as vscode from 'vscode';
import { readingMarkdown, type ReadingItem } from '../core/readingList/markdown';
import { bibtexOf } from '../library/unicodeit';
import { notify } from '../notify';

/**
 * Opens the reading list as a document, to be saved where the reader likes: BibTeX or Markdown, as they choose.
 * @param trouble why the list can't be read, if so
 */
export async function exportReadingList(items: readonly ReadingItem[], trouble?: string): Promise<void> {
  if (items.length === 0) {
    const empty = vscode.l10n.t('The reading list is empty. Save a paper for later first.');
    await notify('info', trouble ?? empty);
    return;
  }
  const bibtex = {
    label: 'BibTeX',
    detail: vscode.l10n.t('For LaTeX and reference managers'),
    language: 'bibtex',
    content: () => bibtexOf(items.map(({ paper }) => paper)),
  };
  const markdown = {
    label: 'Markdown',
    detail: vscode.l10n.t('A list with links, ticked where you have read'),
    language: 'markdown',
    content: () => readingMarkdown(items),
  };
  const picked = await vscode.window.showQuickPick([bibtex, markdown], {
    title: vscode.l10n.t('Export Reading List'),
    placeHolder: vscode.l10n.t('{0} papers', items.length),
  });
  if (!picked) return;
  const { language } = picked;
  const document = await vscode.workspace.openTextDocument({ language, content: picked.content() });
  await vscode.window.showTextDocument(document);
}
