import * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import type { ReadingItem } from '../core/readingList/markdown';
import { Command } from '../ids';
import type { Topic } from '../core/topics/topics';
import type { Subscribe } from '../emitter';
import type { PaperState } from '../paperRow';
import { registerMarks, type MarkDeps } from './commands';
import { exportReadingList } from './export';
import { ReadingView } from './view';
import { remarkOf } from './view';

/** What the reading list works with. */
export interface ReadingDeps extends Pick<MarkDeps, 'marks' | 'activePaper' | 'picker' | 'log'> {
  readonly catalogue: {
    readonly ready: Promise<void>;
    paper(id: string): Paper | undefined;
    topics(): readonly Topic[];
    readonly onDidChange: Subscribe<void>;
  };
  readonly states: {
    of(paper: Paper): PaperState;
    readonly onDidChange: Subscribe<void>;
  };
}

/** Puts the reading list in place: its view, the marks on a paper, the export. */
export function registerReading({
  catalogue,
  states,
  marks,
  activePaper,
  picker,
  log,
}: ReadingDeps): vscode.Disposable {
  const items = (): readonly ReadingItem[] =>
    marks.saved().flatMap((id) => {
      const paper = catalogue.paper(id);
      return paper ? [{ paper, read: marks.isRead(id) }] : [];
    });
  const onDidChange: Subscribe<void> = (listener) =>
    // States change with marks and with clones.
    vscode.Disposable.from(catalogue.onDidChange(listener), states.onDidChange(listener));
  const source = {
    get ready() {
      return catalogue.ready;
    },
    items,
    stateOf: (paper: Paper) => states.of(paper),
    topics: () => catalogue.topics(),
    remark: () => remarkOf(marks.trouble, marks.saved().filter((id) => !catalogue.paper(id)).length),
    onDidChange,
  };
  return vscode.Disposable.from(
    registerMarks({ marks, activePaper, picker, paper: (id) => catalogue.paper(id), log }),
    new ReadingView(source),
    vscode.commands.registerCommand(Command.exportReadingList, async () => {
      await catalogue.ready;
      await exportReadingList(items(), remarkOf(marks.trouble, 0));
    }),
  );
}
