import * as vscode from 'vscode';
import { Command } from '../ids';
import { Lazy, lazyCommand, type Part } from '../lazy';
import type { Log } from '../log';
import type { FeedLibrary } from './feedPart';

/**
 * Registers the commands and messages of the feed. Their code is loaded on first use.
 * @param storage the extension's own folder
 */
export function registerFeed(library: Part<FeedLibrary>, storage: string, log: Log): vscode.Disposable {
  const feed = new Lazy(log, async () => {
    const [{ FeedPart }, opened] = await Promise.all([import('./feedPart'), library.get()]);
    return new FeedPart(opened, storage, log);
  });
  library.onLoad(({ live }) => {
    live.library.onDidChangeProblems(() => void feed.use((part) => part.reportProblems()));
    live.onDidNotFindQueued((ids) => void feed.use((part) => part.reportUnknown(ids)));
    live.feed.onDidSkip((gap) => void feed.use(({ refresh }) => refresh.reportSkipped(gap)));
  });
  return vscode.Disposable.from(
    feed,
    lazyCommand(Command.refresh, feed, ({ refresh }) => refresh.run()),
    // A refresh runs only if the code is loaded.
    vscode.commands.registerCommand(Command.stopRefresh, () => feed.loaded?.refresh.stop()),
    lazyCommand(Command.downloadArchive, feed, ({ archive }, argument) => archive.run(argument)),
    lazyCommand(Command.importDigest, feed, (part, argument) => part.import(argument)),
    lazyCommand(Command.removeImported, feed, (part) => part.removeImported()),
    lazyCommand(Command.addPaper, feed, (part, argument) => part.add(argument)),
    lazyCommand(Command.addPapersFromBib, feed, (part, argument) => part.addFromBib(argument)),
    lazyCommand(Command.removeAdded, feed, (part, argument, selected) =>
      part.removeAdded(argument, selected),
    ),
    lazyCommand(Command.showDamagedFiles, feed, (part) => part.showDamagedFiles()),
  );
}
