import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Client } from '@modelcontextprotocol/client';
import { called, connectedClient, serverCommand, type ToolResult } from '../../support/mcpClient';
import { builtProgram } from '../../support/program';
import { endWithUs, scratchFolder } from '../../support/scratch.mjs';

const SERVERS = 3;
const WRITERS = ['1', '2'];
/** Number of papers that each writer stores. */
const PAPERS = 25;
const PAGE = 10;

describe('MCP servers and windows on one library at once', () => {
  const clients: Client[] = [];
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
  });

  /**
   * Calls until the response is right: a server responds with its previous state if reading takes more than
   * two seconds.
   */
  async function answers(
    client: Client,
    tool: string,
    args: Readonly<Record<string, unknown>>,
    isRight: (answer: ToolResult) => boolean,
  ): Promise<void> {
    while (!isRight(await called(client, tool, args)));
  }

  it('follow what windows write meanwhile, through damaged files, and lose nothing', async () => {
    const storage = scratchFolder('agents');
    const program = builtProgram('library-writer');
    const month = path.join(storage, 'papers', '2026-03.jsonl');
    const stored: string[] = [];
    const writers = WRITERS.map((name) => {
      const child = spawn(process.execPath, [program, storage, name, String(PAPERS)], { detached: true });
      const errors: string[] = [];
      child.stderr.on('data', (data: Buffer) => errors.push(data.toString()));
      createInterface({ input: child.stdout }).on('line', (id) => {
        stored.push(id);
        // A torn line, as from a killed program. The next window that reads the file repairs it.
        if (stored.length % 10 === 0) appendFileSync(month, '{"sum":"00000000","paper":{"id": "2603');
        // Damaged files that are rebuilt.
        if (stored.length % 15 === 0)
          writeFileSync(path.join(storage, 'summaries', 'papers.summary'), 'torn');
        if (stored.length % 20 === 0) writeFileSync(path.join(storage, 'search-index', 'topics.jsonl'), '{');
      });
      const kill = endWithUs(child);
      return { ended: once(child, 'close').then(() => kill()), errors };
    });
    const everyWriter = Promise.all(writers.map(({ ended }) => ended));
    let isOver = false;
    void everyWriter.then(() => (isOver = true));

    for (let n = 0; n < SERVERS; n += 1) clients.push(await connectedClient(serverCommand(storage)));
    let follows = 0;
    const follow = async (client: Client): Promise<void> => {
      let before = 0;
      while (!isOver || follows < SERVERS) {
        const id = stored.at(-1);
        if (id === undefined) {
          await new Promise((resolve) => setTimeout(resolve, 10));
          continue;
        }
        await answers(client, 'papers_read', { id }, ({ status }) => status === 'ok');
        const {
          status,
          coverage = '',
          papers = [],
        } = await called(client, 'papers_search', {
          query: 'zebrafish',
          limit: PAGE,
        });
        assert.equal(status, 'ok');
        assert.ok(papers.every(({ title }) => title.startsWith('Zebrafish ')));
        const count = Number(/: (\d+) papers/.exec(coverage)?.[1]);
        assert.ok(count >= before, `${before} papers, then ${count}`);
        before = count;
        follows += 1;
      }
    };
    await Promise.all(clients.map(follow));
    await everyWriter;

    assert.deepEqual(
      writers.flatMap(({ errors }) => errors),
      [],
    );
    assert.equal(new Set(stored).size, WRITERS.length * PAPERS);
    assert.ok(existsSync(month));
    for (const client of clients)
      for (const id of stored) await answers(client, 'papers_read', { id }, ({ status }) => status === 'ok');
  });
});
