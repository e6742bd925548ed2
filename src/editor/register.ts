import * as vscode from 'vscode';
import { ID_DIGITS } from '../core/links/arxivPatterns';
import { Command, InternalCommand } from '../ids';
import { Lazy, lazyCommand } from '../lazy';
import type { Log } from '../log';
import { paperIdOf } from '../papers/paperArgument';
import { DRAGGED_PAPERS } from '../papers/paperDrag';
import type { CitableLibrary } from './citation/completion';
import type { CitationServices } from './citation/insertCitation';
import type { StateOf } from '../papers/paperStates';
import type { PaperLink } from './links';

/** Every document, because notes, manuscripts, code comments and notebooks name papers. */
const ANY_DOCUMENT: vscode.DocumentSelector = '*';
/**
 * Matches any document with a higher score than `*`. VS Code inserts the first edit of the provider with the best
 * score, at equal scores of the last registered. Its own provider, which inserts a row's address, is registered with
 * the first editor, possibly after the extension's.
 */
const ANY_DROP_TARGET: vscode.DocumentSelector = { pattern: '**' };

/** Files and notebook cells. Excludes input boxes, which have other schemes. */
const LINKED_DOCUMENTS: vscode.DocumentSelector = [
  ...[
    'file',
    'untitled',
    'vscode-notebook-cell',
    'vscode-remote',
    'vscode-vfs',
    'git',
    'github',
    'azurerepos',
  ],
  ...['sftp', 'ssh', 'ftp', 'memfs'],
].map((scheme) => ({ scheme }));

/** Documents in which papers can be cited. Repeats the languages of `citationSyntax`, which is loaded later. */
const CITING_DOCUMENTS: vscode.DocumentSelector = [
  ...['latex', 'tex', 'latex-expl3', 'rsweave', 'rnoweb', 'pweave', 'doctex'],
  ...['markdown', 'rmd', 'quarto', 'markdown-math', 'pandoc', 'qmd', 'mdx'],
  ...['typst', 'typ'],
].map((language) => ({ language }));

const CITATION_TRIGGERS: readonly string[] = ['{', ',', '@', '<'];

const PASTE_KIND = vscode.DocumentDropOrPasteEditKind.Empty.append('papers');

/** Rough pattern for links and ids of papers, so that pasting other text loads no code. */
const PERHAPS_A_PAPER = new RegExp(
  String.raw`^\s*\S*(?:${ID_DIGITS}|:\/\/|git@)\S*\s*$|^\s*arxiv:?\s*\S+\s*$`,
  'i',
);

async function mayPaste(transfer: vscode.DataTransfer): Promise<boolean> {
  const text = await transfer.get('text/plain')?.asString();
  return text !== undefined && text.length <= 600 && PERHAPS_A_PAPER.test(text);
}

interface EditorServices extends CitationServices {
  readonly library: CitableLibrary;
  readonly stateOf: StateOf;
  readonly log: Log;
}

/** Registers editor features and deep links. Their code is loaded with the first editor, citation, paste or link. */
export function registerEditor(services: EditorServices): vscode.Disposable {
  const { library, stateOf, picker, activePaper, memory, log } = services;
  const part = new Lazy(log, async () => {
    const { EditorPart } = await import('./editorPart');
    return new EditorPart(library, memory, stateOf);
  });
  const hover: vscode.HoverProvider = {
    provideHover: (...asked) => part.use(({ hover }) => hover.provideHover(...asked)),
  };
  const links: vscode.DocumentLinkProvider<PaperLink> = {
    provideDocumentLinks: (document) => part.use(({ links }) => links.provideDocumentLinks(document)),
    resolveDocumentLink: (link) => part.use(({ links }) => links.resolveDocumentLink(link)),
  };
  const citations = new Lazy(log, async () => {
    const { CitationPart } = await import('./citation/citationPart');
    return new CitationPart({ library, stateOf, picker, activePaper, memory });
  });
  const completion: vscode.CompletionItemProvider = {
    provideCompletionItems: (...asked) =>
      citations.use(({ completion }) => completion.provideCompletionItems(asked[0], asked[1], asked[2])),
  };
  const pasting = new Lazy(log, async () => {
    const { PastePart } = await import('./paste/pastePart');
    return new PastePart(library, memory);
  });
  const paste: vscode.DocumentPasteEditProvider = {
    provideDocumentPasteEdits: async (...asked) =>
      (await mayPaste(asked[2]))
        ? pasting.use((part) => part.provideDocumentPasteEdits(...asked))
        : undefined,
  };
  const drop: vscode.DocumentDropEditProvider = {
    provideDocumentDropEdits: (...asked) => pasting.use((part) => part.provideDocumentDropEdits(...asked)),
  };
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
    pasting,
    deepLinks,
    vscode.languages.registerDocumentPasteEditProvider(ANY_DOCUMENT, paste, {
      pasteMimeTypes: ['text/plain'],
      providedPasteEditKinds: [PASTE_KIND],
    }),
    vscode.languages.registerDocumentDropEditProvider(ANY_DROP_TARGET, drop, {
      dropMimeTypes: [DRAGGED_PAPERS, 'text/plain', 'text/uri-list'],
      providedDropEditKinds: [PASTE_KIND],
    }),
    vscode.window.onDidChangeActiveTextEditor(loadWith),
    vscode.languages.registerHoverProvider(ANY_DOCUMENT, hover),
    vscode.languages.registerDocumentLinkProvider(LINKED_DOCUMENTS, links),
    vscode.languages.registerCompletionItemProvider(CITING_DOCUMENTS, completion, ...CITATION_TRIGGERS),
    lazyCommand(Command.openPaperAtCursor, part, (editor) => editor.openPaperAtCursor()),
    lazyCommand(Command.insertCitation, citations, ({ insertCitation }, argument) =>
      insertCitation(paperIdOf(argument)),
    ),
    lazyCommand(InternalCommand.addCitedEntry, citations, ({ completion }, document, id, key) =>
      completion.addCitedEntry(document, id, key),
    ),
    vscode.window.registerUriHandler({
      handleUri: (uri) => deepLinks.use((handler) => handler.handleUri(uri)),
    }),
  );
}
