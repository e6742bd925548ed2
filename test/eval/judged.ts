// npm run eval -- FOLDER…: ranks judged collections in BEIR's layout with the extension's index and query
// code.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PaperFacts } from '../../src/core/index/searcher/paperTest';
import type { Paper } from '../../src/core/paper/paper';
import { KeptTexts } from '../../src/library/keptTexts/keptTexts';
import { longTexts } from '../support/longTexts';
import { silentLog } from '../support/log';
import { PaperIndex } from '../../src/core/index/paperIndex';
import { parseQuery } from '../../src/core/query/parseQuery';
import { readCollection } from './beir';
import { program } from './files';
import { mean, measure, percentile, type Measures } from './metrics';

/** Maximum number of hits, as in BEIR's own tools; MAP depends on it. */
const DEPTH = 1000;

/** Number and length of the texts that `--texts` keeps. Their scores and frequencies must not change any order. */
const TEXTS = 500;
const TEXT_LENGTH = 20_000;

program('npm run eval -- [--texts] FOLDER…', async (folders) => {
  for (const folder of folders) await evaluate(folder, process.argv.includes('--texts'));
});

async function evaluate(folder: string, hasTexts: boolean): Promise<void> {
  const collection = readCollection(folder);
  const began = performance.now();
  const index = PaperIndex.of(collection.papers);
  const built = performance.now() - began;
  const graded = [...collection.judged.values()].some((grades) =>
    [...grades.values()].some((grade) => grade > 0 && grade !== 1),
  );
  const line: Record<string, unknown> = {
    collection: collection.name,
    papers: collection.papers.length,
    queries: collection.queries.length,
    buildMs: Math.round(built),
  };
  const texts = hasTexts ? await keptTexts(collection.papers) : undefined;
  const facts: PaperFacts = texts ? { inTexts: (...filter) => texts.inTexts(...filter) } : {};
  if (texts) line['texts'] = texts.size;
  for (const [name, explore] of [
    ['plain', false],
    ['explore', true],
  ] as const) {
    const times: number[] = [];
    const rows: Measures[] = collection.queries.map(({ id, text }) => {
      const start = performance.now();
      const hits = index.search(parseQuery(sentence(text)), {
        ...facts,
        limit: DEPTH,
        typing: false,
        explore,
      });
      times.push(performance.now() - start);
      return measure(
        hits.map((hit) => hit.paper.id),
        collection.judged.get(id) ?? new Map<string, number>(),
      );
    });
    line[name] = {
      ndcg10: round(mean(rows.map((row) => row.ndcg10))),
      ...(graded && { gradedNdcg10: round(mean(rows.map((row) => row.gradedNdcg10))) }),
      map: round(mean(rows.map((row) => row.map))),
      recall50: round(mean(rows.map((row) => row.recall50))),
      precision5: round(mean(rows.map((row) => row.precision5))),
      msPerQuery: round(mean(times)),
      p95Ms: round(percentile(times, 0.95)),
    };
  }
  console.log(JSON.stringify(line));
}

/** Keeps and indexes made-up full texts of the collection's papers. */
async function keptTexts(papers: readonly Paper[]): Promise<KeptTexts> {
  const folder = mkdtempSync(path.join(tmpdir(), 'eval-texts-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const texts = new KeptTexts({ folder, log: silentLog });
  for (const text of longTexts(papers, TEXTS, TEXT_LENGTH, 7)) await texts.store.write(text, () => true);
  await texts.refresh();
  return texts;
}

function round(number: number): number {
  return Math.round(number * 10_000) / 10_000;
}

/** Removes operators of the query grammar, because judged queries are plain sentences. */
function sentence(text: string): string {
  return text.replace(/[":\u201c-\u201f]|(?<!\S)[-+]/gu, ' ');
}
