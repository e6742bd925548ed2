// npm run bench:search -- --papers FILE --sizes 1000,10000,50000: compares the extension, MiniSearch and
// SQLite FTS5 in one run. Each engine and size builds in one process and starts with its file in another, so
// that engines share neither memory nor warm code.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { readPapers } from '../eval/beir';
import { givenPath } from '../eval/files';
import { Random } from '../eval/random';
import { generatedPapers } from '../support/generatedPapers';
import {
  ENGINES,
  type BuildFigures,
  type EngineName,
  type Figures,
  type SearchFigures,
} from './searchEngines';
import { typedPrefixes } from './typed';

const SEED = 7;
const KEYSTROKES = 600;

interface Task {
  readonly engine: EngineName;
  readonly step: 'build' | 'search';
  readonly size: number;
  readonly papers: string | undefined;
  readonly folder: string;
}

function compare(): void {
  const named = option('--papers');
  const papers = named === undefined ? undefined : givenPath(named);
  const sizes = (option('--sizes') ?? '1000,10000').split(',').map(Number);
  const trouble =
    papers !== undefined && !existsSync(papers)
      ? `no such file: ${papers}`
      : sizes.every((size) => Number.isInteger(size) && size > 0)
        ? undefined
        : `no sizes: ${sizes.join(', ')}`;
  if (trouble !== undefined) {
    console.error(`${trouble}\nusage: npm run bench:search -- --papers FILE --sizes 1000,10000,50000`);
    process.exitCode = 2;
    return;
  }
  console.log(`${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} threads, Node ${process.version}`);
  console.log(`papers: ${papers ?? 'made by a seeded generator'}, ${KEYSTROKES} keystrokes, seed ${SEED}\n`);
  for (const size of papers === undefined ? sizes : held(papers, sizes)) {
    const rows = (Object.keys(ENGINES) as EngineName[]).map((engine) => run({ engine, size, papers }));
    print(size, rows);
  }
}

/** Returns the sizes, limited to the number of papers in the file. */
function held(file: string, sizes: readonly number[]): Set<number> {
  const papers = readPapers(file, Math.max(...sizes));
  if (typedPrefixes(papers, 1, new Random(SEED)).length === 0)
    throw new Error(`${file}: no paper has a title to type words of.`);
  return new Set(sizes.map((size) => Math.min(size, papers.length)));
}

function option(name: string): string | undefined {
  const at = process.argv.findIndex((argument) => argument === name || argument.startsWith(`${name}=`));
  if (at < 0) return undefined;
  return process.argv[at] === name ? process.argv[at + 1] : process.argv[at]?.slice(name.length + 1);
}

type Row = Figures & { readonly engine: EngineName };
interface NoFigures {
  readonly missing: string;
}
type Missing = NoFigures & { readonly engine: EngineName };

function run(task: Omit<Task, 'folder' | 'step'>): Row | Missing {
  const folder = mkdtempSync(path.join(tmpdir(), 'search-bench-'));
  const { engine } = task;
  try {
    const built = printedBy({ ...task, folder, step: 'build' }) as BuildFigures | NoFigures;
    if ('missing' in built) return { engine, ...built };
    const searched = printedBy({ ...task, folder, step: 'search' }) as SearchFigures | NoFigures;
    return 'missing' in searched ? { engine, ...searched } : { engine, ...built, ...searched };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Options of Node.js for a task. The tasks collect garbage before they measure. `--no-memory-reducer`: after a heap has
 * grown, V8's memory reducer compacts it 8 to 50 s later, for 80 ms with the 50,000 papers that the bench generates. That
 * would count as a stall that indexing causes.
 */
const NODE_OPTIONS = ['--expose-gc', '--no-memory-reducer', '--no-warnings'];

/** Runs a task in its own process and returns its output. */
function printedBy(task: Task): unknown {
  const child = spawnSync(process.execPath, [...NODE_OPTIONS, __filename], {
    env: { ...process.env, SEARCH_BENCH_TASK: JSON.stringify(task) },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const line = child.stdout.trim().split('\n').at(-1) ?? '';
  if (child.status !== 0 || line === '')
    return { missing: child.stderr.trim().split('\n').at(-1) ?? 'failed' };
  return JSON.parse(line);
}

async function measure(task: Task): Promise<void> {
  const papers =
    task.papers === undefined ? generatedPapers(task.size, SEED) : readPapers(task.papers, task.size);
  const keystrokes = typedPrefixes(papers, KEYSTROKES, new Random(SEED));
  globalThis.gc?.();
  const figures = await ENGINES[task.engine][task.step]({ papers, keystrokes, folder: task.folder });
  console.log(JSON.stringify(figures));
}

const COLUMNS: readonly (readonly [head: string, of: (row: Row) => number | undefined])[] = [
  ['build ms', (row) => row.buildMs],
  ['CPU ms/paper', (row) => row.paperMs],
  ['Lunr alone', (row) => row.lunrPaperMs],
  ['build MB', (row) => row.buildMb],
  ['file MB', (row) => row.fileMb],
  ['cold ms', (row) => row.coldMs],
  ['memory MB', (row) => row.memoryMb],
  ['key p50', (row) => row.p50],
  ['p95', (row) => row.p95],
  ['p99', (row) => row.p99],
  ['+30 papers ms', (row) => row.dayMs],
  ['stall ms', (row) => row.stallMs],
  ['full GC ms', (row) => row.collectionMs],
  ['idle stall', (row) => row.idleStallMs],
];

function print(size: number, rows: readonly (Row | Missing)[]): void {
  console.log(`${size} papers`.padEnd(16) + COLUMNS.map(([head]) => head.padStart(14)).join(''));
  for (const row of rows) {
    if ('missing' in row) console.log(row.engine.padEnd(16) + `  ${row.missing}`);
    else console.log(row.engine.padEnd(16) + COLUMNS.map(([, of]) => shown(of(row)).padStart(14)).join(''));
  }
  const [product, ...rivals] = rows;
  if (product === undefined || 'missing' in product) return;
  for (const rival of rivals) {
    if ('missing' in rival) continue;
    const ratios = COLUMNS.map(([, of]) => {
      const [ours, theirs] = [of(product), of(rival)];
      return ours === undefined || theirs === undefined ? '-' : `${shown(theirs / Math.max(ours, 0.001))}x`;
    });
    console.log(`÷ ${rival.engine}`.padEnd(16) + ratios.map((ratio) => ratio.padStart(14)).join(''));
  }
  console.log();
}

function shown(number: number | undefined): string {
  if (number === undefined) return '-';
  return number >= 100 ? String(Math.round(number)) : number.toFixed(number >= 10 ? 1 : 2);
}

// Also a program: with tens of thousands of papers it takes minutes.
if (require.main === module) {
  const task = process.env['SEARCH_BENCH_TASK'];
  if (task !== undefined) void measure(JSON.parse(task) as Task);
  else {
    try {
      compare();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  }
}
