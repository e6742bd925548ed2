import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { serverCommand } from '../support/mcpClient';
import { step } from './library';
import { median, type BenchRow } from './row';

const PAPERS = 15_000;
const STARTS = 5;
const SEARCHES = 200;

interface Figures {
  readonly start: number;
  /** In ms; undefined if the system does not report it. */
  readonly worked: number | undefined;
  readonly search: number;
  /** In bytes; undefined if the system does not report it. */
  readonly memory: number | undefined;
}

/** The packaged MCP server on an indexed library: start to first answer, a search, peak memory. */
export async function rows(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'daily-papers-bench-'));
  try {
    step('fill', folder, PAPERS);
    step('window', folder, PAPERS);
    const [bare, all]: [number[], Figures[]] = [[], []];
    for (let run = 0; run < STARTS; run += 1) {
      const began = performance.now();
      spawnSync(process.execPath, ['-e', '0']);
      bare.push(performance.now() - began);
      all.push(await measure(folder));
    }
    const against = { what: 'node -e 0', value: median(bare) };
    const memory = all.flatMap((figures) => figures.memory ?? []);
    const worked = all.flatMap((figures) => figures.worked ?? []);
    const at = `${PAPERS} papers`;
    return [
      {
        what: `${at}: start to first answer`,
        value: median(all.map(({ start }) => start)),
        unit: 'ms',
        against,
      },
      ...(worked.length > 0
        ? [{ what: `${at}: processor time of that`, value: median(worked), unit: 'ms' }]
        : []),
      { what: `${at}: a search`, value: median(all.map(({ search }) => search)), unit: 'ms', against },
      ...(memory.length > 0 ? [{ what: `${at}: peak memory`, value: median(memory) / 1e6, unit: 'MB' }] : []),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(storage: string): Promise<Figures> {
  const began = performance.now();
  const client = new Client({ name: 'bench', version: '1' });
  const { command, args } = serverCommand(storage);
  const transport = new StdioClientTransport({ command, args: [...args], stderr: 'ignore' });
  await client.connect(transport);
  const search = (query: string): Promise<unknown> =>
    client.callTool({ name: 'papers_search', arguments: { query } });
  await search('w1 w2');
  const start = performance.now() - began;
  const worked = transport.pid === null ? undefined : processorTime(transport.pid);
  const times: number[] = [];
  for (let n = 0; n < SEARCHES; n += 1) {
    const before = performance.now();
    await search(`w${n.toString(36)} w${(n * 7).toString(36)}`);
    times.push(performance.now() - before);
  }
  const memory = transport.pid === null ? undefined : peakMemory(transport.pid);
  await client.close();
  return { start, worked, search: median(times), memory };
}

/** Returns the processor time of a live process in ms, which does not depend on other load. Linux only. */
function processorTime(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name before the last parenthesis may contain spaces. Times are in hundredths of a second.
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return 10 * (Number(user) + Number(system));
  } catch {
    return undefined;
  }
}

/** Returns the peak resident memory of a live process in bytes. Linux only. */
function peakMemory(pid: number): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
