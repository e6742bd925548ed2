// npm run eval -- FOLDER…: ranks judged collections in BEIR's layout with the extension's index and query
// code.
import { PaperIndex } from '../../src/core/index/paperIndex';
import { parseQuery } from '../../src/core/query/parseQuery';
import { readCollection } from './beir';
import { program } from './files';
import { mean, measure, percentile, type Measures } from './metrics';

/** Maximum number of hits, as in BEIR's own tools; MAP depends on it. */
const DEPTH = 1000;

program('npm run eval -- FOLDER…', (folders) => folders.forEach(evaluate));

function evaluate(folder: string): void {
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
  for (const [name, explore] of [
    ['plain', false],
    ['explore', true],
  ] as const) {
    const times: number[] = [];
    const rows: Measures[] = collection.queries.map(({ id, text }) => {
      const start = performance.now();
      const hits = index.search(parseQuery(sentence(text)), { limit: DEPTH, typing: false, explore });
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

function round(number: number): number {
  return Math.round(number * 10_000) / 10_000;
}

/** Removes operators of the query grammar, because judged queries are plain sentences. */
function sentence(text: string): string {
  return text.replace(/[":\u201c-\u201f]|(?<!\S)[-+]/gu, ' ');
}
