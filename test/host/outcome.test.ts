import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Command, SECTION, Setting } from '../../src/ids';
import { FeedServer } from '../support/feed-server';
import { linkedRepos } from '../support/outcomes';
import { readyApi, until } from './extension';

// Papers that no other test of the window opens: after a failure, a paper is not requested for ten minutes.
const ID = '2305.01711';
const NEXT_ID = '2306.14035';
const HIDDEN_ID = '2310.16789';
const REPOS = `/api/arxiv/${ID}/repos`;

describe('what came of a paper', () => {
  let feed: FeedServer;
  const set = (name: string, value?: string): Thenable<void> =>
    vscode.workspace.getConfiguration(SECTION).update(name, value, vscode.ConfigurationTarget.Global);
  const asked = (): readonly string[] => feed.requests.filter((request) => request.includes('/repos'));
  const open = async (): Promise<void> => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand(Command.openPaper, ID);
  };

  before(async () => {
    feed = await FeedServer.start();
    feed.content.others.set(REPOS, linkedRepos);
    await readyApi();
    await set(Setting.network, 'manual');
    await set(Setting.endpoint, feed.endpoint);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await set(Setting.network);
    await set(Setting.endpoint);
    await feed.stop();
  });

  it('is asked once when its page opens, and only where the network is on, or when it is turned on', async () => {
    // A hidden page is not filled when the network is turned on: many could be open.
    await vscode.commands.executeCommand(Command.openPaper, HIDDEN_ID);
    await vscode.commands.executeCommand('workbench.action.keepEditor');
    await vscode.commands.executeCommand(Command.openPaper, ID);
    // Longer than the delay of a page's request.
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    assert.deepEqual(asked(), []);
    await set(Setting.network, 'on');
    await until('the request for the visible page', () => asked().length > 0);
    assert.deepEqual(asked(), [REPOS]);
    await open();
    // Another paper's page makes its request after the same delay. By then, the first one would have repeated
    // its request.
    await vscode.commands.executeCommand(Command.openPaper, NEXT_ID);
    await until('the next request', () => asked().length > 1);
    assert.deepEqual(asked(), [REPOS, `/api/arxiv/${NEXT_ID}/repos`]);
    assert.deepEqual(
      feed.requests.filter((request) => /^\/papers\/|evaluations/.test(request)),
      [],
    );
  });
});
