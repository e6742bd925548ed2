import * as vscode from 'vscode';
import { DeepLinks } from './deepLinks';
import { PaperHover } from './hover';
import { PaperLinks } from './links';
import { registerOpenAtCursor } from './openAtCursor';
import { PaperLookup, type EditorLibrary } from './paperLookup';

/** Papers are named in notes, manuscripts, code comments and notebooks, so every document counts. */
const ANY_DOCUMENT: vscode.DocumentSelector = '*';

/** Puts in place what happens in editors: hovers, links, Open Paper at Cursor, and deep links from outside. */
export function registerEditor(library: EditorLibrary): vscode.Disposable {
  const lookup = new PaperLookup(library);
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(ANY_DOCUMENT, new PaperHover(library, lookup)),
    vscode.languages.registerDocumentLinkProvider(ANY_DOCUMENT, new PaperLinks(lookup)),
    registerOpenAtCursor(lookup),
    vscode.window.registerUriHandler(new DeepLinks()),
  );
}
