import * as vscode from 'vscode';
import { findNoteLinks } from '../core/notes/noteLinks';
import { InternalCommand } from '../ids';
import { isInNoteFolder } from './noteFolders';

/** In UTF-16 code units. Longer documents get no links. */
const MAX_DOCUMENT_CHARS = 1_000_000;

/** Returns the `[[key]]` links of a note. Using a link resolves its target, so links need no library. */
export function noteLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
  if (!isInNoteFolder(document.uri.fsPath)) return [];
  const text = document.getText();
  if (text.length > MAX_DOCUMENT_CHARS) return [];
  return findNoteLinks(text).map(({ key, start, end }) => {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    const argument = encodeURIComponent(JSON.stringify([key]));
    const link = new vscode.DocumentLink(
      range,
      vscode.Uri.parse(`command:${InternalCommand.openNoteLink}?${argument}`),
    );
    link.tooltip = vscode.l10n.t('Open the note or paper {0}', key);
    return link;
  });
}
