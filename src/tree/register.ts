import * as vscode from 'vscode';
import { Disposable } from '../dispose';
import { Command, View } from '../ids';
import { Lazy, lazyCommand, type Part } from '../lazy';
import { LazyRows } from '../lazyRows';
import { PaperDrag } from '../papers/paperDrag';
import type { Log } from '../log';
import type { PaperPicker } from '../papers/paperPicker';
import type { PaperStates } from '../papers/paperStates';
import type { TreeCatalogue } from './treeSource';
import type { NewPapersSource } from './newPapersBadge';
import type { PersonalScores } from './forYou';
import type { LibraryNode } from './nodes';
import type { TreePart } from './treePart';
import type { WorkspacePapers } from './rows/workspaceRows';

interface TreeLibrary {
  readonly catalogue: TreeCatalogue;
  readonly live: { readonly unseenPapers: NewPapersSource };
  readonly states: PaperStates;
  readonly personal: PersonalScores;
}

interface TreeFeatureDeps {
  readonly library: Part<TreeLibrary>;
  readonly workspace: Part<WorkspacePapers>;
  readonly activePaper: () => string | undefined;
  readonly picker: PaperPicker;
  readonly memory: vscode.Memento;
  readonly log: Log;
  readonly onUse: () => void;
}

/** The view's code is loaded when the view requests its first rows. */
export class TreeFeature extends Disposable {
  readonly #tree: Lazy<TreePart>;
  #toReveal: string | undefined;

  constructor({ library, workspace, activePaper, picker, memory, log, onUse }: TreeFeatureDeps) {
    super();
    this.#tree = this._register(
      new Lazy(log, async () => {
        const [{ TreePart }, { catalogue, live, states, personal }] = await Promise.all([
          import('./treePart'),
          library.get(),
        ]);
        const choosing = { activePaper, picker };
        const shown = { view, catalogue, states, news: live.unseenPapers, personal };
        const part = new TreePart({ ...choosing, ...shown, memory, log, onUse });
        // Loaded after the first rows.
        void workspace.use((papers) => part.rows.followWorkspace(papers));
        return part;
      }),
    );
    this.#tree.onLoad((tree) => {
      if (this.#toReveal !== undefined) tree.reveal(this.#toReveal);
    });
    // The badge counts new papers even if the view was never opened, so it is created after the first read.
    library.onLoad(({ catalogue }) => {
      const reading = this._register(
        catalogue.onDidChange(() => {
          if (catalogue.status.kind !== 'ready') return;
          reading.dispose();
          void this.#tree.use(() => undefined);
        }),
      );
    });
    const treeDataProvider = this._register(new LazyRows<LibraryNode>(this.#tree));
    const view = this._register(
      vscode.window.createTreeView(View.library, {
        treeDataProvider,
        showCollapseAll: true,
        canSelectMany: true,
        dragAndDropController: new PaperDrag<LibraryNode>(),
      }),
    );
    // A view that is visible at the start was not opened by the user. Only showing it again counts as use.
    let shown = false;
    this._register(
      view.onDidChangeVisibility(({ visible }) => {
        if (visible && shown) onUse();
        shown = true;
      }),
    );
    this.#command(Command.groupBy, (tree, argument) => tree.groupBy(argument));
    this.#command(Command.sortBy, (tree, argument) => tree.sortBy(argument));
    this.#command(Command.lessLikeThis, (tree, argument) => tree.showLessLike(argument));
    this.#command(Command.filterLibrary, (tree, argument) => tree.filterLibrary(argument));
    this.#command(Command.clearFilter, (tree) => tree.filter(''));
    this.#command(Command.cancelFilter, (tree) => tree.cancelFilter());
    this.#command(Command.previousDay, (tree) => tree.stepDay('previous'));
    this.#command(Command.nextDay, (tree) => tree.stepDay('next'));
    this.#command(Command.selectNextPaper, (tree) => tree.selectNext());
    this.#command(Command.showNewPapers, (tree) => tree.showNewPapers());
    this.#command(Command.openTopicsSetting, (tree) => tree.openTopicsSetting());
    this.#command(Command.showMore, (tree, argument) => tree.showMoreOf(argument));
  }

  pageRequested(paperId: string): void {
    this.#tree.loaded?.pageRequested(paperId);
  }

  /** Selects the paper's row immediately or once the view has rows. */
  reveal(paperId: string): void {
    this.#toReveal = paperId;
    this.#tree.loaded?.reveal(paperId);
  }

  get query(): string {
    return this.#tree.loaded?.query ?? '';
  }

  #command(id: string, run: (tree: TreePart, argument: unknown) => unknown): void {
    this._register(lazyCommand(id, this.#tree, run));
  }
}
