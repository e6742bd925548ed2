import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { DeepLinks } from '../../src/editor/deepLinks';
import { Command, PANEL_TYPE, SECTION, Setting } from '../../src/ids';
import { item2026 } from '../support/feed-items';
import { FeedServer } from '../support/feed-server';
import { arxivEntry } from '../support/hub-content';
import { scratchFolder } from '../support/scratch.mjs';
import { messagesOf, readyApi, until } from './extension';

describe('adding papers', () => {
  let feed: FeedServer;
  let arxiv: string | undefined;
  const set = (name: string, value?: string): Thenable<void> =>
    vscode.workspace.getConfiguration(SECTION).update(name, value, vscode.ConfigurationTarget.Global);
  /** Runs a command without waiting, because it may end with a message. */
  const run = (command: string, ...args: readonly unknown[]): void =>
    void vscode.commands.executeCommand(command, ...args);

  before(async () => {
    feed = await FeedServer.start();
    await readyApi();
    await set(Setting.network, 'manual');
    await set(Setting.endpoint, feed.endpoint);
    arxiv = process.env['ARXIV_ENDPOINT'];
    process.env['ARXIV_ENDPOINT'] = feed.endpoint;
    for (const [at, animal] of ['Quokka', 'Bilby', 'Numbat', 'Dunnart'].entries()) {
      const id = `2605.0000${at + 1}`;
      feed.content.papers.set(id, item2026({ id, title: `${animal} addition` })['paper']);
    }
    feed.content.arxiv.set('2605.00009', arxivEntry('2605.00009', 'Wombat addition'));
  });
  after(async () => {
    process.env['ARXIV_ENDPOINT'] = arxiv ?? '';
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
    await set(Setting.network);
    await set(Setting.endpoint);
    await feed.stop();
  });

  it('adds a paper by address, opens it and finds it', async () => {
    const api = await readyApi();
    await vscode.commands.executeCommand(Command.addPaper, 'https://arxiv.org/abs/2605.00001v2');
    assert.equal(api.paper('2605.00001')?.title, 'Quokka addition');
    const [found] = await api.search('quokka addition');
    assert.equal(found?.paper.id, '2605.00001');
    await until('its page', () => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      return tab?.input instanceof vscode.TabInputWebview && tab.input.viewType.includes(PANEL_TYPE);
    });
    const news = await api.search('is:new');
    assert.deepEqual(
      news.filter(({ paper }) => paper.id === '2605.00001'),
      [],
    );
  });

  it('says in a hover and in a completion who added the paper', async () => {
    const opened = async (language: string, content: string): Promise<vscode.Uri> =>
      (await vscode.workspace.openTextDocument({ language, content })).uri;
    const named = await opened('plaintext', 'arXiv:2605.00001');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      named,
      new vscode.Position(0, 8),
    );
    const shown = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
    assert.ok(shown.some(({ value }) => value.includes('added by you')));
    const text = '\\cite{quokka';
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      await opened('latex', text),
      new vscode.Position(0, text.length),
    );
    const offered = items.find(
      ({ label }) => typeof label !== 'string' && label.description?.includes('Quokka'),
    );
    assert.match((offered?.documentation as vscode.MarkdownString).value, /added by you/);
  });

  it('adds the papers of a .bib, one of them from arXiv', async () => {
    const api = await readyApi();
    const file = path.join(scratchFolder('bib'), 'references.bib');
    writeFileSync(
      file,
      `@article{a, title={Bilby}, eprint={2605.00002}}
@misc{b, title={Wombat}, doi={10.48550/arXiv.2605.00009}}
@book{c, title={A book that is not on arXiv}}`,
    );
    run(Command.addPapersFromBib, vscode.Uri.file(file));
    await until('both papers', () => ['2605.00002', '2605.00009'].every((id) => api.paper(id) !== undefined));
    assert.equal(api.paper('2605.00009')?.category, 'cs.CL');
  });

  it('notes a paper while the network is off, and adds it with the next refresh', async () => {
    const api = await readyApi();
    await set(Setting.network, 'off');
    const before = feed.requests.length;
    const shown = await messagesOf(() =>
      vscode.commands.executeCommand(Command.addPaper, 'arXiv:2605.00003'),
    );
    // VS Code highlights the first button.
    assert.deepEqual(shown, [
      [
        'The network is switched off in the settings. 2605.00003 will be added with the next refresh.',
        'Open Settings',
        'Try Again',
      ],
    ]);
    assert.equal(feed.requests.length, before);
    assert.equal(api.paper('2605.00003'), undefined);
    await set(Setting.network, 'manual');
    run(Command.refresh);
    await until('the noted paper', () => api.paper('2605.00003') !== undefined);
    const news = await api.search('is:new');
    assert.deepEqual(
      news.filter(({ paper }) => paper.id === '2605.00003'),
      [],
    );
  });

  it('adds a paper from the message of a link, and nothing before the click', async () => {
    const api = await readyApi();
    const uri = vscode.Uri.parse('vscode://daily-papers.daily-papers/paper/2605.00004');
    const before = feed.requests.length;
    await messagesOf(() => new DeepLinks().handleUri(uri));
    assert.equal(feed.requests.length, before);
    await messagesOf(() => new DeepLinks().handleUri(uri), 'Add to Library');
    await until('the paper', () => api.paper('2605.00004')?.title === 'Dunnart addition');
  });

  it('removes added papers', async () => {
    const api = await readyApi();
    const ids = ['2605.00001', '2605.00002', '2605.00003', '2605.00004', '2605.00009'];
    const nodes = ids.map((paperId) => ({ paperId }));
    run(Command.removeAdded, nodes[0], nodes);
    await until('their end', () => ids.every((id) => api.paper(id) === undefined));
  });
});
