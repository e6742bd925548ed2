import assert from 'node:assert/strict';
import path from 'node:path';
import { getActiveResourcesInfo } from 'node:process';
import * as vscode from 'vscode';
import type * as Bundle from '../../../src/extension';
import { Command, SECTION, Setting } from '../../../src/ids';
import { FeedServer } from '../../support/feed-server';
import { dailyPapers, until } from '../extension';
import { activeContext } from './activeContext';
import { Tracking } from './tracking';

const ownCommands = async (): Promise<readonly string[]> => {
  const ids = new Set<string>(Object.values(Command));
  return (await vscode.commands.getCommands(true)).filter((id) => ids.has(id));
};

/**
 * Returns watchers, workers and servers of this process. VS Code's own do not change while a window is idle.
 */
const busy = (): string =>
  getActiveResourcesInfo()
    .filter((kind) => /FSEvent|StatWatcher|Worker|Server/.test(kind))
    .sort()
    .join();

let feed: FeedServer;
let busyBefore = '';
// On mocha's root: before any test of this window used the extension.
before(async () => {
  feed = await FeedServer.start();
  feed.fault = 'hang';
  busyBefore = busy();
});
after(() => feed.stop());

// Last in its window, by its file's name, because VS Code activates an extension only once.
describe('disposal', () => {
  const settings = () => vscode.workspace.getConfiguration(SECTION);
  let tracking: Tracking | undefined;

  before(async () => {
    await dailyPapers().activate();
    await settings().update(Setting.endpoint, feed.endpoint, vscode.ConfigurationTarget.Global);
  });
  after(async () => {
    await settings().update(Setting.endpoint, undefined, vscode.ConfigurationTarget.Global);
  });
  afterEach(() => tracking?.end());

  it('disposes everything that activation and use created, so that the extension can be activated again', async () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the module that VS Code has loaded
    const { activate } = require(bundleFile()) as typeof Bundle;
    const context = await activeContext(dailyPapers());
    // Disposes VS Code's activation first, so that the next one is watched from its beginning.
    await takeBack(context.subscriptions.splice(0));
    assert.deepEqual(await ownCommands(), [], 'the first activation');
    await until('watchers and workers of the first activation to end', () => busy() === busyBefore);

    tracking = new Tracking(path.dirname(bundleFile()));
    for (let round = 1; round <= 2; round += 1) {
      const subscriptions: { dispose(): unknown }[] = [];
      // A second activation throws if a command of the first is still registered.
      const api = activate(
        Object.create(context, { subscriptions: { value: subscriptions } }) as typeof context,
      );
      await use(api);
      await askFeed(feed);
      assert.ok((await ownCommands()).length > 0);
      assert.ok(tracking.held().some((held) => held.startsWith('window.createWebviewPanel')));

      await takeBack(subscriptions);
      await feed.abandoned();
      assert.deepEqual(tracking.held(), [], `round ${round}`);
      assert.deepEqual(await ownCommands(), [], `round ${round}`);
      await until('watchers and workers to end', () => busy() === busyBefore);
    }
  });
});

/** Requests days and months from a feed that never answers; the months are queued. */
async function askFeed(feed: FeedServer): Promise<void> {
  const asked = feed.requests.length;
  void vscode.commands.executeCommand(Command.refresh);
  await until('a request', () => feed.requests.length > asked);
  void vscode.commands.executeCommand(Command.downloadArchive, ['2024-05']);
}

async function use(api: ReturnType<typeof Bundle.activate>): Promise<void> {
  await api.ready;
  assert.ok((await api.search('vision')).length > 0);
  await vscode.commands.executeCommand(Command.openPaper, api.papers()[0]?.id);
}

/** Disposes everything as VS Code does when the window closes, and closes the pages. */
async function takeBack(subscriptions: readonly { dispose(): unknown }[]): Promise<void> {
  for (const subscription of subscriptions) await subscription.dispose();
  // The extension does not close pages, because an open page is restored after a reload. The user closes it.
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await until('the pages to go', () => vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0));
}

function bundleFile(): string {
  return path.join(dailyPapers().extensionPath, 'dist/extension.js');
}
