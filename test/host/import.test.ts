import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commands, Uri } from 'vscode';
import { Command } from '../../src/ids';
import { item2026 } from '../support/feed-items';
import { scratchFolder } from '../support/scratch.mjs';
import { dailyPapers, readyApi, until } from './extension';

describe('importing', () => {
  it('continues with the next file while the message about an invalid one is open', async () => {
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

  it('accepts a page that was saved as text, and JSON Lines', async () => {
    const folder = scratchFolder('import');
    const write = (name: string, text: string): Uri => {
      writeFileSync(path.join(folder, name), text);
      return Uri.file(path.join(folder, name));
    };
    const api = await readyApi();
    const page = readFileSync(
      path.join(dailyPapers().extensionPath, 'seeds/daily-papers-2025-11-03.txt'),
      'utf8',
    );
    const lines = ['Wombat attention', 'Numbat decoding'].map((title, i) =>
      JSON.stringify({ id: `2603.0001${i}`, title, abstract: 'Of marsupials.' }),
    );
    await commands.executeCommand(Command.importDigest, [
      write('saved page.txt', page.replaceAll('CodeT5', 'QuokkaT5')),
      write('papers.jsonl', lines.join('\n')),
    ]);
    const titles = (): readonly string[] => api.papers().map(({ title }) => title);
    await until('the papers of both', () =>
      ['QuokkaT5: ', 'Wombat attention', 'Numbat decoding'].every((begin) =>
        titles().some((title) => title.startsWith(begin)),
      ),
    );
    const [found] = await api.search('quokkat5 identifier-aware');
    assert.match(found?.paper.title ?? '', /^QuokkaT5: Identifier-aware/);
  });
});
