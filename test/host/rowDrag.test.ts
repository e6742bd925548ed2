import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../src/api';
import { rowUri } from '../../src/papers/paperDecorations';
import { REPOSITORY_SCHEME, ROW_SCHEME } from '../../src/papers/rowUri';
import { madePaper } from '../support/papers';
import { readyApi, until } from './extension';

const nothing = { cloned: false, saved: false, unread: false };

describe('a row that is dragged out of its view', () => {
  const { fs } = vscode.workspace;
  let api: DailyPapersApi;
  before(async () => (api = await readyApi()));

  it('has the clone URL as what the terminal inserts, after its way through VS Code', async () => {
    const codeT5 = api.paper('2109.00859');
    assert.ok(codeT5);
    const uri = rowUri(codeT5, { ...nothing, saved: true });
    const received = vscode.Uri.parse(uri.toString(), true);
    assert.equal(received.fsPath, 'https://github.com/salesforce/CodeT5.git');
    assert.equal(received.toString(), uri.toString());
    // The window is informed of a new file system asynchronously.
    await until('the file system', () => fs.isWritableFileSystem(received.scheme) !== undefined);
    assert.equal(fs.isWritableFileSystem(received.scheme), false);
  });

  it('is refused by the terminal without a repository, because its scheme has no file system', () => {
    const { scheme } = rowUri(madePaper('a/b'), nothing);
    assert.equal(scheme, ROW_SCHEME);
    assert.equal(fs.isWritableFileSystem(scheme), undefined);
  });

  it('leads to no file that could be read, listed or written', async () => {
    const uri = vscode.Uri.from({ scheme: REPOSITORY_SCHEME, path: 'https://github.com/a/b.git' });
    for (const request of [
      () => fs.stat(uri),
      () => fs.readFile(uri),
      () => fs.readDirectory(uri),
      () => fs.writeFile(uri, new Uint8Array()),
      () => fs.createDirectory(uri),
      () => fs.delete(uri),
      () => fs.copy(uri, uri.with({ path: 'https://github.com/a/c.git' })),
    ])
      await assert.rejects(Promise.resolve(request()), vscode.FileSystemError);
  });
});
