import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { OverviewState } from '../../../src/core/overview/overviewProtocol';
import { Emitter } from '../../../src/emitter';
import { OverviewPanel } from '../../../src/overview/overviewPanel';
import type { PageAssets } from '../../../src/pages/assets';
import { english } from '../../support/english';

describe('the tab of an overview', () => {
  it('counts the query of its box as typed, with the space that completes the last word', async () => {
    const received = new Emitter<unknown>();
    const never = () => ({ dispose: () => undefined });
    const webview = {
      onDidReceiveMessage: received.event,
      asWebviewUri: () => '',
      postMessage: () => Promise.resolve(true),
    };
    const panel = { webview, visible: true, onDidChangeViewState: never, onDidDispose: never };
    const counted: string[] = [];
    const shown = new OverviewPanel(
      panel as unknown as vscode.WebviewPanel,
      {} as PageAssets,
      {
        locale: english,
        count: ({ query }: OverviewState) => {
          counted.push(query);
          return Promise.resolve({ kind: 'failed' });
        },
        topicLabel: (id) => id,
        handle: () => Promise.resolve(),
      },
      { query: 'topic:code ', unit: 'month' },
    );
    received.fire({ type: 'setQuery', query: ' topic:code ' });
    assert.deepEqual(counted, ['topic:code ', 'topic:code ']);
    shown.dispose();
    await Promise.resolve();
  });
});
