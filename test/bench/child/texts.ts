// One step of the bench of kept texts, in a process of its own:
//   node texts.js fill|search FOLDER PAPERS TEXTS   prints its figures as JSON
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Paper } from '../../../src/core/paper/paper';
import { parseQuery } from '../../../src/core/query/parseQuery';
import { inKeptTexts } from '../../../src/core/query/textQuery';
import { Catalogue } from '../../../src/library/catalogue';
import { KeptTexts } from '../../../src/library/keptTexts/keptTexts';
import { Library } from '../../../src/library/library';
import { SearchIndex } from '../../../src/library/searchIndex/searchIndex';
import { PaperStore } from '../../../src/library/store/paperStore';
import { percentile } from '../../eval/metrics';
import { Random } from '../../eval/random';
import { generatedPapers } from '../../support/generatedPapers';
import { silentLog } from '../../support/log';
import { longTexts } from '../../support/longTexts';
import { inProject } from '../../support/project.mjs';
import { storeWords } from '../../support/store-words';
import { Stalls } from '../stalls';
import type { TextFigures } from '../texts';
import { typedPrefixes } from '../typed';

const SEED = 7;
const KEYSTROKES = 600;
/** Words of an abstract, up to twice as many. */
const WORDS = 120;
/** Length of a text in characters. */
const TEXT_LENGTH = 60_000;
const LIMIT = 50;

const workerFile = inProject('dist/library/indexWorker.js');

async function fill(folder: string, papers: readonly Paper[], count: number): Promise<TextFigures> {
  await new PaperStore(folder, storeWords, silentLog).merge(papers);
  const index = new SearchIndex({ folder: path.join(folder, 'search-index'), workerFile, log: silentLog });
  await index.update(papers);
  await index.idle;
  index.dispose();
  const texts = new KeptTexts({ folder: path.join(folder, 'texts'), workerFile, log: silentLog });
  for (const text of longTexts(papers, count, TEXT_LENGTH, SEED)) await texts.store.write(text, () => true);
  const stalls = new Stalls();
  const start = performance.now();
  await texts.refresh();
  const indexed = performance.now() - start;
  const stalled = stalls.longestMs;
  await texts.idle;
  texts.dispose();
  return { indexed, stalled, disk: sizeMb(path.join(folder, 'texts', 'index')) };
}

function sizeMb(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0) / 1e6;
}

/** @param count number of texts to search; 0 to leave them closed */
async function search(folder: string, keystrokes: readonly string[], count: number): Promise<TextFigures> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const store = new PaperStore(folder, storeWords, silentLog);
  const library = new Library({
    readBundled: () => Promise.resolve({ papers: [], problems: [] }),
    readKept: () => store.read(),
    settleKept: () => store.settle(),
    log: silentLog,
  });
  const index = new SearchIndex({ folder: path.join(folder, 'search-index'), workerFile, log: silentLog });
  const texts = new KeptTexts({ folder: path.join(folder, 'texts'), workerFile, log: silentLog });
  const topics = {
    problems: () => [],
    topics: () => [],
    assign: () => Promise.resolve(new Map<string, string[]>()),
    onDidChange: () => ({ dispose: () => undefined }),
  };
  const catalogue = new Catalogue({ library, index, topics, facts: {}, texts, log: silentLog });
  const asked = (query: string, typing = true): Promise<unknown> =>
    catalogue.search(parseQuery(query), { limit: LIMIT, typing, early: true });
  await asked('w');
  await library.settle();
  await index.idle;
  if (count === 0) return { memory: grown(before) };
  const start = performance.now();
  await texts.refresh();
  const opened = performance.now() - start;
  await texts.idle;
  if (texts.size !== count) throw new Error(`${texts.size} of ${count} texts are searched.`);
  await asked('text:learning');
  const memory = grown(before);
  const typed = await p95(keystrokes, (text) => asked(text));
  const boxWithTexts = await p95(keystrokes, async (text) => {
    await asked(text);
    const inTexts = inKeptTexts(parseQuery(text));
    if (inTexts) await catalogue.search(inTexts, { limit: LIMIT + 10, early: true });
  });
  const filtered = await p95(keystrokes, (text) => asked(`has:code ${text.replace(/\S+/g, 'text:$&')}`));
  const query = parseQuery('text:learning text:results ');
  const kept = (await texts.store.list()).map(({ id }) => id);
  const excerpt = await p95(kept, (id) => texts.excerpt(id, query));
  return { opened, typed, boxWithTexts, filtered, excerpt, memory };
}

/** Growth of the process's memory in MB. */
function grown(before: number): number {
  globalThis.gc?.();
  return (process.memoryUsage().rss - before) / 1e6;
}

/** Returns the processor time in ms that 95 % of the runs stay below. The first round warms up. */
async function p95(inputs: readonly string[], run: (input: string) => Promise<unknown>): Promise<number> {
  for (const input of inputs) await run(input);
  const times: number[] = [];
  for (const input of inputs) {
    const start = process.cpuUsage();
    await run(input);
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  return percentile(times, 0.95);
}

const [, , step, folder = '', papers, texts] = process.argv;
const generated = generatedPapers(Number(papers), SEED, WORDS);
const work =
  step === 'fill'
    ? fill(folder, generated, Number(texts))
    : search(folder, typedPrefixes(generated, KEYSTROKES, new Random(SEED)), Number(texts));
void work.then((figures) => process.stdout.write(JSON.stringify(figures)));
