import MiniSearch from 'minisearch';
import { PaperIndex } from '../../src/core/index/paperIndex';
import { parseQuery } from '../../src/core/query/parseQuery';
import { readBundledDigest } from '../../src/library/bundledDigest';
import { percentile } from '../eval/metrics';
import { Random } from '../eval/random';
import { inProject } from '../support/project.mjs';
import { median, type BenchRow } from './row';
import { typedPrefixes } from './typed';

const ROUNDS = 15;
const KEYS = 600;
const LIMIT = 50;

/** The bundled digest: reading it, indexing it and answering keystrokes, compared with MiniSearch. */
export async function rows(): Promise<readonly BenchRow[]> {
  const read = (): ReturnType<typeof readBundledDigest> =>
    readBundledDigest({ folder: inProject('seeds'), l10n: { t: (text) => text } });
  const reads: number[] = [];
  for (let round = 0; round < ROUNDS; round++) reads.push(await timed(read));
  const { papers } = await read();

  const rival = (): MiniSearch => {
    const engine = new MiniSearch({ fields: ['title', 'abstract'], storeFields: ['title'] });
    engine.addAll(papers);
    return engine;
  };
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await timed(() => PaperIndex.of(papers)));
    theirs.push(await timed(rival));
  }

  const index = PaperIndex.of(papers);
  const mini = rival();
  const keys = typedPrefixes(papers, KEYS, new Random(7));
  const [answers, rivalAnswers]: [number[], number[]] = [[], []];
  for (const key of keys) {
    answers.push(await timed(() => index.search(parseQuery(key), { limit: LIMIT, typing: true })));
    rivalAnswers.push(await timed(() => mini.search(key, { prefix: true, fuzzy: 0.2 }).slice(0, LIMIT)));
  }
  return [
    { what: `read ${papers.length} papers`, value: median(reads), unit: 'ms' },
    {
      what: 'index them',
      value: median(ours),
      unit: 'ms',
      against: { what: 'MiniSearch', value: median(theirs) },
    },
    ...[50, 95, 99].map((percent) => ({
      what: `keystroke p${percent}`,
      value: percentile(answers, percent / 100),
      unit: 'ms',
      against: { what: 'MiniSearch', value: percentile(rivalAnswers, percent / 100) },
    })),
  ];
}

async function timed(run: () => unknown): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}
