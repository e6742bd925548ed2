import { readFileSync, statSync, writeFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import MiniSearch, { type Options } from 'minisearch';
import type { Paper } from '../../src/core/paper';
import { parseQuery } from '../../src/core/query';
import { SearchIndex } from '../../src/library/searchIndex';
import { percentile } from '../eval/metrics';

/** What is measured of an engine. Times in ms, sizes in MB; absent where it makes no sense. */
export interface Figures {
  /** From papers to the first answer, without any file. */
  readonly buildMs: number;
  /** Growth of the process's peak memory while building. */
  readonly buildMb: number;
  readonly fileMb: number;
  /** From the file to the first answer, verified where the engine verifies. */
  readonly coldMs: number;
  /** Heap and buffers of the loaded index, without the papers. */
  readonly memoryMb: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Until 30 new papers are found. */
  readonly dayMs?: number;
  /** Longest stall of the calling thread while the index is built. */
  readonly stallMs?: number;
}

/** Measures one engine, or says why it can't. */
export type Engine = (
  papers: readonly Paper[],
  keystrokes: readonly string[],
  folder: string,
) => Promise<Figures | { readonly missing: string }>;

const LIMIT = 50;
/** Papers of a day. */
const DAY = 30;

export const ENGINES = { product, minisearch, fts5 } satisfies Record<string, Engine>;
export type EngineName = keyof typeof ENGINES;

async function product(
  papers: readonly Paper[],
  keystrokes: readonly string[],
  folder: string,
): Promise<Figures> {
  const workerFile = path.resolve('dist/library/indexWorker.js');
  const held = papers.slice(0, -DAY);
  const first = keystrokes[0] ?? '';
  const building = new SearchIndex({ folder, workerFile });
  const stalls = monitorEventLoopDelay({ resolution: 1 });
  const before = peakMb();
  stalls.enable();
  const build = await timed(async () => {
    await building.update(held);
    stalls.disable();
    return building.search(parseQuery(first), { limit: LIMIT });
  });
  const buildMb = peakMb() - before;
  await building.idle;
  const day = await timed(async () => {
    await building.update(papers);
    return building.search(parseQuery(first), { limit: LIMIT });
  });
  await building.idle;
  building.dispose();
  const fileMb =
    readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0) / 1e6;
  const empty = memoryMb();
  const loaded = new SearchIndex({ folder, workerFile });
  const cold = await timed(async () => {
    await loaded.update(papers);
    return loaded.search(parseQuery(first), { limit: LIMIT });
  });
  const times = keystrokes.map((text) => once(() => loaded.search(parseQuery(text), { limit: LIMIT })));
  const memory = memoryMb() - empty;
  return {
    buildMs: build,
    buildMb,
    fileMb,
    coldMs: cold,
    memoryMb: memory,
    ...percentiles(times),
    dayMs: day,
    stallMs: stalls.max / 1e6,
  };
}

function minisearch(
  papers: readonly Paper[],
  keystrokes: readonly string[],
  folder: string,
): Promise<Figures> {
  const settings: Options = { fields: ['title', 'abstract'] };
  const search = (index: MiniSearch, text: string): unknown =>
    index
      .search(text, { prefix: (_, i, terms) => i === terms.length - 1, fuzzy: 0.2, boost: { title: 4 } })
      .slice(0, LIMIT);
  const first = keystrokes[0] ?? '';
  const before = peakMb();
  const index = new MiniSearch(settings);
  const buildMs = once(() => {
    index.addAll(papers.slice(0, -DAY).map(({ id, title, abstract }) => ({ id, title, abstract })));
    search(index, first);
  });
  const buildMb = peakMb() - before;
  const dayMs = once(() => {
    index.addAll(papers.slice(-DAY).map(({ id, title, abstract }) => ({ id, title, abstract })));
    search(index, first);
  });
  const file = path.join(folder, 'minisearch.json');
  writeFileSync(file, JSON.stringify(index));
  index.removeAll();
  const empty = memoryMb();
  let loaded = new MiniSearch(settings);
  const coldMs = once(() => {
    loaded = MiniSearch.loadJSON(readFileSync(file, 'utf8'), settings);
    search(loaded, first);
  });
  const times = keystrokes.map((text) => once(() => search(loaded, text)));
  const memory = memoryMb() - empty;
  return Promise.resolve({
    buildMs,
    buildMb,
    fileMb: statSync(file).size / 1e6,
    coldMs,
    memoryMb: memory,
    ...percentiles(times),
    dayMs,
    stallMs: buildMs,
  });
}

async function fts5(
  papers: readonly Paper[],
  keystrokes: readonly string[],
  folder: string,
): Promise<Figures | { readonly missing: string }> {
  const sqlite = await import('node:sqlite').catch(() => undefined);
  if (sqlite === undefined)
    return { missing: `node:sqlite is not in Node ${process.version}; Node 22.13 and later have it` };
  const file = path.join(folder, 'fts5.db');
  const first = keystrokes[0] ?? '';
  const before = peakMb();
  const building = new sqlite.DatabaseSync(file);
  building.exec(
    "CREATE VIRTUAL TABLE papers USING fts5(id UNINDEXED, title, abstract, tokenize='porter unicode61', prefix='2 3')",
  );
  const insert = building.prepare('INSERT INTO papers VALUES (?, ?, ?)');
  const add = (some: readonly Paper[]): void => {
    building.exec('BEGIN');
    for (const { id, title, abstract } of some) insert.run(id, title, abstract);
    building.exec('COMMIT');
  };
  // Better than its defaults: the title counts more, any word may match, the last is a prefix.
  const statement = 'SELECT id FROM papers WHERE papers MATCH ? ORDER BY bm25(papers, 0, 4, 1) LIMIT 50';
  const ftsQuery = (text: string): string => {
    const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
    return words.map((word, i) => (i === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(' OR ');
  };
  const buildMs = once(() => {
    add(papers.slice(0, -DAY));
    building.prepare(statement).all(ftsQuery(first));
  });
  const buildMb = peakMb() - before;
  const dayMs = once(() => {
    add(papers.slice(-DAY));
    building.prepare(statement).all(ftsQuery(first));
  });
  building.close();
  const empty = memoryMb();
  let search = building.prepare.bind(building, statement);
  const coldMs = once(() => {
    const loaded = new sqlite.DatabaseSync(file);
    const prepared = loaded.prepare(statement);
    search = () => prepared;
    prepared.all(ftsQuery(first));
  });
  const prepared = search();
  const times = keystrokes.map((text) => once(() => prepared.all(ftsQuery(text))));
  const memory = memoryMb() - empty;
  return {
    buildMs,
    buildMb,
    fileMb: statSync(file).size / 1e6,
    coldMs,
    memoryMb: memory,
    ...percentiles(times),
    dayMs,
    stallMs: buildMs,
  };
}

function percentiles(times: readonly number[]): Pick<Figures, 'p50' | 'p95' | 'p99'> {
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

/** Peak of the process's resident memory so far, in MB. */
function peakMb(): number {
  return process.resourceUsage().maxRSS / 1000;
}

/** Heap in use and array buffers after a full collection, in MB. */
function memoryMb(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
