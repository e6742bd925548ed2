import path from 'node:path';
import * as vscode from 'vscode';
import type { CloneOutcome } from './cloneRepository';
import { formatBytes } from './lfsPointer';
import { enclosingWorkTree } from './place';

/** What there is to say about a finished clone. */
export async function clonedMessage(
  name: string,
  { folder, history, missingRef, left }: Extract<CloneOutcome, { kind: 'cloned' }>,
): Promise<string> {
  const parent = path.dirname(folder);
  const sentences = [
    history === 'shallow'
      ? vscode.l10n.t(
          '{0} was cloned into “{1}”, its newest state without the history.',
          name,
          path.basename(parent),
        )
      : vscode.l10n.t('{0} was cloned into “{1}”.', name, path.basename(parent)),
  ];
  if (missingRef !== undefined) {
    sentences.push(
      vscode.l10n.t('“{0}”, which the link asked for, is gone: this is the default branch.', missingRef),
    );
  }
  if (left.files > 0) {
    const size = formatBytes(left.bytes);
    sentences.push(
      vscode.l10n.t(
        '{0} large files ({1}) were left out; download them when you need them.',
        left.files,
        size,
      ),
    );
  }
  const around = await enclosingWorkTree(parent);
  if (around !== undefined) {
    sentences.push(
      vscode.l10n.t(
        'The Git repository around it, “{0}”, will list it as a new folder.',
        path.basename(around),
      ),
    );
  }
  if (vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder)) !== undefined) {
    sentences.push(vscode.l10n.t('It lies in a folder that you trust, so VS Code trusts it too.'));
  }
  return sentences.join(' ');
}
