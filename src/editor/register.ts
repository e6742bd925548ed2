import * as vscode from 'vscode';
import { Command } from '../ids';
import { paperIdOf } from '../paperArgument';
import { insertCitation, type CitationServices } from './citation/insertCitation';
import { DeepLinks } from './deepLinks';
import { PaperHover } from './hover';
import { PaperLinks } from './links';
import { registerOpenAtCursor } from './openAtCursor';
import { PaperLookup, type EditorLibrary } from './paperLookup';

/** Papers are named in notes, manuscripts, code comments and notebooks, so every document counts. */
const ANY_DOCUMENT: vscode.DocumentSelector = '*';

/** What the editor feature works with. */
export interface EditorServices extends CitationServices {
  readonly library: EditorLibrary;
}

/** Puts in place what happens in editors: hovers, links, Open Paper at Cursor, and deep links from outside. */
export function registerEditor({ library, picker, memory }: EditorServices): vscode.Disposable {
  const lookup = new PaperLookup(library);
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(ANY_DOCUMENT, new PaperHover(library, lookup)),
    vscode.languages.registerDocumentLinkProvider(ANY_DOCUMENT, new PaperLinks(lookup)),
    registerOpenAtCursor(lookup),
    vscode.commands.registerCommand(Command.insertCitation, (argument?: unknown) =>
      insertCitation({ library, picker, memory }, paperIdOf(argument)),
    ),
    vscode.window.registerUriHandler(new DeepLinks()),
  );
}
