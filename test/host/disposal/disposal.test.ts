import assert from 'node:assert/strict';
import path from 'node:path';
import { getActiveResourcesInfo } from 'node:process';
import * as vscode from 'vscode';
import type * as Bundle from '../../../src/extension';
import { Command, SECTION, Setting } from '../../../src/ids';
import { FeedServer } from '../../support/feed-server';
import { dailyPapers, until } from '../extension';
import { Tracking } from './tracking';

const ownCommands = async (): Promise<readonly string[]> => {
  const ids = new Set<string>(Object.values(Command));
  return (await vscode.commands.getCommands(true)).filter((id) => ids.has(id));
};

/** Watchers, workers and servers of this process; VS Code's own do not change while a window is at rest. */
const busy = (): string =>
  getActiveResourcesInfo()
    .filter((kind) => /FSEvent|StatWatcher|Worker|Server/.test(kind))
    .sort()
    .join();

describe('disposal', () => {
  const settings = () => vscode.workspace.getConfiguration(SECTION);
  let tracking: Tracking | undefined;
  let feed: FeedServer;

  before(async () => {
    feed = await FeedServer.start();
    feed.fault = 'hang';
    await settings().update(Setting.endpoint, feed.endpoint, vscode.ConfigurationTarget.Global);
  });
  after(async () => {
    await settings().update(Setting.endpoint, undefined, vscode.ConfigurationTarget.Global);
    await feed.stop();
  });
  afterEach(() => tracking?.end());

  it('takes everything back that activation and use put in place, so that it can be activated again', async () => {
    const before = busy();
    tracking = new Tracking(path.join(dailyPapers().extensionPath, 'dist/extension.js'));
    const { activate, context } = await activateAndKeepContext();

    for (let round = 1; round <= 2; round += 1) {
      const subscriptions: { dispose(): unknown }[] = [];
      // A second activation throws when a command of the first is still registered.
      const api = activate(
        Object.create(context, { subscriptions: { value: subscriptions } }) as typeof context,
      );
      await use(api);
      await askFeed(feed);
      assert.ok((await ownCommands()).length > 0);
      assert.ok(tracking.held().some((held) => held.startsWith('window.createWebviewPanel')));

      // As VS Code does when the window closes.
      for (const subscription of subscriptions) await subscription.dispose();
      await feed.abandoned();
      // The page stays, for it comes back after a reload of the window only when it was open; a person closes it.
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await until('the panel to go', () =>
        vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0),
      );
      assert.deepEqual(tracking.held(), [], `round ${round}`);
      assert.deepEqual(await ownCommands(), [], `round ${round}`);
      await until('watchers and workers to end', () => busy() === before);
    }
  });
});

/** Asks a feed that never answers for days and for months, the second in its turn. */
async function askFeed(feed: FeedServer): Promise<void> {
  const asked = feed.requests.length;
  void vscode.commands.executeCommand(Command.refresh);
  await until('a request', () => feed.requests.length > asked);
  void vscode.commands.executeCommand(Command.downloadArchive, ['2024-05']);
}

/** Searches, and opens a paper. */
async function use(api: ReturnType<typeof Bundle.activate>): Promise<void> {
  await api.ready;
  assert.ok((await api.search('vision')).length > 0);
  await vscode.commands.executeCommand(Command.openPaper, api.papers()[0]?.id);
}

/**
 * Has VS Code activate the extension with an activation that does nothing, so that the real one can be called here
 * with the real context: VS Code itself takes nothing back before the window closes.
 */
async function activateAndKeepContext(): Promise<{
  readonly activate: typeof Bundle.activate;
  readonly context: vscode.ExtensionContext;
}> {
  const extension = dailyPapers();
  assert.equal(extension.isActive, false);
  const file = path.join(extension.extensionPath, 'dist/extension.js');
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the module that VS Code is about to load
  const bundle = require(file) as typeof Bundle;
  const loaded = require.cache[file];
  assert.ok(loaded);
  let context: vscode.ExtensionContext | undefined;
  loaded.exports = { activate: (given: vscode.ExtensionContext) => void (context = given) };
  await extension.activate();
  assert.ok(context, 'VS Code loaded another module');
  return { activate: bundle.activate, context };
}
