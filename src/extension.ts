import path from 'node:path';
import * as vscode from 'vscode';
import { apiOf, type DailyPapersApi } from './api';
import { registerAgents } from './agents/register';
import { registerClone } from './clone/register';
import { registerEditor } from './editor/register';
import { registerFeed } from './feed/register';
import { registerFollow } from './follow/register';
import { registerFullText } from './fullText/register';
import type { Paper } from './core/paper/paper';
import { Command, SYNCED_MARKS } from './ids';
import { Lazy } from './lazy';
import { LazyCatalogue } from './library/lazyCatalogue';
import type { OpenLibrary } from './openLibrary';
import { registerNotes } from './notes/register';
import { registerOverview } from './overview/register';
import { PanelFeature } from './panel/register';
import type { PaperState } from './papers/paperStates';
import { registerReading } from './reading/register';
import { SearchFeature } from './search/register';
import { TreeFeature } from './tree/register';

/**
 * Registers all features. Reads and awaits nothing, and loads only registration code; other code loads on first use.
 */
export function activate(context: vscode.ExtensionContext): DailyPapersApi {
  const own = <T extends vscode.Disposable>(made: T): T => {
    context.subscriptions.push(made);
    return made;
  };
  const { extensionUri, extensionPath, workspaceState: memory, globalState: userMemory } = context;
  const { version } = context.extension.packageJSON as { readonly version: string };
  const storage = context.globalStorageUri.fsPath;
  const log = own(vscode.window.createOutputChannel('Daily Papers', { log: true }));
  own(vscode.commands.registerCommand(Command.showLog, () => log.show()));

  const { globalState } = context;
  globalState.setKeysForSync([SYNCED_MARKS]);
  const synced = {
    read: () => globalState.get<unknown>(SYNCED_MARKS),
    write: (value: unknown) => globalState.update(SYNCED_MARKS, value),
  };
  const library: Lazy<OpenLibrary> = own(
    new Lazy(log, async () => {
      const { OpenLibrary, registerRepositoryFiles } = await import('./openLibrary');
      const opened = new OpenLibrary({ storage, program: extensionPath, version, synced, log });
      // Not part of the library, because a window can have only one file system for a scheme.
      own(registerRepositoryFiles());
      return opened;
    }),
  );
  const papers = new LazyCatalogue(library);
  // Using the extension may trigger a scheduled refresh; activation does not.
  const onUse = (): void => void library.use(({ live }) => live.feed.noteActivity());

  const workspace = own(
    new Lazy(log, async () => {
      const [{ WorkspacePart }, { catalogue }] = await Promise.all([
        import('./workspace/workspacePart'),
        library.get(),
      ]);
      return new WorkspacePart(catalogue, log);
    }),
  );
  const picker = own(new SearchFeature({ papers, library, log, onOpen: onUse }));
  const activePaper = (): string | undefined => panels.activePaper;
  const tree = own(new TreeFeature({ library, workspace, activePaper, picker, memory, log, onUse }));
  const onShow = (paperId: string): void => {
    tree.reveal(paperId);
    void library.use(({ codeWatch }) => codeWatch.markSeen([paperId]));
  };
  const onRequest = (paperId: string): void => tree.pageRequested(paperId);
  const events = { onRequest, onShow, onOpen: onUse };
  const panels = own(new PanelFeature({ library, extensionUri, events, picker, memory, log }));
  own(registerFeed(library, storage, log));
  own(registerReading({ library, activePaper, picker, memory, log }));
  own(registerFullText({ library, activePaper, picker, storage, log }));
  own(registerNotes({ library, activePaper, picker, log }));
  const filter = (): string => tree.query;
  own(registerFollow({ library, filter, activePaper, picker, log }));
  own(registerOverview({ library, extensionUri, filter, log }));
  const paths = { storage, version, program: path.join(extensionPath, 'dist') };
  const clone = own(
    registerClone({ library, papers, picker, activePaper, memory: userMemory, log, ...paths }),
  );
  const stateOf = (paper: Paper): PaperState | undefined => library.loaded?.states.of(paper);
  own(registerEditor({ library: papers, stateOf, picker, activePaper, memory, log }));
  const extensionId = context.extension.id.toLowerCase();
  const places = { storage, program: extensionPath, extensionId };
  own(registerAgents({ library, clone: clone.part, ...places, version, log }));
  return apiOf(papers);
}
