import { readFileSync, statSync, writeFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import MiniSearch, { type Options } from 'minisearch';
import type { Paper } from '../../src/core/paper/paper';
import { parseQuery } from '../../src/core/query/parseQuery';
import { SearchIndex } from '../../src/library/searchIndex/searchIndex';
import { percentile } from '../eval/metrics';
import { watchFullCollections } from './fullCollections';
import { lunrAlone, processorTimeSince } from './lunrAlone';
import { longestStall } from './stalls';

/** Figures of an engine that indexes papers and writes its file. Times in ms, sizes in MB. */
export interface BuildFigures {
  /** From papers to the first answer, without a file. */
  readonly buildMs: number;
  /** Growth of the process's peak memory during the build. */
  readonly buildMb: number;
  readonly fileMb: number;
  /** Time until 30 new papers can be found. */
  readonly dayMs: number;
  /** Longest stall of the calling thread during the build. */
  readonly stallMs: number;
  /** Longest full garbage collection of the calling thread during the build; V8 starts some when it is idle. */
  readonly collectionMs?: number;
  /** Longest stall for the same time while another thread only counts: the machine's own stalls. */
  readonly idleStallMs?: number;
  /** Processor time of all threads during the build, per paper. */
  readonly paperMs?: number;
  /** The same for Lunr's builder alone, as the reference. */
  readonly lunrPaperMs?: number;
}

/** Figures of an engine that starts with its file, in a process that has only the papers. */
export interface SearchFigures {
  /** From the file to the first answer, including verification if the engine verifies. */
  readonly coldMs: number;
  /** Heap and buffers of the loaded index, without the papers. */
  readonly memoryMb: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export type Figures = BuildFigures & SearchFigures;

interface Given {
  readonly papers: readonly Paper[];
  readonly keystrokes: readonly string[];
  /** Folder for its file. */
  readonly folder: string;
}

interface Missing {
  readonly missing: string;
}

/** Measures one engine in two processes, or returns why this is impossible. */
export interface Engine {
  build(given: Given): Promise<BuildFigures | Missing>;
  search(given: Given): Promise<SearchFigures | Missing>;
}

const LIMIT = 50;
/** Papers per day. */
const DAY = 30;

const product: Engine = {
  async build({ papers, keystrokes, folder }) {
    const first = parseQuery(keystrokes[0] ?? '');
    const building = new SearchIndex({ folder, workerFile: WORKER });
    const before = peakMb();
    let stallMs = 0;
    let collectionMs = 0;
    const unwatch = watchFullCollections((ms) => (collectionMs = Math.max(collectionMs, ms)));
    const start = process.cpuUsage();
    const buildMs = await timed(async () => {
      stallMs = await longestStall(() => building.update(papers.slice(0, -DAY)));
      return building.search(first, { limit: LIMIT });
    });
    const paperMs = processorTimeSince(start) / papers.length;
    const buildMb = peakMb() - before;
    await building.idle;
    unwatch();
    const idleStallMs = await longestStall(() => countedBeside(buildMs));
    const dayMs = await timed(async () => {
      await building.update(papers);
      return building.search(first, { limit: LIMIT });
    });
    await building.idle;
    building.dispose();
    const fileMb = readdirSync(folder).reduce((sum, name) => sum + sizeMb(folder, name), 0);
    const lunrPaperMs = lunrAlone(papers);
    return { buildMs, buildMb, fileMb, dayMs, stallMs, collectionMs, idleStallMs, paperMs, lunrPaperMs };
  },

  async search({ papers, keystrokes, folder }) {
    const empty = await memoryMb();
    const loaded = new SearchIndex({ folder, workerFile: WORKER });
    const answer = (text: string): unknown => loaded.search(parseQuery(text), { limit: LIMIT });
    const coldMs = await timed(async () => {
      await loaded.update(papers);
      return answer(keystrokes[0] ?? '');
    });
    await loaded.idle;
    const times = percentiles(keystrokes.map((text) => once(() => answer(text))));
    const memoryMbGrown = (await memoryMb()) - empty;
    loaded.dispose();
    return { coldMs, memoryMb: memoryMbGrown, ...times };
  },
};

/** Counts in another thread for a time in ms. */
async function countedBeside(ms: number): Promise<void> {
  const code = `const end = Date.now() + ${ms}; while (Date.now() < end);`;
  const thread = new Worker(code, { eval: true });
  await new Promise((resolve) => thread.once('exit', resolve));
}

const WORKER = path.resolve('dist/library/indexWorker.js');

const minisearch: Engine = {
  build({ papers, keystrokes, folder }) {
    const index = new MiniSearch(MINISEARCH);
    const add = (some: readonly Paper[]): number =>
      once(() => {
        index.addAll(some.map(({ id, title, abstract }) => ({ id, title, abstract })));
        searchMini(index, keystrokes[0] ?? '');
      });
    const before = peakMb();
    const start = process.cpuUsage();
    const buildMs = add(papers.slice(0, -DAY));
    const paperMs = processorTimeSince(start) / papers.length;
    const buildMb = peakMb() - before;
    const dayMs = add(papers.slice(-DAY));
    writeFileSync(path.join(folder, MINISEARCH_FILE), JSON.stringify(index));
    const fileMb = sizeMb(folder, MINISEARCH_FILE);
    return Promise.resolve({ buildMs, buildMb, fileMb, dayMs, stallMs: buildMs, paperMs });
  },

  async search({ keystrokes, folder }) {
    const empty = await memoryMb();
    let loaded = new MiniSearch(MINISEARCH);
    const coldMs = once(() => {
      loaded = MiniSearch.loadJSON(readFileSync(path.join(folder, MINISEARCH_FILE), 'utf8'), MINISEARCH);
      searchMini(loaded, keystrokes[0] ?? '');
    });
    const times = percentiles(keystrokes.map((text) => once(() => searchMini(loaded, text))));
    return { coldMs, memoryMb: (await memoryMb()) - empty, ...times };
  },
};
const MINISEARCH: Options = { fields: ['title', 'abstract'] };
const MINISEARCH_FILE = 'minisearch.json';

function searchMini(index: MiniSearch, text: string): unknown {
  return index
    .search(text, { prefix: (_, i, terms) => i === terms.length - 1, fuzzy: 0.2, boost: { title: 4 } })
    .slice(0, LIMIT);
}

const fts5: Engine = {
  async build({ papers, keystrokes, folder }) {
    const sqlite = await import('node:sqlite').catch(() => undefined);
    if (sqlite === undefined) return NO_SQLITE;
    const before = peakMb();
    const building = new sqlite.DatabaseSync(path.join(folder, FTS5_FILE));
    building.exec(
      "CREATE VIRTUAL TABLE papers USING fts5(id UNINDEXED, title, abstract, tokenize='porter unicode61', prefix='2 3')",
    );
    const insert = building.prepare('INSERT INTO papers VALUES (?, ?, ?)');
    const add = (some: readonly Paper[]): number =>
      once(() => {
        building.exec('BEGIN');
        for (const { id, title, abstract } of some) insert.run(id, title, abstract);
        building.exec('COMMIT');
        building.prepare(FTS5_QUERY).all(ftsQuery(keystrokes[0] ?? ''));
      });
    const start = process.cpuUsage();
    const buildMs = add(papers.slice(0, -DAY));
    const paperMs = processorTimeSince(start) / papers.length;
    const buildMb = peakMb() - before;
    const dayMs = add(papers.slice(-DAY));
    building.close();
    return { buildMs, buildMb, fileMb: sizeMb(folder, FTS5_FILE), dayMs, stallMs: buildMs, paperMs };
  },

  async search({ keystrokes, folder }) {
    const sqlite = await import('node:sqlite').catch(() => undefined);
    if (sqlite === undefined) return NO_SQLITE;
    const empty = await memoryMb();
    const open = (): { all(query: string): unknown } =>
      new sqlite.DatabaseSync(path.join(folder, FTS5_FILE)).prepare(FTS5_QUERY);
    let statement: ReturnType<typeof open> | undefined;
    const coldMs = once(() => (statement = open()).all(ftsQuery(keystrokes[0] ?? '')));
    const times = percentiles(keystrokes.map((text) => once(() => statement?.all(ftsQuery(text)))));
    return { coldMs, memoryMb: (await memoryMb()) - empty, ...times };
  },
};
const FTS5_FILE = 'fts5.db';
/** Better than FTS5's defaults: a higher weight for titles, any word may match, the last is a prefix. */
const FTS5_QUERY = 'SELECT id FROM papers WHERE papers MATCH ? ORDER BY bm25(papers, 0, 4, 1) LIMIT 50';
const NO_SQLITE: Missing = {
  missing: `node:sqlite is not in Node ${process.version}; Node 22.13 and later have it`,
};

function ftsQuery(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word, i) => (i === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(' OR ');
}

export const ENGINES = { product, minisearch, fts5 } satisfies Record<string, Engine>;
export type EngineName = keyof typeof ENGINES;

function sizeMb(folder: string, name: string): number {
  return statSync(path.join(folder, name)).size / 1e6;
}

function percentiles(times: readonly number[]): Pick<SearchFigures, 'p50' | 'p95' | 'p99'> {
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) };
}

function once(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Returns the peak resident memory of the process so far, in MB. */
function peakMb(): number {
  return process.resourceUsage().maxRSS / 1000;
}

/** Returns heap and array buffers after a full collection, in MB. */
async function memoryMb(): Promise<number> {
  globalThis.gc?.();
  // Helper threads continue to collect garbage, which must not affect the next measurement.
  await new Promise((resolve) => setTimeout(resolve, 200));
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
