// npm run eval:related -- PAPERS.jsonl FOLDER…: how often the first related papers are by the same people (a
// paper per line as {id, title, abstract, authors}), or relevant to the same question (judged collections in
// BEIR's layout).
import { statSync } from 'node:fs';
import path from 'node:path';
import { PaperIndex } from '../../src/core/index/paperIndex';
import type { Paper } from '../../src/core/paper/paper';
import { readCollection, readPapers } from './beir';
import { program } from './files';
import { mean, measure, percentile } from './metrics';

/** As many as a page shows. */
const SHOWN = 6;
/** Papers that share this many authors are by the same people: one name may belong to two people. */
const SAME_PEOPLE = 3;
/** Longer lists of authors join papers that have little else in common. */
const MOST_AUTHORS = 50;

interface Known {
  readonly name: string;
  readonly papers: readonly Paper[];
  readonly together: ReadonlyMap<string, ReadonlySet<string>>;
}

program('npm run eval:related -- PAPERS.jsonl FOLDER…', (sources) => sources.forEach(evaluate));

function evaluate(source: string): void {
  const { name, papers, together } = statSync(source).isDirectory() ? ofJudged(source) : ofAuthors(source);
  const index = PaperIndex.of(papers);
  const times: number[] = [];
  const rows = [...together].map(([id, others]) => {
    const start = performance.now();
    const found = index.related(id, SHOWN);
    times.push(performance.now() - start);
    return measure(
      found.map(({ paper }) => paper.id),
      new Map([...others].map((other) => [other, 1])),
    );
  });
  console.log(
    JSON.stringify({
      collection: name,
      papers: papers.length,
      asked: together.size,
      ndcg: round(mean(rows.map(({ ndcg10 }) => ndcg10))),
      precision5: round(mean(rows.map(({ precision5 }) => precision5))),
      medianMs: round(percentile(times, 0.5)),
      p95Ms: round(percentile(times, 0.95)),
    }),
  );
}

function ofAuthors(file: string): Known {
  const papers = readPapers(file);
  const byAuthor = new Map<string, string[]>();
  for (const { id, authors } of papers.filter((paper) => paper.authors.length <= MOST_AUTHORS))
    for (const author of new Set(authors)) byAuthor.set(author, [...(byAuthor.get(author) ?? []), id]);
  return { name: path.basename(file), papers, together: inCommon(byAuthor.values(), SAME_PEOPLE) };
}

function ofJudged(folder: string): Known {
  const { name, papers, judged } = readCollection(folder);
  const ids = new Set(papers.map(({ id }) => id));
  const relevant = [...judged.values()].map((grades) =>
    [...grades].flatMap(([id, grade]) => (grade > 0 && ids.has(id) ? [id] : [])),
  );
  return { name, papers, together: inCommon(relevant, 1) };
}

/** Returns, for each paper, the papers that share at least this many groups with it. */
function inCommon(groups: Iterable<readonly string[]>, times: number): Map<string, Set<string>> {
  const counts = new Map<string, Map<string, number>>();
  for (const group of groups) {
    for (const one of group) {
      const row = counts.get(one) ?? new Map<string, number>();
      counts.set(one, row);
      for (const other of group) if (other !== one) row.set(other, (row.get(other) ?? 0) + 1);
    }
  }
  const together = new Map<string, Set<string>>();
  for (const [id, row] of counts) {
    const others = [...row].filter(([, count]) => count >= times).map(([other]) => other);
    if (others.length > 0) together.set(id, new Set(others));
  }
  return together;
}

function round(number: number): number {
  return Math.round(number * 10_000) / 10_000;
}
