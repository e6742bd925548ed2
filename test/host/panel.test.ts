import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Command, PANEL_TYPE } from '../../src/ids';
import { until as untilTrue } from '../ui/until';
import { readyApi, until } from './extension';

/** Tabs that show a paper. */
const pages = (): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(PANEL_TYPE));

const open = (argument: unknown, options?: unknown) =>
  vscode.commands.executeCommand(Command.openPaper, argument, options);

describe('paper panel', () => {
  let ids: readonly string[];
  before(async () => (ids = (await readyApi()).papers().map(({ id }) => id)));
  afterEach(async () => {
    await vscode.window.tabGroups.close(pages());
    await until('no page', () => pages().length === 0);
  });

  it('is one per paper: opening it again shows the same', async () => {
    const [first, second] = ids;
    await open(first);
    await open(second);
    await open(first);
    await until('two pages', () => pages().length === 2);
    assert.equal(pages().filter(({ isActive }) => isActive).length, 1);
  });

  it('reuses the preview for the next paper, and keeps the others', async () => {
    const [first, second, third] = ids;
    await open(first);
    await open(second, { preview: true });
    await open(third, { preview: true });
    await until('two pages', () => pages().length === 2);
  });

  it('opens again after it was closed', async () => {
    await open(ids[0]);
    await until('a page', () => pages().length === 1);
    await vscode.window.tabGroups.close(pages());
    await until('no page', () => pages().length === 0);
    await open(ids[0]);
    await until('a page', () => pages().length === 1);
  });

  it('takes a node of the tree as well', async () => {
    await open({ paperId: ids[0] });
    await until('a page', () => pages().length === 1);
  });

  it('copies a Markdown link with the title', async () => {
    await vscode.commands.executeCommand(Command.copyMarkdownLink, '2109.00859');
    const link = /^\[CodeT5: Identifier-aware [^[\]]+\]\(https:\/\/arxiv\.org\/abs\/2109\.00859\)$/;
    await untilTrue('the link', async () => link.test(await vscode.env.clipboard.readText()));
  });

  it('saves and marks the paper of the active page, and does nothing to one that is marked already', async () => {
    const api = await readyApi();
    const found = async (query: string) => (await api.search(query)).map(({ paper }) => paper.id);
    await open('2109.00859');
    await until('a page', () => pages().length === 1);
    for (const [command, query, there] of [
      [Command.saveToReadingList, 'is:saved', true],
      [Command.saveToReadingList, 'is:saved', true],
      [Command.markRead, 'is:unread', false],
      [Command.markUnread, 'is:unread', true],
      [Command.removeFromReadingList, 'is:saved', false],
    ] as const) {
      void vscode.commands.executeCommand(command);
      const includes = async () => (await found(`${query} codet5`)).includes('2109.00859');
      await untilTrue(`${command}: ${query}`, async () => (await includes()) === there);
    }
  });

  it('opens nothing for a paper that does not exist', async () => {
    // Not awaited: the command shows a message, which stays open.
    void open('9999.99999');
    await open(ids[0]);
    await until('a page', () => pages().length === 1);
  });

  it('logs no error when pages are opened and closed quickly', async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown): void => {
      // The oldest VS Code of the tests lacks the program that its own extensions use to find files.
      if (!String(reason).includes('ripgrep')) rejections.push(reason);
    };
    process.on('unhandledRejection', note);
    try {
      for (let round = 0; round < 50; round += 1) {
        const opening = open(ids[round % ids.length]);
        // Every other tab is closed before it has opened.
        if (round % 2 === 0) await opening;
        await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
        await opening;
      }
      await vscode.window.tabGroups.close(pages());
      await until('no page', () => pages().length === 0);
      assert.deepEqual(rejections, []);
    } finally {
      process.off('unhandledRejection', note);
    }
  });
});
