import * as vscode from 'vscode';
import { parseDeepLink } from '../core/links/deepLink';
import { Command } from '../ids';
import { notify } from '../notify';
import { searchPapers } from '../papers/unknownPaper';

/** Deep links only show a page or the search box; they never clone, add or write anything. */
export class DeepLinks implements vscode.UriHandler {
  async handleUri(uri: vscode.Uri): Promise<void> {
    const link = parseDeepLink(uri.path, uri.query);
    switch (link?.kind) {
      case 'paper':
        await vscode.commands.executeCommand(Command.openPaper, link.id);
        return;
      case 'search':
        await vscode.commands.executeCommand(Command.search, link.query);
        return;
      case undefined:
        await notify('warning', vscode.l10n.t('The link does not name a paper or a search.'), searchPapers());
    }
  }
}
