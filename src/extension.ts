import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { apiOf, type DailyPapersApi } from './api';
import { Command, SECTION, Setting } from './ids';
import { readBundledDigest } from './library/bundledDigest';
import { Catalogue } from './library/catalogue';
import { Library } from './library/library';
import { SearchIndex } from './library/searchIndex';
import { Topics } from './library/topics';
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
  const seeds = path.join(context.extensionPath, 'seeds');
  const log = own(vscode.window.createOutputChannel('Daily Papers', { log: true }));

  const library = own(
    new Library({ readBundled: () => readBundledDigest({ folder: seeds, l10n: vscode.l10n }), log }),
  );
  const topics = own(
    new Topics({
      readFile: () => readFile(path.join(seeds, 'topics.json'), 'utf8'),
      setting: () => vscode.workspace.getConfiguration(SECTION).get(Setting.topics),
      onDidChangeSetting: (listener) =>
        vscode.workspace.onDidChangeConfiguration((change) => {
          if (change.affectsConfiguration(`${SECTION}.${Setting.topics}`)) listener();
        }),
      log,
    }),
  );
  const catalogue = own(new Catalogue({ library, index: new SearchIndex(), topics, facts: {}, log }));

  // Cloning comes with the next change; until then nothing counts as cloned.
  const clones = { foldersOf: () => [], onDidChange: () => ({ dispose: () => undefined }) };
  const states = {
    of: () => ({ cloned: false, saved: false, unread: false }),
    onDidChange: clones.onDidChange,
  };

  const panels = own(new PaperPanels(context.extensionUri, catalogue, clones, log));
  const tree = own(registerTree({ catalogue, states, memory: context.workspaceState, log }));
  own(registerPanels(catalogue, panels));
  own(registerSearch(catalogue, log));
  own(panels.onDidShow((paperId) => tree.reveal(paperId)));
  own(vscode.commands.registerCommand(Command.showLog, () => log.show()));
  return apiOf(catalogue);
}
