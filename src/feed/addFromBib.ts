import * as vscode from 'vscode';
import { parseBibFile } from '../core/citation/bibFile';
import { decodedText } from '../library/decodeText';
import { notify } from '../notify';
import { addIds } from './addPapers';
import type { AddDeps } from './addTypes';

const MAX_BYTES = 20_000_000;

/** Uses the given .bib file, else the active editor's, else one that the user chooses. */
export async function addFromBib(argument: unknown, deps: AddDeps): Promise<void> {
  const file = argument instanceof vscode.Uri ? argument : (activeBib() ?? (await chosenFile()));
  if (!file) return;
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  let text: string;
  try {
    text = await textOf(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return notify('error', vscode.l10n.t('{0} could not be read: {1}', name, why));
  }
  const entries = parseBibFile(text);
  const ids = [...new Set(entries.flatMap(({ arxivId }) => arxivId ?? []))];
  if (ids.length === 0) {
    return notify(
      'info',
      vscode.l10n.t(
        '{0} has {1} entries, none of them with an arXiv id, address or DOI.',
        name,
        entries.length,
      ),
    );
  }
  await addIds(ids, deps);
}

function activeBib(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'bibtex' || document?.fileName.endsWith('.bib') === true
    ? document.uri
    : undefined;
}

async function chosenFile(): Promise<vscode.Uri | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Add Papers of a Bibliography'),
    openLabel: vscode.l10n.t('Add'),
    filters: { BibTeX: ['bib'] },
  });
  return files?.[0];
}

/** Returns the text of an open document with its unsaved changes, else of the file. */
async function textOf(file: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  if (open) return open.getText();
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > MAX_BYTES) throw new Error(vscode.l10n.t('It is larger than {0} MB.', MAX_BYTES / 1_000_000));
  return decodedText(await vscode.workspace.fs.readFile(file));
}
