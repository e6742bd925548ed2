import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { writeText } from '../../src/exportFile';
import { Command, OVERVIEW_TYPE } from '../../src/ids';
import { readyApi, until } from './extension';

const overviews = (): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(OVERVIEW_TYPE));

const titles = (): readonly string[] => overviews().map(({ label }) => label);

const show = (query?: unknown) => vscode.commands.executeCommand(Command.showOverview, query);

describe('overview', () => {
  before(() => readyApi());
  after(() => vscode.window.tabGroups.close(overviews()));

  it('has a tab for each query, named after it, and one for the library', async () => {
    await show();
    await until('the library', () => titles().join() === 'Overview');
    await show(' has:code ');
    await until('the query', () => titles().includes('Overview: has:code'));
    // The arguments of a button in a view's title if no row is selected.
    await vscode.commands.executeCommand(Command.showOverview, undefined, undefined);
    await until('the library by the button', () =>
      overviews().some((tab) => tab.isActive && tab.label === 'Overview'),
    );
    await show('has:code');
    await show({ kind: 'group' });
    await until('the library in front', () =>
      overviews().some((tab) => tab.isActive && tab.label === 'Overview'),
    );
    assert.equal(titles().length, 2);
  });

  it('has a tab for a finished query besides that of its last word being typed', async () => {
    const named = (): number => titles().filter((title) => title === 'Overview: topic:code').length;
    await show('topic:code');
    await until('the typed query', () => named() === 1);
    // The query of a saved search ends with a space.
    await show('topic:code ');
    await until('the finished query', () => named() === 2);
    await show('topic:code ');
    assert.equal(named(), 2);
  });
});

describe('a file that an export replaces', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'papers-export-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is replaced as a whole', async () => {
    const file = path.join(folder, 'overview.csv');
    for (const text of ['a long first text', 'short']) {
      await writeText(vscode.Uri.file(file), text);
      assert.equal(readFileSync(file, 'utf8'), text);
    }
    assert.deepEqual(readdirSync(folder), ['overview.csv']);
  });

  it('leaves nothing behind if it cannot be written', async () => {
    const taken = path.join(folder, 'overview.csv');
    mkdirSync(path.join(taken, 'inside'), { recursive: true });
    await assert.rejects(writeText(vscode.Uri.file(path.join(folder, 'overview.csv', 'inside')), 'x'));
    assert.deepEqual([readdirSync(folder), readdirSync(taken)], [['overview.csv'], ['inside']]);
  });
});
