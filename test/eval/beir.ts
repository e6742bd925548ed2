import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Paper } from '../../src/core/paper';
import { lines, rowsOf, textIn, textsIn } from './files';

/** A judged collection in BEIR's layout. */
export interface Collection {
  readonly name: string;
  readonly papers: readonly Paper[];
  readonly queries: readonly { readonly id: string; readonly text: string }[];
  /** Grade of each judged paper, by query; 1 and more is relevant. */
  readonly judged: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Reads `corpus.jsonl`, `queries.jsonl` and `qrels/test.tsv` below a folder. Queries that nobody judged are left out. */
export function readCollection(folder: string): Collection {
  const papers = rowsOf(path.join(folder, 'corpus.jsonl')).map((row) =>
    barePaper(textIn(row, '_id'), textIn(row, 'title'), textIn(row, 'text')),
  );
  const judged = readJudgements(judgementsIn(folder));
  const queries = rowsOf(path.join(folder, 'queries.jsonl'))
    .map((row) => ({ id: textIn(row, '_id'), text: textIn(row, 'text') }))
    .filter(({ id }) => judged.has(id));
  return { name: path.basename(folder), papers, queries, judged };
}

/** `test.tsv`, or where a collection has none, the only file there is. */
function judgementsIn(folder: string): string {
  const qrels = path.join(folder, 'qrels');
  const test = path.join(qrels, 'test.tsv');
  const others = existsSync(qrels) ? readdirSync(qrels).filter((name) => /\.tsv(?:\.gz)?$/.test(name)) : [];
  const [only, more] = others;
  return existsSync(test) || only === undefined || more !== undefined ? test : path.join(qrels, only);
}

/** Query, paper and grade a line, with or without a heading; in TREC's form with a column between the first two. */
function readJudgements(file: string): Map<string, Map<string, number>> {
  const judged = new Map<string, Map<string, number>>();
  lines(file).forEach((line, i) => {
    const columns = line.split('\t').map((column) => column.trim());
    const [query = '', paper = ''] = columns.length > 3 ? [columns[0], columns[2]] : columns;
    const grade = columns.at(-1) ?? '';
    if (columns.length >= 3 && /^-?\d+(?:\.\d+)?$/.test(grade)) {
      const row = judged.get(query) ?? new Map<string, number>();
      judged.set(query, row.set(paper, Number(grade)));
    } else if (i > 0) throw new Error(`${file}: line ${i + 1} is no judgement: ${line.slice(0, 60)}`);
  });
  return judged;
}

/** Reads papers, one a line as `{id, title, abstract, authors, published}`. */
export function readPapers(file: string): Paper[] {
  return rowsOf(file).map((row) =>
    barePaper(textIn(row, 'id'), textIn(row, 'title'), textIn(row, 'abstract'), {
      authors: textsIn(row, 'authors'),
      published: textIn(row, 'published'),
    }),
  );
}

/** A paper with nothing but an id and its text. */
export function barePaper(id: string, title: string, abstract: string, more: Partial<Paper> = {}): Paper {
  return {
    id,
    title,
    abstract,
    authors: [],
    authorCount: 0,
    published: '',
    featuredOn: [],
    comments: 0,
    topics: [],
    repositories: [],
    links: [],
    ...more,
  };
}
