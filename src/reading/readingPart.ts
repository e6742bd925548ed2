import * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import type { ReadingItem } from '../core/readingList/markdown';
import type { ReadingMark } from '../core/readingList/readingList';
import type { Topic } from '../core/topics/topics';
import { Disposing } from '../dispose';
import type { Subscribe } from '../emitter';
import type { PaperStates } from '../paperStates';
import { toggleMark, type MarkDeps } from './commands';
import { exportReadingList } from './export';
import { ReadingView, remarkOf, type ReadingNode } from './view';

/** What the reading list works with. */
export interface ReadingDeps extends Pick<MarkDeps, 'marks' | 'activePaper' | 'picker' | 'log'> {
  readonly view: vscode.TreeView<ReadingNode>;
  readonly catalogue: {
    readonly ready: Promise<void>;
    paper(id: string): Paper | undefined;
    topics(): readonly Topic[];
    readonly onDidChange: Subscribe<void>;
  };
  readonly states: PaperStates;
}

/** The reading list: its rows, the marks on a paper, the export. Loaded with the first rows or the first command. */
export class ReadingPart extends Disposing {
  readonly rows: ReadingView;
  readonly #deps: ReadingDeps;

  constructor(deps: ReadingDeps) {
    super();
    this.#deps = deps;
    const { view, catalogue, states, marks } = deps;
    this.rows = this.register(
      new ReadingView(view, {
        get ready() {
          return catalogue.ready;
        },
        items: () => this.#items(),
        stateOf: (paper) => states.of(paper),
        topics: () => catalogue.topics(),
        remark: () => remarkOf(marks.trouble, marks.saved().filter((id) => !catalogue.paper(id)).length),
        onDidChange: (listener) =>
          // States change with marks and with clones.
          vscode.Disposable.from(catalogue.onDidChange(listener), states.onDidChange(listener)),
      }),
    );
  }

  /** Sets a mark on a paper or takes it away. */
  toggle(argument: unknown, mark: ReadingMark): Promise<void> {
    const { catalogue } = this.#deps;
    return toggleMark({ ...this.#deps, paper: (id) => catalogue.paper(id) }, argument, mark);
  }

  /** Opens the list as a document. */
  async export(): Promise<void> {
    const { catalogue, marks } = this.#deps;
    await catalogue.ready;
    await exportReadingList(this.#items(), remarkOf(marks.trouble, 0));
  }

  /** The saved papers that the library has, the latest first. */
  #items(): readonly ReadingItem[] {
    const { catalogue, marks } = this.#deps;
    return marks.saved().flatMap((id) => {
      const paper = catalogue.paper(id);
      return paper ? [{ paper, read: marks.isRead(id) }] : [];
    });
  }
}
