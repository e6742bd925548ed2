import * as vscode from 'vscode';
import { Command, View } from '../ids';
import { Lazy, lazyCommand, type Part } from '../lazy';
import { LazyRows } from '../lazyRows';
import type { ReadingMarks } from '../library/store/readingMarks';
import type { Log } from '../log';
import { PaperDrag } from '../papers/paperDrag';
import type { PaperPicker } from '../papers/paperPicker';
import type { ReadingDeps, ReadingPart } from './readingPart';
import type { ReadingNode } from './readingView';

interface ReadingFeatureDeps {
  readonly library: Part<{
    readonly live: { readonly marks: ReadingMarks };
    readonly catalogue: ReadingDeps['catalogue'];
    readonly states: ReadingDeps['states'];
  }>;
  readonly activePaper: () => string | undefined;
  readonly picker: PaperPicker;
  readonly memory: vscode.Memento;
  readonly log: Log;
}

/**
 * Registers the reading list: its view, the marks on a paper, the export. Their code is loaded on first use.
 */
export function registerReading({
  library,
  activePaper,
  picker,
  memory,
  log,
}: ReadingFeatureDeps): vscode.Disposable {
  // Runs before any view listens, so that a mark and its paper change their id together.
  library.onLoad(({ live, catalogue }) => {
    live.marks.follow({
      idOf: (id) => catalogue.paper(id)?.id ?? id,
      onDidChange: catalogue.onDidChange,
    });
  });
  const part = new Lazy(log, async (): Promise<ReadingPart> => {
    const [{ ReadingPart }, { live, catalogue, states }] = await Promise.all([
      import('./readingPart'),
      library.get(),
    ]);
    return new ReadingPart({ view, catalogue, states, marks: live.marks, activePaper, picker, memory, log });
  });
  const treeDataProvider = new LazyRows<ReadingNode>(part);
  const view = vscode.window.createTreeView(View.readingList, {
    treeDataProvider,
    canSelectMany: true,
    dragAndDropController: new PaperDrag<ReadingNode>(),
  });
  return vscode.Disposable.from(
    part,
    treeDataProvider,
    view,
    lazyCommand(Command.toggleSaved, part, (reading, argument) => reading.toggle(argument, 'saved')),
    lazyCommand(Command.undoMark, part, (reading) => reading.undoMark()),
    lazyCommand(Command.toggleRead, part, (reading, argument) => reading.toggle(argument, 'read')),
    ...(
      [
        [Command.saveToReadingList, 'saved', true],
        [Command.markRead, 'read', true],
        [Command.markUnread, 'read', false],
        // A menu shows one key for a command, and the key of `markUnread` does not act on several rows.
        [Command.markSelectedUnread, 'read', false],
        [Command.removeFromReadingList, 'saved', false],
      ] as const
    ).map(([command, mark, isSet]) =>
      lazyCommand(command, part, (reading, argument, selected) =>
        reading.change(argument, selected, mark, isSet),
      ),
    ),
    lazyCommand(Command.addSavedPapers, part, (reading) => reading.addMissing()),
    lazyCommand(Command.exportReadingList, part, (reading) => reading.export()),
    lazyCommand(Command.exportPapers, part, (reading, argument, selected) =>
      reading.exportPapers(argument, selected),
    ),
    lazyCommand(Command.sendToZotero, part, (reading, argument, selected) =>
      reading.sendToZotero(argument, selected),
    ),
  );
}
