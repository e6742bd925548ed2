import assert from 'node:assert/strict';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { EventOrder } from '../../src/search/eventOrder';

/** Blocks the extension host, so that messages arrive together afterwards. */
function block(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('the order of events of a list', () => {
  it('reports that rows are shown before the events about these rows, even if all arrive together', async () => {
    const pick = vscode.window.createQuickPick();
    const order = new EventOrder('_papers.test.shown');
    const events: string[] = [];
    try {
      const listed = new Promise<void>((resolve) =>
        pick.onDidChangeActive(([row]) => {
          events.push(row?.label ?? 'nothing');
          resolve();
        }),
      );
      pick.items = [{ label: 'before 1' }, { label: 'before 2' }];
      pick.show();
      await listed;
      pick.items = [{ label: 'first' }, { label: 'second' }];
      // A quick pick sends its changes after a timer of 0 ms.
      await pause(0);
      const shown = new Promise<void>((resolve) =>
        order.onceShown(() => {
          events.push('shown');
          resolve();
        }),
      );
      const moved = vscode.commands.executeCommand('quickInput.next');
      // The messages leave, and the answers wait.
      for (let i = 0; i < 3; i++) await turn();
      block(500);
      await Promise.all([shown, moved]);
      assert.deepEqual(events, ['before 1', 'first', 'shown', 'second']);
    } finally {
      pick.dispose();
      order.dispose();
    }
  });
});
