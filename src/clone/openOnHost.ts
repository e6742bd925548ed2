import * as vscode from 'vscode';
import type { Repository } from '../core/paper/paper';
import { cloneUrl } from '../core/links/repository';
import type { Choice } from '../notify';

/** The choice to look at a repository's page in the browser. */
export function openOnHost(repository: Repository): Choice {
  return {
    label: vscode.l10n.t('Open on {0}', repository.host),
    run: () =>
      // A damaged store could hold any address: only one that still follows its host's rules is opened.
      cloneUrl(repository) === undefined
        ? undefined
        : vscode.env.openExternal(vscode.Uri.parse(repository.url)),
  };
}
