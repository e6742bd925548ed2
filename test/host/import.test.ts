import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { commands, Uri } from 'vscode';
import { Command } from '../../src/ids';
import { item2026 } from '../support/feed-items';
import { scratchFolder } from '../support/scratch.mjs';
import { readyApi, until } from './extension';

describe('importing', () => {
  it('goes on with the next file while the message about a bad one is still there', async () => {
    const folder = scratchFolder('import ü ');
    const file = (name: string, content: unknown): Uri => {
      writeFileSync(path.join(folder, name), JSON.stringify(content));
      return Uri.file(path.join(folder, name));
    };
    const files = [
      file('empty.json', []),
      file('none.json', { no: 'paper' }),
      Uri.file(path.join(folder, 'gone.json')),
      file('good.json', [item2026({ id: '2603.00001', title: 'Quokka embeddings' })]),
    ];
    const api = await readyApi();
    await commands.executeCommand(Command.importDigest, files);
    await until('the paper', () => api.paper('2603.00001') !== undefined);
    assert.equal(api.paper('2603.00001')?.title, 'Quokka embeddings');
  });
});
