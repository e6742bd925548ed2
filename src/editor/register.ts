import * as vscode from 'vscode';
import { Command } from '../ids';
import { Lazy, lazyCommand } from '../lazy';
import type { Log } from '../log';
import { paperIdOf } from '../paperArgument';
import type { CitationServices } from './citation/insertCitation';
import type { PaperLink } from './links';
import type { EditorLibrary } from './paperLookup';

/** Papers are named in notes, manuscripts, code comments and notebooks, so every document counts. */
const ANY_DOCUMENT: vscode.DocumentSelector = '*';

/** What the editor feature works with. */
interface EditorServices extends CitationServices {
  readonly library: EditorLibrary;
  readonly log: Log;
}

/**
 * Registers what happens in editors (hovers, links, Open Paper at Cursor, Insert Citation), whose code is loaded with the first editor,
 * and deep links from outside.
 */
export function registerEditor({ library, picker, memory, log }: EditorServices): vscode.Disposable {
  const part = new Lazy(log, async () => {
    const { EditorPart } = await import('./editorPart');
    return new EditorPart(library);
  });
  const hover: vscode.HoverProvider = {
    provideHover: (...asked) => part.use(({ hover }) => hover.provideHover(...asked)),
  };
  const links: vscode.DocumentLinkProvider<PaperLink> = {
    provideDocumentLinks: (document) => part.use(({ links }) => links.provideDocumentLinks(document)),
    resolveDocumentLink: (link) => part.use(({ links }) => links.resolveDocumentLink(link)),
  };
  const citations = new Lazy(log, async () => {
    const { insertCitation } = await import('./citation/insertCitation');
    return { insertCitation, dispose: () => undefined };
  });
  const deepLinks = new Lazy(log, async () => {
    const { DeepLinks } = await import('./deepLinks');
    return Object.assign(new DeepLinks(), { dispose: () => undefined });
  });
  const loadWith = (editor: vscode.TextEditor | undefined): void => {
    if (editor) void part.use(() => undefined);
  };
  loadWith(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    part,
    citations,
    deepLinks,
    vscode.window.onDidChangeActiveTextEditor(loadWith),
    vscode.languages.registerHoverProvider(ANY_DOCUMENT, hover),
    vscode.languages.registerDocumentLinkProvider(ANY_DOCUMENT, links),
    lazyCommand(Command.openPaperAtCursor, part, (editor) => editor.openPaperAtCursor()),
    lazyCommand(Command.insertCitation, citations, ({ insertCitation }, argument) =>
      insertCitation({ library, picker, memory }, paperIdOf(argument)),
    ),
    vscode.window.registerUriHandler({
      handleUri: (uri) => deepLinks.use((handler) => handler.handleUri(uri)),
    }),
  );
}
