import assert from 'node:assert/strict';
import path from 'node:path';
import { FEED_STATE, progressOf, withProgress } from '../../src/library/sync/feedState';
import { JsonFile } from '../../src/library/store/jsonFile';
import { feedDay } from '../../src/core/feed/feedCalendar';
import { startConnectProxy, type ConnectProxy } from '../support/connect-proxy';
import { item2026 } from '../support/feed-items';
import { FeedServer } from '../support/feed-server';
import { linkedRepos } from '../support/outcomes';
import { silentLog } from '../support/log';
import { emptyFolder, startVSCode, until, type VSCode, type Window } from './driver';

const HOUR = 3_600_000;
const today = feedDay(Date.now());

describe('what goes over the network', () => {
  let feed: FeedServer;
  let proxy: ConnectProxy;
  let code: VSCode;
  let window: Window;

  before(async () => {
    feed = await FeedServer.start();
    feed.days.set(today, [item2026({ id: '2611.00001', day: today, title: 'Quokka embeddings' })]);
    feed.content.others.set('/api/arxiv/2611.00001/repos', linkedRepos);
    proxy = await startConnectProxy({ refuse: true });
    const address = proxy.address;
    code = await startVSCode({
      env: {
        ...{ HTTPS_PROXY: address, HTTP_PROXY: address, https_proxy: address, http_proxy: address },
        // The public addresses. The proxy refuses and logs every request to them.
        ...{ HF_ENDPOINT: '', ARXIV_ENDPOINT: '', PAPERS_WITH_CODE_ENDPOINT: '' },
      },
      settings: {
        'papers.network': 'manual',
        'papers.huggingFace.endpoint': feed.endpoint,
      },
    });
    window = await code.open({ folder: emptyFolder() });
  });
  after(async () => {
    await code.stop();
    await feed.stop();
    proxy.close();
  });

  function connections(): readonly string[] {
    return proxy.connections.filter((host) => !/^(open-vsx\.org|marketplace\.visualstudio\.com):/.test(host));
  }

  async function findAndOpen(query: string, title: string): Promise<void> {
    await window.command('Papers: Search');
    await window.type(query);
    await window.pick(new RegExp(`^${title}`));
    await window.webview(`h1:has-text("${title}")`);
  }

  /** Returns the requests for days of the feed, or all others. */
  function requests(ofFeed: boolean): readonly string[] {
    return feed.requests.filter(
      (request) => /^\/api\/daily_papers\?date=[\d-]+&limit=100$/.test(request) === ofFeed,
    );
  }

  /** Waits until the schedule has requested the days up to today. */
  async function refreshed(days: number): Promise<void> {
    await until(`${days} days`, () => Promise.resolve(requests(true).length >= days), { within: 120_000 });
    await until(
      'the noted refresh',
      async () => progressOf(await state().read(), feed.endpoint).readTo === today,
    );
  }

  function state(): JsonFile<ReturnType<typeof FEED_STATE.read>> {
    const folder = path.join(code.dataFolder, 'data/User/globalStorage/daily-papers.daily-papers');
    return new JsonFile(path.join(folder, 'feed.json'), FEED_STATE, silentLog);
  }

  it('is nothing while papers are found, read, grouped and saved', async () => {
    await window.openContainer('Daily Papers');
    await window.treeRow('Code');
    await findAndOpen('identifier-aware', 'CodeT5');
    await window.command('Papers: Save or Remove from Reading List');
    await window.command('Papers: Copy BibTeX');
    await window.command('Papers: Previous Day');
    await findAndOpen('zero-shot tokenizer', 'Zero-Shot Tokenizer Transfer');
    // The address is for the next test: a reload makes sure that the window has read it.
    code.configure({ 'papers.huggingFace.endpoint': 'https://feed.example' });
    await window.reload();
    await findAndOpen('electra', 'ELECTRA');
    assert.deepEqual(connections(), []);
    assert.deepEqual(feed.requests, []);
  });

  it('is the feed and nothing else on a refresh', async () => {
    await window.command('Papers: Refresh');
    await window.toast('feed.example could not be reached');
    assert.deepEqual(new Set(connections()), new Set(['feed.example:443']));
    assert.deepEqual(feed.requests, []);
  });

  it('is the repository’s host and nothing else on a clone', async () => {
    const before = connections().length;
    await findAndOpen('identifier-aware', 'CodeT5');
    const page = await window.webview('h1');
    await page.getByRole('button', { name: 'Clone', exact: true }).first().click();
    await window.toast(/CodeT5 was not cloned/);
    assert.deepEqual(new Set(connections().slice(before)), new Set(['github.com:443']));
    assert.deepEqual(feed.requests, []);
  });

  it('is the feed once in six hours, and once what came of an opened paper, after the extension was used', async () => {
    const before = connections().length;
    code.configure({ 'papers.huggingFace.endpoint': feed.endpoint, 'papers.network': 'on' });
    // VS Code restores the library and a page of a paper, which does not count as use of the extension.
    await window.reload(/papers\.paper/);
    await window.treeRow('3 Nov 2025');
    await window.webview('h1');
    // Longer than the extension's delay after use.
    await new Promise((resolve) => setTimeout(resolve, 12_000));
    assert.deepEqual(feed.requests, []);
    await findAndOpen('electra', 'ELECTRA');
    await refreshed(14);
    // A later session, first within six hours, then after them.
    await window.reload();
    await findAndOpen('Quokka', 'Quokka');
    // The request follows some time after the page opened, but never for a page that a reload restores.
    await until('the question about the second paper', () => Promise.resolve(requests(false).length >= 2));
    const linked = await window.webview('#outcome ul');
    for (const name of ['quokka-large', 'marsupials', 'quokka-demo'])
      await linked.getByRole('button', { name: new RegExp(`^Clone .*made-up/${name}$`) }).waitFor();
    await linked.getByRole('button', { name: /marsupials$/ }).click();
    assert.match(
      await window.dialog(),
      /The size of datasets\/made-up\/marsupials is not known\. Clone it\?/,
    );
    await window.dialogButton('Cancel');
    const before7Hours = { last: Date.now() - 7 * HOUR, readTo: '2023-05-04' };
    await state().update((old) =>
      withProgress(old, feed.endpoint, (progress) => ({ ...progress, ...before7Hours })),
    );
    await window.reload();
    await findAndOpen('electra', 'ELECTRA');
    await refreshed(28);
    assert.equal(requests(true).length, 28);
    // Each opened paper is requested once, even if it is opened again.
    assert.deepEqual(requests(false), ['/api/arxiv/2003.10555/repos', '/api/arxiv/2611.00001/repos']);
    assert.equal(connections().length, before);
  });
});
