import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Paper } from '../../src/core/paper/paper';
import { lines, rowsById, textIn, textsIn } from './files';

export interface Collection {
  readonly name: string;
  readonly papers: readonly Paper[];
  readonly queries: readonly { readonly id: string; readonly text: string }[];
  /** Grade of each judged paper, by query; relevant from 1 on. */
  readonly judged: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/**
 * Reads `corpus.jsonl`, `queries.jsonl` and `qrels/test.tsv` of a folder. Skips queries without judgements.
 * @throws an error with a sentence if nothing can be measured
 */
export function readCollection(folder: string): Collection {
  const corpus = path.join(folder, 'corpus.jsonl');
  const papers = [...rowsById(corpus, ['_id'])].map(([id, row]) =>
    barePaper(id, textIn(row, 'title'), textIn(row, 'text')),
  );
  if (papers.every(({ title, abstract }) => title === '' && abstract === ''))
    throw new Error(`${corpus}: no paper has a "title" or a "text".`);
  const judgements = judgementsIn(folder);
  const judged = readJudgements(judgements);
  const asked = path.join(folder, 'queries.jsonl');
  const queries = [...rowsById(asked, ['_id'])]
    .map(([id, row]) => ({ id, text: textIn(row, 'text') }))
    .filter(({ id }) => judged.has(id));
  if (queries.length === 0) throw new Error(`${judgements}: no query of queries.jsonl is judged in it.`);
  if (queries.every(({ text }) => text === '')) throw new Error(`${asked}: no judged query has a "text".`);
  const ids = new Set(papers.map(({ id }) => id));
  if (queries.every(({ id }) => [...(judged.get(id)?.keys() ?? [])].every((paper) => !ids.has(paper))))
    throw new Error(`${judgements}: no paper of corpus.jsonl is judged in it.`);
  return { name: path.basename(folder), papers, queries, judged };
}

function judgementsIn(folder: string): string {
  const qrels = path.join(folder, 'qrels');
  const files = existsSync(qrels) ? readdirSync(qrels).filter((name) => /\.tsv(?:\.gz)?$/.test(name)) : [];
  const [only, ...others] = files;
  const test = files.find((name) => name.startsWith('test.tsv'));
  if (test !== undefined) return path.join(qrels, test);
  if (only === undefined) throw new Error(`${qrels}: there is no test.tsv.`);
  if (others.length > 0) throw new Error(`${qrels}: there is no test.tsv among ${files.join(', ')}.`);
  return path.join(qrels, only);
}

/**
 * Reads lines of query, paper and grade, with or without a heading; in TREC's form with a column between the
 * first two. Columns are separated by tabs or, without tabs, by blanks.
 */
function readJudgements(file: string): Map<string, Map<string, number>> {
  const judged = new Map<string, Map<string, number>>();
  lines(file).forEach((line, i) => {
    const columns = line
      .trim()
      .split(line.includes('\t') ? '\t' : /\s+/)
      .map((column) => column.trim());
    const [query = '', paper = ''] = columns.length > 3 ? [columns[0], columns[2]] : columns;
    const grade = columns.at(-1) ?? '';
    if (columns.length >= 3 && /^-?\d+(?:\.\d+)?$/.test(grade)) {
      const row = judged.get(query) ?? new Map<string, number>();
      judged.set(query, row.set(paper, Number(grade)));
    } else if (i > 0) throw new Error(`${file}: line ${i + 1} is no judgement: ${line.slice(0, 60)}`);
  });
  return judged;
}

/**
 * Reads papers, one per line, as `{id, title, abstract, authors, published}` or in BEIR's form.
 * @param most maximum number of papers
 * @throws an error with a sentence if there is none
 */
export function readPapers(file: string, most?: number): Paper[] {
  const papers = [...rowsById(file, ['id', '_id'], most)].map(([id, row]) =>
    barePaper(id, textIn(row, 'title'), textIn(row, 'abstract') || textIn(row, 'text'), {
      authors: textsIn(row, 'authors'),
      published: textIn(row, 'published'),
    }),
  );
  if (papers.length === 0) throw new Error(`${file}: no papers.`);
  return papers;
}

/** Creates a paper with only an id and its text. */
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
