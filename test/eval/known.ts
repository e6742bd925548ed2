// npm run eval:known -- PAPERS.jsonl: known-item queries made from the papers, for the extension and for
// MiniSearch.
import MiniSearch, { type SearchOptions } from 'minisearch';
import { PaperIndex } from '../../src/core/index/paperIndex';
import { cachedStem } from '../../src/core/analysis/stemmer';
import type { Paper } from '../../src/core/paper/paper';
import { parseQuery } from '../../src/core/query/parseQuery';
import { readPapers } from './beir';
import { program } from './files';
import { KNOWN_SETS, knownQueries } from './knownQueries';
import { mean } from './metrics';
import { Random } from './random';

const SEED = 20251103;
const QUERIES = Number(process.env['QUERIES'] ?? 500);

type Engine = (query: string) => readonly string[];

program('npm run eval:known -- PAPERS.jsonl', (files) => files.forEach(evaluate));

function evaluate(file: string): void {
  const papers = readPapers(file);
  const sets = knownQueries(papers, QUERIES, new Random(SEED));
  const engines = new Map<string, Engine>([['product', product(papers)], ...miniSearches(papers)]);
  const queries = Object.fromEntries([...sets].map(([set, made]) => [set, made.length]));
  const result: Record<string, unknown> = { papers: papers.length, queries, seed: SEED };
  for (const set of KNOWN_SETS) {
    const rows: Record<string, unknown> = {};
    for (const [name, engine] of engines) {
      const ranks = (sets.get(set) ?? []).map(({ text, id }) => engine(text).slice(0, 10).indexOf(id) + 1);
      rows[name] = {
        mrr10: round(mean(ranks.map((rank) => (rank === 0 ? 0 : 1 / rank)))),
        success1: round(mean(ranks.map((rank) => (rank === 1 ? 1 : 0)))),
        success10: round(mean(ranks.map((rank) => (rank > 0 ? 1 : 0)))),
      };
    }
    result[set] = rows;
  }
  console.log(JSON.stringify(result));
}

function product(all: readonly Paper[]): Engine {
  const index = PaperIndex.of(all);
  return (query) => index.search(parseQuery(query), { limit: 10 }).map((hit) => hit.paper.id);
}

/** MiniSearch as its documentation advises, with and without stems, and with the best settings found. */
function miniSearches(all: readonly Paper[]): [string, Engine][] {
  const last: SearchOptions['prefix'] = (_, i, terms) => i === terms.length - 1;
  const settings: readonly (readonly [name: string, stems: boolean, options: SearchOptions])[] = [
    ['minisearch', false, { prefix: last, fuzzy: 0.2 }],
    ['minisearch, title 2', false, { prefix: last, fuzzy: 0.2, boost: { title: 2 } }],
    ['minisearch, title 4', false, { prefix: last, fuzzy: 0.2, boost: { title: 4 } }],
    [
      'minisearch, title 4, light fuzzy',
      false,
      { prefix: last, fuzzy: 0.2, boost: { title: 4 }, weights: { fuzzy: 0.1, prefix: 0.375 } },
    ],
    [
      'minisearch, title 8, light fuzzy',
      false,
      { prefix: last, fuzzy: 0.2, boost: { title: 8 }, weights: { fuzzy: 0.1, prefix: 0.6 } },
    ],
    ['minisearch, stems, title 4', true, { prefix: last, fuzzy: 0.2, boost: { title: 4 } }],
  ];
  const indexes = new Map<boolean, MiniSearch>();
  return settings.map(([name, stems, options]) => {
    const index = indexes.get(stems) ?? miniSearch(all, stems);
    indexes.set(stems, index);
    return [name, (query) => index.search(query, options).map((hit) => hit.id as string)];
  });
}

function miniSearch(all: readonly Paper[], stems: boolean): MiniSearch {
  const index = new MiniSearch({
    fields: ['title', 'abstract'],
    ...(stems ? { processTerm: (term: string) => cachedStem(term.toLowerCase()) || null } : {}),
  });
  index.addAll(all.map(({ id, title, abstract }) => ({ id, title, abstract })));
  return index;
}

function round(number: number): number {
  return Math.round(number * 10_000) / 10_000;
}
