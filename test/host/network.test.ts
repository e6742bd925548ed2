import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, workspace } from 'vscode';
import { Command, SECTION, Setting } from '../../src/ids';
import { FeedServer } from '../support/feed-server';
import { readyApi, until, withMessagesClosed } from './extension';

describe('switching the network off', () => {
  const settings = () => workspace.getConfiguration(SECTION);
  const set = (name: string, value?: string): Thenable<void> =>
    settings().update(name, value, ConfigurationTarget.Global);
  let feed: FeedServer;

  before(async () => {
    feed = await FeedServer.start();
    feed.fault = 'hang';
    await readyApi();
    // Ends a scheduled refresh of an earlier test, which a refresh by command would join.
    await set(Setting.network, 'off');
    await set(Setting.endpoint, feed.endpoint);
  });
  after(async () => {
    await set(Setting.network);
    await set(Setting.endpoint);
    await feed.stop();
  });
  afterEach(() => set(Setting.network, 'off'));

  for (const [what, ask] of [
    ['a refresh', () => commands.executeCommand(Command.refresh)],
    ['a download', () => commands.executeCommand(Command.downloadArchive, ['2024-05'])],
  ] as const) {
    it(`ends ${what} that waits for an answer`, async () => {
      await set(Setting.network, 'manual');
      const asked = feed.requests.length;
      void ask();
      await until('a request', () => feed.requests.length > asked);
      let over = false;
      void feed.abandoned().then(() => (over = true));
      await set(Setting.network, 'off');
      // Earlier than the request's own time limit of 30 s.
      await until('the end of the request', () => over, 25_000);
      const before = feed.requests.length;
      await withMessagesClosed(ask);
      assert.equal(feed.requests.length, before);
    });
  }
});
