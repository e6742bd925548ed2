import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Paper } from '../../src/core/paper/paper';
import { keepTexts } from '../../src/fullText/keepTexts';
import { Texts } from '../../src/fullText/texts';
import { Command, SECTION, Setting } from '../../src/ids';
import { KeptTextStore } from '../../src/library/store/keptTextStore';
import { httpEffects } from '../../src/library/sync/httpEffects';
import { monotonicClock } from '../../src/library/sync/monotonicClock';
import { FeedServer } from '../support/feed-server';
import { hubText, madeUpSections } from '../support/hub-content';
import { silentLog } from '../support/log';
import { scratchFolder } from '../support/scratch.mjs';
import { messagesOf, readyApi, until, withMessagesClosed } from './extension';

const ID = '2109.00859';
const OTHER = '2003.10555';

describe('full texts', () => {
  let feed: FeedServer;
  const set = (name: string, value?: string): Thenable<void> =>
    vscode.workspace.getConfiguration(SECTION).update(name, value, vscode.ConfigurationTarget.Global);
  const open = (id: string): Thenable<unknown> => vscode.commands.executeCommand(Command.openText, id);
  const activeTab = (): vscode.Tab | undefined => vscode.window.tabGroups.activeTabGroup.activeTab;

  /** Waits until the Markdown preview shows the text of a paper, and returns its document. */
  async function shown(id: string): Promise<vscode.TextDocument> {
    const uri = (): vscode.Uri | undefined => {
      const input = activeTab()?.input;
      const isText = input instanceof vscode.TabInputCustom && input.uri.scheme === 'papers-text';
      return isText && input.uri.path.startsWith(`/${id}/`) ? input.uri : undefined;
    };
    await until(`the text of ${id}`, () => uri() !== undefined);
    return vscode.workspace.openTextDocument(uri()!);
  }

  before(async () => {
    feed = await FeedServer.start();
    await readyApi();
    await set(Setting.network, 'manual');
    await set(Setting.endpoint, feed.endpoint);
    const figure = '![Image 1: Refer to caption](https://arxiv.org/html/2109.00859v1/x1.png)';
    feed.content.texts.set(
      ID,
      hubText(ID, 'CodeT5', `${madeUpSections('identifiers')}\n\n${figure}\n\n<img src=x>`),
    );
    feed.content.texts.set(OTHER, hubText(OTHER, 'ELECTRA', 'Only an abstract.', 'abs'));
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
    await set(Setting.network);
    await set(Setting.endpoint);
    await feed.stop();
  });

  it('opens in the Markdown preview, read-only, without images and HTML', async () => {
    await open(ID);
    const document = await shown(ID);
    assert.deepEqual(feed.requests, [`/papers/${ID}.md`]);
    assert.match(activeTab()?.label ?? '', /CodeT5/);
    assert.equal(document.languageId, 'markdown');
    const text = document.getText();
    assert.match(text, /^# CodeT5\n/);
    assert.match(text, /Full text of arXiv:2109\.00859 from 127\.0\.0\.1:\d+, kept on /);
    assert.match(text, /\n\[Image 1: Refer to caption\]\(https:/);
    assert.doesNotMatch(text, /!\[|<img/);
    assert.equal(vscode.workspace.fs.isWritableFileSystem('papers-text'), false);
  });

  it('has its sections in the outline', async () => {
    const { uri } = await shown(ID);
    const outline = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    const names = (symbols: readonly vscode.DocumentSymbol[]): string[] =>
      symbols.flatMap(({ name, children }) => [name, ...names(children)]);
    assert.ok(['## 1 Introduction', '### 1.1 Related work'].every((name) => names(outline).includes(name)));
  });

  it('shows images when the user asks, and hides them again', async () => {
    const document = await shown(ID);
    await vscode.commands.executeCommand(Command.toggleTextImages);
    await until('the images', () => document.getText().includes('![Image 1'));
    await vscode.commands.executeCommand(Command.toggleTextImages);
    await until('no images', () => !document.getText().includes('!['));
  });

  it('is kept, and opens with the network off', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await set(Setting.network, 'off');
    try {
      const before = feed.requests.length;
      await open(ID);
      await shown(ID);
      assert.equal(feed.requests.length, before);
      await withMessagesClosed(() => open(OTHER));
      assert.equal(feed.requests.length, before);
    } finally {
      await set(Setting.network, 'manual');
    }
  });

  it('is fetched again on request', async () => {
    feed.content.texts.set(ID, hubText(ID, 'CodeT5', madeUpSections('new identifiers')));
    const document = await shown(ID);
    await vscode.commands.executeCommand(Command.fetchTextAgain);
    await until('the new text', () => document.getText().includes('We made up new identifiers'));
  });

  it('is searched with text:, in the form that is kept', async () => {
    const api = await readyApi();
    const found = async (query: string): Promise<string[]> =>
      (await api.search(query)).map(({ paper }) => paper.id);
    assert.deepEqual(await found('text:"up new identifiers"'), [ID]);
    assert.deepEqual(await found('text:"up identifiers"'), []);
    assert.deepEqual(await found('text:identifiers -title:codet5'), []);
  });

  it('says when only the abstract page is there', async () => {
    await open(OTHER);
    assert.match((await shown(OTHER)).getText(), /Only the abstract page of arXiv:2003\.10555 is available/);
  });

  it('stops when the network is switched off', async () => {
    feed.fault = 'hang';
    const before = feed.requests.length;
    void vscode.commands.executeCommand(Command.fetchTextAgain);
    await until('a request', () => feed.requests.length > before);
    let over = false;
    void feed.abandoned().then(() => (over = true));
    await set(Setting.network, 'off');
    // Earlier than the request's own time limit of 30 s.
    await until('the end of the request', () => over, 25_000);
    await set(Setting.network, 'manual');
    feed.fault = 'ok';
  });

  it('of the reading list are kept one after another', async () => {
    const api = await readyApi();
    const saved = api
      .papers()
      .map(({ id }) => id)
      .filter((id) => /^\d{4}\.\d{5}$/.test(id) && id !== ID && id !== OTHER)
      .slice(0, 3);
    const [, missing] = saved;
    for (const id of saved) {
      if (id !== missing) feed.content.texts.set(id, hubText(id, 'Made up', madeUpSections(id)));
      await vscode.commands.executeCommand(Command.toggleSaved, id);
    }
    try {
      const before = feed.requests.length;
      await withMessagesClosed(() => vscode.commands.executeCommand(Command.keepTexts));
      assert.deepEqual(
        feed.requests.slice(before).toSorted(),
        saved.map((id) => `/papers/${id}.md`).toSorted(),
      );
      await set(Setting.network, 'off');
      for (const id of saved.filter((one) => one !== missing)) {
        await open(id);
        assert.match((await shown(id)).getText(), new RegExp(`We made up ${id}`));
      }
    } finally {
      await set(Setting.network, 'manual');
      for (const id of saved) await vscode.commands.executeCommand(Command.toggleSaved, id);
    }
  });

  it('of the reading list that cannot be written are reported, and the others are not fetched', async () => {
    const api = await readyApi();
    const folder = path.join(scratchFolder('texts'), 'texts');
    writeFileSync(folder, 'a file in the place of the folder');
    const papers = api.papers().filter(({ id }) => id === ID || id === OTHER);
    const store = new KeptTextStore(folder, silentLog);
    const texts = new Texts({
      store,
      effects: httpEffects(silentLog, monotonicClock()),
      isSaved: () => true,
      changed: () => undefined,
    });
    const saved = (): Promise<readonly Paper[]> => Promise.resolve(papers);
    const keep = (): Promise<readonly (readonly string[])[]> =>
      messagesOf(() => keepTexts({ texts, store, saved, ending: new AbortController().signal }));
    const before = feed.requests.length;
    assert.deepEqual(await keep(), [
      ['The texts could not be kept (EEXIST). 0 texts were kept.', 'Continue'],
    ]);
    assert.equal(feed.requests.length, before + 1);
    rmSync(folder);
    assert.deepEqual(await keep(), [['2 texts were kept. 1 has only the abstract.']]);
  });
});
