import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { apiOf, type DailyPapersApi } from './api';
import { registerClone } from './clone/register';
import type { Paper } from './core/paper/paper';
import { registerEditor } from './editor/register';
import { registerReading } from './reading/register';
import { registerFeed } from './feed/register';
import { endpointChoice, networkMode } from './feed/settings';
import { storeWords } from './feed/storeMessages';
import { Command, SECTION, Setting } from './ids';
import { readBundledDigest } from './library/bundledDigest';
import { Catalogue } from './library/catalogue';
import { catalogueState } from './library/catalogue';
import { CLONED_FORMAT, ClonedFolders } from './library/store/clonedFolders';
import { JsonFile } from './library/store/jsonFile';
import { LiveLibrary } from './library/liveLibrary';
import { SearchIndex } from './library/searchIndex/searchIndex';
import { Topics } from './library/topics/topicService';
import { PaperPanels } from './panel/paperPanels';
import { registerPanels } from './panel/register';
import { registerSearch } from './search/register';
import { registerTree } from './tree/register';

/** Constructs and registers; nothing is awaited here, and nothing is read before the first question. */
export function activate(context: vscode.ExtensionContext): DailyPapersApi {
  const own = <T extends vscode.Disposable>(made: T): T => {
    context.subscriptions.push(made);
    return made;
  };
  const indexFolder = path.join(context.globalStorageUri.fsPath, 'search-index');
  const seeds = path.join(context.extensionPath, 'seeds');
  const { version } = context.extension.packageJSON as { readonly version: string };
  const log = own(vscode.window.createOutputChannel('Daily Papers', { log: true }));

  const live = own(
    new LiveLibrary({
      folder: context.globalStorageUri.fsPath,
      readBundled: () => readBundledDigest({ folder: seeds, l10n: vscode.l10n }),
      endpoint: endpointChoice,
      network: networkMode,
      words: storeWords,
      log,
    }),
  );
  const topics = own(
    new Topics({
      readFile: () => readFile(path.join(seeds, 'topics.json'), 'utf8'),
      setting: () => vscode.workspace.getConfiguration(SECTION).get(Setting.topics),
      onDidChangeSetting: (listener) =>
        vscode.workspace.onDidChangeConfiguration((change) => {
          if (change.affectsConfiguration(`${SECTION}.${Setting.topics}`)) listener();
        }),
      kept: { file: path.join(indexFolder, 'topics.jsonl'), version: version },
      log,
    }),
  );
  const catalogue = own(
    new Catalogue({
      library: live.library,
      index: own(
        new SearchIndex({
          folder: indexFolder,
          workerFile: path.join(context.extensionPath, 'dist', 'library', 'indexWorker.js'),
          digestFile: path.join(context.extensionPath, 'dist', 'library', 'digest.segment'),
          log,
        }),
      ),
      topics,
      facts: {
        isSaved: (id) => live.marks.isSaved(id),
        isUnread: (id) => !live.marks.isRead(id),
        isNew: (id) => live.freshness.unseen.has(id),
      },
      log,
    }),
  );

  // As the views have them, so that a mark and its paper change their id at the same moment.
  live.marks.follow({
    idOf: (id) => catalogue.paper(id)?.id ?? id,
    onDidChange: catalogue.onDidChange,
  });

  const storage = context.globalStorageUri.fsPath;
  const cloned = own(
    new ClonedFolders(new JsonFile(path.join(storage, 'clones', 'folders.json'), CLONED_FORMAT, log)),
  );
  const states = {
    of: ({ id, repositories }: Paper) => {
      const saved = live.marks.isSaved(id);
      // Unread says something of what was put aside for reading only; else every row would say it.
      const unread = saved && !live.marks.isRead(id);
      return { cloned: repositories.some((one) => cloned.foldersOf(one).length > 0), saved, unread };
    },
    onDidChange: (listener: () => void) =>
      vscode.Disposable.from(live.marks.onDidChange(listener), cloned.onDidChange(listener)),
  };

  const panels = own(new PaperPanels(context.extensionUri, catalogue, cloned, log));
  const tree = own(registerTree({ catalogue, states, news: live, memory: context.workspaceState, log }));
  const picker = own(
    registerSearch({ papers: catalogue, saved: live.marks, log, onOpen: () => live.used() }),
  );
  const activePaper = (): string | undefined => panels.active?.paperId;
  own(registerPanels(catalogue, panels, picker));
  own(registerFeed(live, log, storage));
  own(
    registerReading({
      marks: live.marks,
      catalogue,
      states,
      activePaper,
      picker,
      log,
    }),
  );
  own(
    registerClone({
      papers: catalogue,
      picker,
      activePaper,
      cloned,
      log,
      storage,
      program: path.join(context.extensionPath, 'dist'),
      version: String((context.extension.packageJSON as { readonly version?: unknown }).version),
      libraryState: () => catalogueState(catalogue),
    }),
  );
  own(registerEditor({ library: catalogue, picker, memory: context.workspaceState }));
  own(panels.onDidShow((paperId) => tree.reveal(paperId)));
  // Reading and looking around are what a refresh by schedule may follow; a start is not.
  own(panels.onDidOpen(() => live.used()));
  own(tree.onDidUse(() => live.used()));
  own(vscode.commands.registerCommand(Command.showLog, () => log.show()));
  return apiOf(catalogue);
}
