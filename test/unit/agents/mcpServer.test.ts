import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Client } from '@modelcontextprotocol/client';
import { PaperStore } from '../../../src/library/store/paperStore';
import { ReadingMarks } from '../../../src/library/store/readingMarks';
import { silentLog } from '../../support/log';
import {
  called,
  cancelAndThousandCalls,
  closedPipes,
  connectedClient,
  malformedMessages,
  MCP_SERVER,
  serverCommand,
  tour,
} from '../../support/mcpClient';
import { madePaper } from '../../support/papers';
import { scratchFolder } from '../../support/scratch.mjs';
import { storeWords } from '../../support/store-words';

const DATE = new Date('2026-03-02T00:00:00Z');

function snapshot(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(files.sort().map((file) => [file, readFileSync(file, 'latin1')]));
}

describe('the packaged MCP server', () => {
  const clients: Client[] = [];
  const open = async (storage: string): Promise<Client> => {
    const client = await connectedClient(serverCommand(storage));
    clients.push(client);
    return client;
  };
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
  });

  it('initialises, lists, answers each tool, and answers errors', async () => {
    await tour(await open(scratchFolder('agents')));
  });

  it('answers 1,000 calls at once, and others after a cancelled one', async () => {
    await cancelAndThousandCalls(await open(scratchFolder('agents')));
  });

  it('answers what windows change between calls, in every server', async () => {
    const storage = scratchFolder('agents');
    const servers = await Promise.all([open(storage), open(storage)]);
    const store = new PaperStore(storage, storeWords, silentLog);
    const marks = new ReadingMarks(path.join(storage, 'reading-list.json'), silentLog);
    for (const server of servers)
      assert.equal((await called(server, 'papers_list', { saved: true })).status, 'no_match');
    await store.merge([madePaper('2603.00001', { title: 'Zebrafish connectomes', published: '2026-03-01' })]);
    for (const server of servers) {
      const { papers, coverage } = await called(server, 'papers_search', { query: 'zebrafish' });
      assert.deepEqual([papers?.[0]?.id, (coverage ?? '').includes(': 87 papers')], ['2603.00001', true]);
    }
    await marks.toggle('2603.00001', 'saved', DATE);
    for (const server of servers) {
      const { papers } = await called(server, 'papers_list', { saved: true });
      assert.deepEqual(
        papers?.map(({ id }) => id),
        ['2603.00001'],
      );
    }
  });

  it('uses what is intact in damaged files, says so, and changes nothing', async () => {
    const storage = scratchFolder('agents');
    const store = new PaperStore(storage, storeWords, silentLog);
    const papers = ['2603.00001', '2603.00002'].map((id) => madePaper(id, { title: `Zebrafish ${id}` }));
    await store.merge(papers);
    const month = path.join(storage, 'papers', '2026-03.jsonl');
    appendFileSync(month, '{"id": "2603.00003", "tit');
    writeFileSync(path.join(storage, 'reading-list.json'), '{"schema":1,"sum":"0","value":{');
    writeFileSync(path.join(storage, 'feed.json'), 'x');
    mkdirSync(path.join(storage, 'search-index', 'topics.jsonl'), { recursive: true });
    writeFileSync(path.join(storage, 'search-index', '0-0.segment'), 'damaged');
    const before = snapshot(storage);
    const client = await open(storage);
    const { papers: found, problems } = await called(client, 'papers_search', { query: 'zebrafish' });
    assert.deepEqual(found?.map(({ id }) => id).sort(), ['2603.00001', '2603.00002']);
    assert.match(problems?.join(' ') ?? '', /damaged \(2026-03\.jsonl\)/);
    await client.close();
    assert.deepEqual(snapshot(storage), before);
  });

  it('goes on after malformed messages', () => malformedMessages(serverCommand(scratchFolder('agents'))));

  it('ends when its client closes the pipes', () => closedPipes(serverCommand(scratchFolder('agents'))));

  it('says how it is started when the storage folder is missing', async () => {
    const server = spawn(process.execPath, [MCP_SERVER], { stdio: ['pipe', 'pipe', 'pipe'] });
    const said: string[] = [];
    server.stderr.on('data', (data: Buffer) => said.push(data.toString()));
    const [code] = (await once(server, 'close')) as [number];
    assert.equal(code, 2);
    assert.match(said.join(''), /--storage FOLDER/);
  });
});
