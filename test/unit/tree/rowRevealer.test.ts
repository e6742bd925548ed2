import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { UserSelection } from '../../../src/tree/model/userSelection';
import type { LibraryNode, PaperNode } from '../../../src/tree/nodes';
import type { LibraryProvider } from '../../../src/tree/provider';
import { RowRevealer } from '../../../src/tree/rowRevealer';
import { silentLog } from '../../support/log';

describe('row of a shown page', () => {
  const row: PaperNode = { kind: 'paper', paperId: '2109.00859', group: 'code' };

  /** A view whose calls of `reveal` do these steps, and a revealer for it. */
  function revealerFor(...steps: readonly Step[]): { revealer: RowRevealer; view: FakeView } {
    const noEvent = (): Ended => ({ dispose: () => undefined });
    const view: FakeView = {
      ...{ visible: true, selection: [], revealed: [], group: row.group },
      onDidExpandElement: noEvent,
      onDidCollapseElement: noEvent,
      onDidChangeSelection: noEvent,
      reveal: async (node) => {
        await Promise.resolve();
        view.revealed.push(node.group);
        steps[view.revealed.length - 1]?.(view);
      },
    };
    const provider = {
      ...{ readAt: -Infinity, isOpen: () => true },
      locate: () => view.group && { ...row, group: view.group },
    } as unknown as LibraryProvider;
    const revealer = new RowRevealer({
      view: view as unknown as vscode.TreeView<LibraryNode>,
      provider,
      userSelection: new UserSelection(),
      log: silentLog,
      onUse: () => undefined,
    });
    return { revealer, view };
  }

  interface Ended {
    dispose(): void;
  }

  interface FakeView {
    visible: boolean;
    selection: readonly LibraryNode[];
    /** The heading of each row that was revealed. */
    readonly revealed: string[];
    /** The heading that the paper is below; undefined if the library does not have the paper. */
    group: string | undefined;
    readonly onDidExpandElement: () => Ended;
    readonly onDidCollapseElement: () => Ended;
    readonly onDidChangeSelection: () => Ended;
    readonly reveal: (node: PaperNode) => Promise<void>;
  }
  type Step = (view: FakeView) => void;

  const selects: Step = (view) => (view.selection = [row]);
  const fails: Step = () => {
    throw new Error('TreeError [papers.library] Element not found');
  };
  const doesNothing: Step = () => undefined;
  const hides: Step = (view) => (view.visible = false);
  const moves: Step = (view) => (view.group = 'agents');
  const removes: Step = (view) => (view.group = undefined);

  for (const { what, steps, revealed } of [
    { what: 'is selected once', steps: [selects, selects], revealed: ['code'] },
    {
      what: 'is selected again if the tree was rebuilt meanwhile',
      steps: [fails, selects, selects],
      revealed: ['code', 'code'],
    },
    {
      what: 'is selected again if VS Code did not select it',
      steps: [doesNothing, selects],
      revealed: ['code', 'code'],
    },
    { what: 'is tried three times', steps: [fails, fails, fails, fails], revealed: ['code', 'code', 'code'] },
    { what: 'does not show a view that was hidden meanwhile', steps: [hides, selects], revealed: ['code'] },
    {
      what: 'is selected below the heading to which its paper moved meanwhile',
      steps: [moves, selects],
      revealed: ['code', 'agents'],
    },
    { what: 'is given up if its paper was removed meanwhile', steps: [removes, selects], revealed: ['code'] },
  ])
    it(what, async () => {
      const { revealer, view } = revealerFor(...steps);
      await revealer.showPaper(row, 0);
      assert.deepEqual(view.revealed, revealed);
      assert.equal(view.selection.length, steps.slice(0, revealed.length).includes(selects) ? 1 : 0);
      revealer.dispose();
    });
});
