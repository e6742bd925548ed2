import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Paper } from '../../src/core/paper';

/** A judged collection in BEIR's layout. */
export interface Collection {
  readonly name: string;
  readonly papers: readonly Paper[];
  readonly queries: readonly { readonly id: string; readonly text: string }[];
  /** Grade of each judged paper, by query; 1 and more is relevant. */
  readonly judged: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Reads `corpus.jsonl`, `queries.jsonl` and `qrels/test.tsv` below a folder. */
export function readCollection(folder: string): Collection {
  const papers = lines(path.join(folder, 'corpus.jsonl')).map((line) => {
    const row = JSON.parse(line) as { _id: string; title?: string; text?: string };
    return barePaper(row._id, row.title ?? '', row.text ?? '');
  });
  const judged = new Map<string, Map<string, number>>();
  for (const line of lines(path.join(folder, 'qrels', 'test.tsv')).slice(1)) {
    const [query = '', paper = '', grade = '0'] = line.split('\t');
    const row = judged.get(query) ?? new Map<string, number>();
    judged.set(query, row.set(paper, Number(grade)));
  }
  const queries = lines(path.join(folder, 'queries.jsonl'))
    .map((line) => JSON.parse(line) as { _id: string; text: string })
    .filter((row) => judged.has(row._id))
    .map((row) => ({ id: row._id, text: row.text }));
  return { name: path.basename(folder), papers, queries, judged };
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

/** The lines of a text file, empty ones left out. */
export function lines(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
}
