import * as vscode from 'vscode';
import { isArxivId } from '../core/links/arxiv';
import type { Paper } from '../core/paper/paper';
import type { ReadingItem } from '../core/readingList/markdown';
import type { ReadingMark } from '../core/readingList/readingList';
import type { Topic } from '../core/topics/topics';
import { Disposable } from '../dispose';
import type { Event } from '../emitter';
import { Command, View } from '../ids';
import { notify } from '../notify';
import { MAX_ADDED } from '../papers/maxAdded';
import { isKeyIn, paperIdOr, paperIdsOf } from '../papers/paperArgument';
import type { PaperStates } from '../papers/paperStates';
import { showUnknownPaper } from '../papers/unknownPaper';
import { toggleMark, type MarkDeps } from './toggleMark';
import { changeMarks, undoLastChange } from './changeMarks';
import { exportItems, exportReadingList, type ExportDeps } from './exportPapers';
import { keepPlace } from './keepPlace';
import { LastExports } from './lastExports';
import { sendPapersToZotero } from './sendCommand';
import { ReadingView, type ReadingNode } from './readingView';
import { listNotice } from './listNotice';

export interface ReadingDeps extends Pick<MarkDeps, 'marks' | 'activePaper' | 'picker' | 'log'> {
  readonly view: vscode.TreeView<ReadingNode>;
  readonly catalogue: {
    readonly ready: Promise<void>;
    paper(id: string): Paper | undefined;
    topics(): readonly Topic[];
    readonly onDidChange: Event<void>;
  };
  readonly states: PaperStates;
  readonly memory: vscode.Memento;
}

/** The reading list: its rows, the marks on a paper, the export. Loaded on first use. */
export class ReadingPart extends Disposable {
  readonly rows: ReadingView;
  readonly #deps: ReadingDeps;

  constructor(deps: ReadingDeps) {
    super();
    this.#deps = deps;
    const { view, catalogue, states, marks } = deps;
    this.rows = this._register(
      new ReadingView(view, {
        get ready() {
          return catalogue.ready;
        },
        items: () => this.#items(),
        stateOf: (paper) => states.of(paper),
        topics: () => catalogue.topics(),
        notice: () =>
          listNotice(marks.problem, this.#missing().length, this.#addable().length > 0, marks.syncLimit),
        canAdd: () => this.#addable().length > 0,
        onDidChange: (listener) =>
          // States change with marks and with clones.
          vscode.Disposable.from(catalogue.onDidChange(listener), states.onDidChange(listener)),
      }),
    );
  }

  toggle(argument: unknown, mark: ReadingMark): Promise<void> {
    return this.#inPlace(argument, () => toggleMark(this.#deps, argument, mark));
  }

  async undoMark(): Promise<void> {
    await undoLastChange(this.#deps);
  }

  /** Changes the given or selected papers, else the active page's. */
  async change(argument: unknown, selected: unknown, mark: ReadingMark, isSet: boolean): Promise<void> {
    const { activePaper } = this.#deps;
    const given = paperIdsOf(argument, selected);
    const active = given.length === 0 ? paperIdOr(argument, activePaper) : undefined;
    const ids = active === undefined ? given : [active];
    if (ids.length === 0) return;
    await this.#inPlace(argument, () => changeMarks(this.#deps, { ids, mark, isSet }));
  }

  /** Adds saved papers that the library does not have, such as those that another machine saved. */
  async addMissing(): Promise<void> {
    await this.#deps.catalogue.ready;
    const ids = this.#addable();
    if (ids.length > 0) await vscode.commands.executeCommand(Command.addPaper, ids.slice(0, MAX_ADDED));
    else if (this.#missing().length > 0)
      await notify(
        'info',
        vscode.l10n.t(
          'The missing papers come from an imported page and have no arXiv id. Import that page here too.',
        ),
        {
          label: vscode.l10n.t('Import Papers from File…'),
          run: () => vscode.commands.executeCommand(Command.importDigest),
        },
      );
    else await notify('info', vscode.l10n.t('The library has all saved papers.'));
  }

  async export(): Promise<void> {
    const { catalogue, marks } = this.#deps;
    await catalogue.ready;
    await exportReadingList(this.#items(), this.#exports(), listNotice(marks.problem, 0));
  }

  /** Exports the given or selected papers, else the active page's, else picked ones. */
  async exportPapers(argument: unknown, selected: unknown): Promise<void> {
    await this.#exportPapers(await this.#papersOf(argument, selected, vscode.l10n.t('Export Papers')));
  }

  async sendToZotero(argument: unknown, selected: unknown): Promise<void> {
    const papers = await this.#papersOf(argument, selected, vscode.l10n.t('Send to Zotero'));
    await sendPapersToZotero(papers, {
      topicLabel: this.#topicLabel,
      exportPapers: (chosen) => this.#exportPapers(chosen),
      log: this.#deps.log,
      remote: vscode.env.remoteName,
    });
  }

  /** If a key in the list caused the change, the list keeps its place. */
  async #inPlace(argument: unknown, change: () => Promise<void>): Promise<void> {
    if (!isKeyIn(View.readingList, argument)) return change();
    const listed = (): readonly string[] => this.#items().map(({ paper }) => paper.id);
    await keepPlace(this.#deps.view, listed, change, () => this.rows.emptied(), this.#deps.log);
  }

  async #exportPapers(papers: readonly Paper[]): Promise<void> {
    const { marks } = this.#deps;
    if (papers.length === 0) return;
    const items = papers.map((paper) => ({ paper, read: marks.isRead(paper.id) }));
    await exportItems(items, this.#exports());
  }

  #exports(): ExportDeps {
    const { memory, catalogue, log } = this.#deps;
    const last = new LastExports(memory, (id) => catalogue.paper(id)?.id ?? id);
    return { topicLabel: this.#topicLabel, last, log };
  }

  async #papersOf(argument: unknown, selected: unknown, title: string): Promise<readonly Paper[]> {
    const { catalogue, activePaper, picker } = this.#deps;
    const given = paperIdsOf(argument, selected);
    const active = activePaper();
    const ids = given.length > 0 || active === undefined ? given : [active];
    if (ids.length === 0) return picker.pickSeveral({ title });
    await catalogue.ready;
    const papers = ids.flatMap((id) => catalogue.paper(id) ?? []);
    if (papers.length === 0) await showUnknownPaper(ids[0] ?? '');
    return papers;
  }

  readonly #topicLabel = (id: string): string =>
    this.#deps.catalogue.topics().find((topic) => topic.id === id)?.label ?? id;

  /** Saved papers that the library does not have. */
  #missing(): readonly string[] {
    const { catalogue, marks } = this.#deps;
    return marks.saved().filter((id) => !catalogue.paper(id));
  }

  #addable(): readonly string[] {
    return this.#missing().filter(isArxivId);
  }

  #items(): readonly ReadingItem[] {
    const { catalogue, marks } = this.#deps;
    return marks.saved().flatMap((id) => {
      const paper = catalogue.paper(id);
      return paper ? [{ paper, read: marks.isRead(id) }] : [];
    });
  }
}
