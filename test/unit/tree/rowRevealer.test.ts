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
  function revealerFor(...steps: ((view: FakeView) => void)[]): { revealer: RowRevealer; view: FakeView } {
    const noEvent = (): Ended => ({ dispose: () => undefined });
    const view: FakeView = {
      ...{ visible: true, selection: [], calls: 0 },
      onDidExpandElement: noEvent,
      onDidCollapseElement: noEvent,
      onDidChangeSelection: noEvent,
      reveal: async () => {
        await Promise.resolve();
        steps[view.calls++]?.(view);
      },
    };
    const provider = { readAt: -Infinity, isOpen: () => true } as unknown as LibraryProvider;
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
    calls: number;
    readonly onDidExpandElement: () => Ended;
    readonly onDidCollapseElement: () => Ended;
    readonly onDidChangeSelection: () => Ended;
    readonly reveal: () => Promise<void>;
  }

  const selects = (view: FakeView): void => void (view.selection = [row]);
  const fails = (): void => {
    throw new Error('TreeError [papers.library] Element not found');
  };
  const doesNothing = (): void => undefined;
  const hides = (view: FakeView): void => void (view.visible = false);

  for (const { what, steps, calls } of [
    { what: 'is selected once', steps: [selects, selects], calls: 1 },
    {
      what: 'is selected again if the tree was rebuilt meanwhile',
      steps: [fails, selects, selects],
      calls: 2,
    },
    { what: 'is selected again if VS Code did not select it', steps: [doesNothing, selects], calls: 2 },
    { what: 'is tried three times', steps: [fails, fails, fails, fails], calls: 3 },
    { what: 'does not show a view that was hidden meanwhile', steps: [hides, selects], calls: 1 },
  ])
    it(what, async () => {
      const { revealer, view } = revealerFor(...steps);
      await revealer.showPaper(row, 0);
      assert.equal(view.calls, calls);
      assert.equal(view.selection.length, steps.slice(0, calls).includes(selects) ? 1 : 0);
      revealer.dispose();
    });
});
