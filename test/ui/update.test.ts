import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { feedDay } from '../../src/core/feed/feedCalendar';
import { item2026 } from '../support/feed-items';
import { FeedServer } from '../support/feed-server';
import { makeNewerPackage, NEWER_NAME } from '../support/newer-package';
import { called, connectedClient } from '../support/mcpClient';
import { packageFile } from '../support/project.mjs';
import { scratchFolder } from '../support/scratch.mjs';
import { complaints, startVSCode, until, type VSCode, type Window } from './driver';

const NAME = 'Daily Papers';
const SAVE = 'Papers: Save or Remove from Reading List';
const today = feedDay(Date.now());

describe('an update of the extension and the way back', () => {
  let feed: FeedServer;
  let code: VSCode;
  let window: Window;
  let kept: ReadonlyMap<string, string>;
  /** Configuration of the MCP server that the first version copied. */
  let configuration: string;
  const newer = path.join(scratchFolder('newer'), 'newer.vsix');

  before(async () => {
    await makeNewerPackage(newer);
    feed = await FeedServer.start();
    code = await startVSCode({
      env: { HF_ENDPOINT: feed.endpoint },
      settings: { 'papers.network': 'manual' },
    });
    window = await code.open();
    await refresh('2611.00001', 'Quokka embeddings');
    await open('Quokka embeddings');
    await window.command(SAVE);
    await showReadingList(NAME);
    await window.treeRow('Quokka embeddings', 'Reading List');
    await window.command('Papers: Copy MCP Configuration');
    await window.pick('Claude Code');
    await window.toast('Copied. Add it to .mcp.json');
    configuration = await window.clipboard();
  });
  after(async () => {
    await code.stop();
    await feed.stop();
  });

  async function refresh(id: string, title: string, brought = '1 new paper'): Promise<void> {
    feed.days.set(today, [...(feed.days.get(today) ?? []), item2026({ id, title, day: today })]);
    await window.command('Papers: Refresh');
    await window.toast(brought);
  }

  async function open(title: string): Promise<void> {
    await window.command('Papers: Search');
    await window.type(title);
    // Enter waits for the answer to this text. A click could hit the row that replaces the visible one.
    await window.pressInBox('Enter');
    await window.webview(`h1:has-text("${title}")`);
  }

  async function showReadingList(name: string): Promise<void> {
    await window.openContainer(name);
    const header = window.page.locator('.sidebar .pane-header', { hasText: 'Reading List' });
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
  }

  const storage = (): string =>
    path.join(code.dataFolder, 'data/User/globalStorage/daily-papers.daily-papers');

  /** Returns the version of the MCP server that other programs start with that configuration. */
  async function serverVersion(): Promise<string | undefined> {
    const { mcpServers } = JSON.parse(configuration) as {
      mcpServers: Record<string, { command: string; args: readonly string[] }>;
    };
    const { command, args = [] } = mcpServers['daily-papers'] ?? {};
    assert.equal(command, 'node');
    const client = await connectedClient({ command: process.execPath, args });
    const version = client.getServerVersion()?.version;
    const { papers } = await called(client, 'papers_search', { query: 'CodeT5' });
    assert.equal(papers?.[0]?.id, '2109.00859');
    await client.close();
    return version;
  }

  /** Returns the stored files, without the cache, by path. */
  function stored(): ReadonlyMap<string, string> {
    const folder = storage();
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return new Map(
      names
        .filter((name) => /\.(json|jsonl|future)$/.test(name) && !name.startsWith('search-index'))
        .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
    );
  }

  it('keeps papers and marks', async () => {
    await code.install(newer);
    await window.reload();
    await showReadingList(NEWER_NAME);
    await window.treeRow('Quokka embeddings', 'Reading List');
    await refresh('2611.00002', 'Wombat attention');
    await open('Wombat attention');
    await window.command(SAVE);
    await window.treeRow('Wombat attention', 'Reading List');
    // The row is shown before its mark is on disk.
    await until('the mark on disk', () =>
      Promise.resolve(stored().get('reading-list.json')?.includes('2611.00002')),
    );
    mkdirSync(path.join(storage(), 'unknown'));
    writeFileSync(path.join(storage(), 'unknown/of.future'), 'what only the newer version knows');
    kept = stored();
    assert.ok([...kept].some(([name, text]) => name.startsWith('papers') && text.includes('Wombat')));
  });

  it('can be undone: the older version reports newer files, does not change them, and works', async () => {
    await code.install(packageFile);
    await window.reload();
    await showReadingList(NAME);
    await window.toast(/newer version of the extension wrote part of the library.*wrote the reading list/s);
    await window.page
      .locator('.sidebar .message', { hasText: 'wrote the reading list. Update the extension' })
      .waitFor();
    assert.equal(
      await window.page.locator('.sidebar', { hasText: 'that you save for later are' }).count(),
      0,
    );
    // By now, everything that the newer version still wrote while its window closed is on disk, such as the
    // seen papers.
    const found = stored();
    found.forEach((text, name) => {
      if (name !== 'feed.json') assert.equal(text, kept.get(name), name);
    });
    assert.equal(found.size, kept.size);
    // The older version cannot read these papers, so it counts them as new.
    await refresh('2611.00003', 'Numbat decoding', '3 new papers');
    await open('Numbat decoding');
    await open('Zero-Shot Tokenizer Transfer');
    await window.command(SAVE);
    await window.toast('this one can’t change it. Update the extension');
    assert.deepEqual(stored(), found);
  });

  it('shows everything again after the next update', async () => {
    await code.install(newer);
    // For the next test: the list of servers is an AI feature of VS Code, and the setting is read when a window opens.
    code.configure({ 'chat.disableAIFeatures': false });
    await window.reload();
    await showReadingList(NEWER_NAME);
    await window.treeRow('Quokka embeddings', 'Reading List');
    await window.treeRow('Wombat attention', 'Reading List');
    await open('Wombat attention');
    // Papers that the older version had for its session only arrive again.
    await refresh('2611.00004', 'Bilby sampling', '2 new papers');
    assert.deepEqual(complaints(code), []);
  });

  it('starts the newer MCP server, in VS Code and with the configuration from before', async () => {
    assert.equal(await serverVersion(), '99.0.0');
    await window.command('MCP: List Servers');
    await window.pick('Daily Papers');
    await window.pick('Start Server');
    await until('the MCP server to run', async () => {
      await window.command('MCP: List Servers');
      const { description } = await window.row('Daily Papers');
      await window.dismiss();
      return description === 'Running';
    });
  });
});
