import * as vscode from 'vscode';
import { Command, SECTION, Setting, View } from '../ids';
import { Lazy, lazyCommand, type Part } from '../lazy';
import { LazyRows } from '../lazyRows';
import type { Log } from '../log';
import type { PaperPicker } from '../papers/paperPicker';
import { SearchDrag } from './searchDrag';
import type { FollowDeps, FollowPart } from './followPart';
import type { FollowNode } from './nodes';

interface FollowFeatureDeps {
  readonly library: Part<{
    readonly live: { readonly arrivals: FollowDeps['arrivals'] };
    readonly catalogue: FollowDeps['catalogue'];
    readonly states: FollowDeps['states'];
    readonly codeWatch: FollowDeps['code'];
  }>;
  readonly filter: () => string;
  readonly activePaper: () => string | undefined;
  readonly picker: PaperPicker;
  readonly log: Log;
}

/** Registers the saved searches: their view and commands. Their code is loaded on first use. */
export function registerFollow(deps: FollowFeatureDeps): vscode.Disposable {
  const { library, filter, activePaper, picker, log } = deps;
  const part = new Lazy(log, async (): Promise<FollowPart> => {
    const [{ FollowPart }, { live, catalogue, states, codeWatch: code }] = await Promise.all([
      import('./followPart'),
      library.get(),
    ]);
    const { arrivals } = live;
    return new FollowPart({ view, catalogue, states, arrivals, code, filter, activePaper, picker, log });
  });
  // The badge counts new papers even if the view was never opened, so it waits for the first read.
  library.onLoad(({ catalogue, codeWatch }) => {
    const count = (): void => {
      if (hasSavedSearches() || codeWatch.unseen().length > 0) void part.use(() => undefined);
    };
    const reading = catalogue.onDidChange(() => {
      if (catalogue.status.kind !== 'ready') return;
      reading.dispose();
      count();
    });
    codeWatch.onDidChange(count);
  });
  // Counts searches that the user or Settings Sync adds to the settings while the view is hidden.
  const added = vscode.workspace.onDidChangeConfiguration((change) => {
    if (!change.affectsConfiguration(`${SECTION}.${Setting.savedSearches}`)) return;
    if (library.loaded?.catalogue.status.kind === 'ready' && hasSavedSearches())
      void part.use(() => undefined);
  });
  const treeDataProvider = new LazyRows<FollowNode>(part);
  const dragAndDropController = new SearchDrag((keys, target) =>
    part.use(({ commands }) => commands.moveTo(keys, target)),
  );
  const view = vscode.window.createTreeView(View.savedSearches, {
    treeDataProvider,
    dragAndDropController,
    showCollapseAll: true,
  });
  const command = (id: string, run: (part: FollowPart, argument: unknown) => unknown): vscode.Disposable =>
    lazyCommand(id, part, run);
  return vscode.Disposable.from(
    part,
    added,
    treeDataProvider,
    view,
    command(Command.saveSearch, ({ commands }, argument) => commands.save(argument)),
    command(Command.saveFilter, ({ commands }) => commands.saveFilter()),
    command(Command.followPaper, (follow, argument) => follow.followPaper(argument)),
    command(Command.renameSavedSearch, ({ commands }, argument) => commands.rename(argument)),
    command(Command.editSavedSearch, ({ commands }, argument) => commands.editQuery(argument)),
    command(Command.removeSavedSearch, ({ commands }, argument) => commands.remove(argument)),
    command(Command.moveSavedSearchUp, ({ commands }, argument) => commands.move(argument, -1)),
    command(Command.moveSavedSearchDown, ({ commands }, argument) => commands.move(argument, 1)),
    command(Command.notifyOfSavedSearch, ({ commands }, argument) => commands.setNotify(argument, true)),
    command(Command.muteSavedSearch, ({ commands }, argument) => commands.setNotify(argument, false)),
    command(Command.openSavedSearch, ({ commands }, argument) => commands.openWith(Command.search, argument)),
    command(Command.showSavedSearchOverview, (follow, argument) => follow.showOverview(argument)),
    command(Command.markSavedSearchSeen, ({ commands }, argument) => commands.markSeen(argument)),
    command(Command.openSavedSearchesSetting, ({ commands }) => commands.openSetting()),
  );
}

function hasSavedSearches(): boolean {
  const value = vscode.workspace.getConfiguration(SECTION).get<unknown>(Setting.savedSearches);
  return Array.isArray(value) && value.length > 0;
}
