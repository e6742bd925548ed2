// One step of the library's bench, in its own process, so that memory and warm code do not carry over: node
// library.js fill|parse|first|window|measure FOLDER COUNT prints its figures as JSON
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseQuery } from '../../../src/core/query/parseQuery';
import type { Paper } from '../../../src/core/paper/paper';
import { Catalogue } from '../../../src/library/catalogue';
import { digestFiles, readBundledDigest } from '../../../src/library/bundledDigest';
import { Library, type LoadedPapers } from '../../../src/library/library';
import { PaperStore } from '../../../src/library/store/paperStore';
import { SearchIndex } from '../../../src/library/searchIndex/searchIndex';
import { Topics } from '../../../src/library/topics/topicService';
import { silentLog } from '../../support/log';
import { madePaper } from '../../support/papers';
import { inProject } from '../../support/project.mjs';
import { storeWords } from '../../support/store-words';
import type { LibraryFigures } from '../library';
import { Stalls } from '../stalls';

/** Version of the extension. Its MCP server uses the topics that this step stores. */
const { version: VERSION } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as {
  readonly version: string;
};

/** Months of the generated archive. */
const MONTHS = 42;

/** Returns numbers below 1, the same in each run (mulberry32). */
function series(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Generates papers with the length and word frequencies of real ones. */
function corpus(count: number): Paper[] {
  const next = series(7);
  const word = (): string => `w${Math.floor(30_000 * next() ** 4).toString(36)}`;
  const words = (length: number): string => Array.from({ length }, word).join(' ');
  return Array.from({ length: count }, (_, n) => {
    const at = (n % MONTHS) + 4;
    const month = String((at % 12) + 1).padStart(2, '0');
    const year = 23 + Math.floor(at / 12);
    return madePaper(`${year}${month}.${String(Math.floor(n / MONTHS)).padStart(5, '0')}`, {
      title: words(10),
      abstract: words(180),
      authors: Array.from({ length: 7 }, () => `${word()} ${word()}`),
      authorCount: 7,
      featuredOn: [`20${year}-${month}-${String((n % 28) + 1).padStart(2, '0')}`],
      upvotes: Math.floor(90 * next()),
      aiSummary: words(30),
      keywords: Array.from({ length: 8 }, word),
    });
  });
}

async function fill(folder: string, count: number): Promise<LibraryFigures> {
  const papers = corpus(count);
  const start = performance.now();
  await new PaperStore(folder, storeWords, silentLog).merge(papers);
  const written = performance.now() - start;
  return { written, disk: sizeOf(path.join(folder, 'papers')) };
}

function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}

/** Opens the library, its index and its topics as the extension does. */
function started(folder: string, readBundled = nothingBundled): Started {
  const store = new PaperStore(folder, storeWords, silentLog);
  const library = new Library({
    readBundled,
    readKept: () => store.read(),
    settleKept: () => store.settle(),
    log: silentLog,
  });
  const index = new SearchIndex({
    folder: indexIn(folder),
    workerFile: inProject('dist/library/indexWorker.js'),
    log: silentLog,
  });
  const topics = new Topics({
    readFile: () => readFile(inProject('seeds', 'topics.json'), 'utf8'),
    setting: () => undefined,
    l10n: { t: (message: string) => message },
    onDidChangeSetting: () => ({ dispose: () => undefined }),
    cache: { file: path.join(indexIn(folder), 'topics.jsonl'), version: VERSION },
    log: silentLog,
  });
  const facts = { isSaved: () => false, isUnread: () => false };
  const catalogue = new Catalogue({ library, index, topics, facts, log: silentLog });
  const idle = async (): Promise<void> => {
    await library.settle();
    await index.idle;
    await topics.idle;
  };
  return { store, library, catalogue, idle };
}

const nothingBundled = (): Promise<LoadedPapers> => Promise.resolve({ papers: [], problems: [] });
/** The bundled digest, which every window has indexed. */
const digest = (): Promise<LoadedPapers> =>
  readBundledDigest({ ...digestFiles(inProject('.')), l10n: { t: (message) => message } });

interface Started {
  readonly store: PaperStore;
  readonly library: Library;
  readonly catalogue: Catalogue;
  readonly idle: () => Promise<void>;
}

const indexIn = (folder: string): string => path.join(folder, 'search-index');

const searched = (catalogue: Catalogue, early = false): Promise<unknown> =>
  catalogue.search(parseQuery('w1 w2z w1x'), { limit: 50, early });

/** Runs a first start, which writes the index and the topics. */
async function first(folder: string, readBundled = nothingBundled): Promise<LibraryFigures> {
  const start = performance.now();
  const { catalogue, idle } = started(folder, readBundled);
  await searched(catalogue);
  const built = performance.now() - start;
  await idle();
  return { built, index: sizeOf(indexIn(folder)) };
}

/** Parses every line of the same files, without checks and index: the simplest possible start. */
async function parse(folder: string): Promise<LibraryFigures> {
  const memory = process.memoryUsage().rss;
  const start = performance.now();
  const papers: unknown[] = [];
  for (const name of readdirSync(path.join(folder, 'papers'))) {
    const text = await readFile(path.join(folder, 'papers', name), 'utf8');
    for (const line of text.split('\n')) if (line !== '') papers.push(JSON.parse(line));
  }
  const parsed = performance.now() - start;
  globalThis.gc?.();
  const parsedMemory = process.memoryUsage().rss - memory;
  if (papers.length === 0) throw new Error('no papers');
  return { parsed, parsedMemory };
}

async function measure(folder: string): Promise<LibraryFigures> {
  const memory = process.memoryUsage().rss;
  const stalls = new Stalls();
  const busy = process.cpuUsage();
  const start = performance.now();
  const { store, library, catalogue, idle } = started(folder);
  const read = library.read().then(() => stalls.longestMs);
  await searched(catalogue, true);
  const answered = performance.now() - start;
  const { user, system } = process.cpuUsage(busy);
  const worked = (user + system) / 1000;
  const stalledReading = await read;
  await catalogue.ready;
  const stalled = stalls.longestMs;
  stalls.reset();
  await searched(catalogue);
  const found = performance.now() - start;
  await idle();
  const settled = performance.now() - start;
  const stalledLater = stalls.longestMs;
  globalThis.gc?.();
  const grown = process.memoryUsage().rss - memory;

  const day = corpus(20).map((paper, n) => ({ ...paper, id: `2611.${90_000 + n}` }));
  const refreshing = performance.now();
  const filed = new Promise<void>((resolve) => catalogue.onDidChange(resolve));
  await store.merge(day);
  await library.reload();
  await filed;
  await searched(catalogue);
  const searchable = performance.now() - refreshing;
  await idle();
  return {
    ...{ answered, worked, searched: found, settled, stalledReading, stalled, stalledLater },
    ...{ memory: grown, searchable },
  };
}

const [, , step, folder = '', count] = process.argv;
const steps = new Map<string | undefined, () => Promise<LibraryFigures>>([
  ['fill', () => fill(folder, Number(count))],
  ['parse', () => parse(folder)],
  ['first', () => first(folder)],
  ['window', () => first(folder, digest)],
  ['measure', () => measure(folder)],
]);
void steps
  .get(step)?.()
  .then((figures) => process.stdout.write(JSON.stringify(figures)));
