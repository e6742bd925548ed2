import * as vscode from 'vscode';
import { arxivPages, parseArxivId } from '../core/links/arxiv';
import { Command } from '../ids';
import { notify, type MessageAction } from '../notify';

/** Returns the sentence that the library does not have a paper of arXiv. */
export function unknownArxivPaper(arxivId: string): string {
  return vscode.l10n.t('Your library has no paper arXiv:{0}.', arxivId);
}

/**
 * Shows that the library lacks a paper. Offers to add a paper of arXiv or to open it there, and for other ids to
 * search. Adds nothing without a click, because any web page can open a link with an id.
 * @param id arXiv id, or an id made of a title
 */
export async function showUnknownPaper(id: string): Promise<void> {
  const arxivId = parseArxivId(id);
  if (arxivId === undefined) {
    const message = vscode.l10n.t('The library has no paper "{0}".', id);
    return notify('warning', message, searchPapers(id.replaceAll('-', ' ')));
  }
  const [page] = arxivPages(arxivId);
  const add = {
    label: vscode.l10n.t('Add to Library'),
    run: () => vscode.commands.executeCommand(Command.addPaper, arxivId),
  };
  const open = {
    label: vscode.l10n.t('Open on arXiv'),
    run: () => page && vscode.env.openExternal(vscode.Uri.parse(page.url, true)),
  };
  await notify('info', unknownArxivPaper(arxivId), add, open);
}

/** Returns the button that opens the search box. @param query initial text; without it, the last query */
export function searchPapers(query?: string): MessageAction {
  return {
    label: vscode.l10n.t('Search Papers'),
    run: () => vscode.commands.executeCommand(Command.search, query),
  };
}
