import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { Command, View } from '../../src/ids';
import { until } from '../ui/until';
import { readyApi, withMessagesClosed } from './extension';

describe('library view with a filter on marks', () => {
  const { executeCommand } = vscode.commands;
  const inView = { view: View.library };
  let saved: readonly string[];

  /** Id of the paper of the selected row; empty without one. */
  const selected = async (): Promise<string> => {
    await vscode.env.clipboard.writeText('');
    // Without a selected row, the command asks for a paper.
    await Promise.race([executeCommand(Command.copyLink, inView), sleep(500)]);
    await executeCommand('workbench.action.closeQuickOpen');
    return (await vscode.env.clipboard.readText()).replace('https://arxiv.org/abs/', '');
  };
  const isSelected = (id: string | undefined): Promise<unknown> =>
    until(`the row of ${id}`, async () => (await selected()) === id, { within: 10_000, seen: selected });

  before(async () => {
    const api = await readyApi();
    // Under two headings, in the order of the rows.
    const hasCode = (is: boolean) => api.papers().filter((paper) => paper.repositories.length > 0 === is);
    saved = [...hasCode(true).slice(0, 3), ...hasCode(false).slice(0, 1)].map(({ id }) => id);
    assert.equal(saved.length, 4);
    await withMessagesClosed(async () => {
      for (const id of saved) await executeCommand(Command.saveToReadingList, id);
    });
    await executeCommand(Command.groupBy, 'code');
    await executeCommand(Command.filterLibrary, 'is:saved');
    await executeCommand(`${View.library}.focus`);
  });
  after(async () => {
    await withMessagesClosed(async () => {
      for (const id of saved) await executeCommand(Command.removeFromReadingList, id);
    });
    await executeCommand(Command.clearFilter);
    await executeCommand(Command.groupBy, 'topic');
  });

  it('selects the next row when the selected one leaves the filter, else the one before', async () => {
    const [first, second, third, last] = saved;
    await executeCommand(Command.selectNextPaper);
    await isSelected(first);
    await executeCommand(Command.selectNextPaper);
    await isSelected(second);
    const steps: readonly (readonly [command: string, selected: string | undefined])[] = [
      [Command.toggleSaved, third],
      [Command.toggleSaved, last],
      [Command.toggleSaved, first],
      [Command.undoMark, first],
    ];
    for (const [command, id] of steps) {
      await withMessagesClosed(() => executeCommand(command, inView));
      await isSelected(id);
    }
    // The filter runs again after the undo, and the selection does not tell when the row is back.
    await until('the row that is back', async () => {
      await executeCommand(Command.selectNextPaper);
      return (await selected()) === last;
    });
  });
});
