import assert from 'node:assert/strict';
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { inProject } from '../support/project.mjs';
import { scratchFolder } from '../support/scratch.mjs';

/** A small judged collection with everything that real ones have: odd ids, rows without title, text or judgement. */
const CORPUS = [
  { _id: 'a/1', title: 'Wings in a slipstream', text: 'The lift of a wing behind a propeller.' },
  { _id: 2, text: 'Heat transfer in hypersonic flow.' },
  { _id: 'constructor', title: 'Boundary layers' },
  { _id: '__proto__', title: null, text: null },
  { _id: '5', title: '', text: '', metadata: {} },
];
const QUERIES = [
  { _id: 'q "1"', text: 'lift of a wing' },
  { _id: 7, text: 'author:heat title:flow -transfer "hypersonic' },
  { _id: 'unjudged', text: 'nothing' },
];
const JUDGEMENTS = ['q "1"\ta/1\t1', '7\t2\t2', '7\t5\t0'];

interface Files {
  readonly corpus?: string;
  readonly qrels?: Readonly<Record<string, string>>;
  readonly packed?: boolean;
}

function collection(name: string, { corpus, qrels, packed = false }: Files = {}): string {
  const folder = path.join(scratchFolder('evaluations'), name);
  mkdirSync(path.join(folder, 'qrels'), { recursive: true });
  const write = (file: string, text: string): void => {
    if (packed) writeFileSync(path.join(folder, `${file}.gz`), gzipSync(text));
    else writeFileSync(path.join(folder, file), text);
  };
  write('corpus.jsonl', corpus ?? CORPUS.map((row) => JSON.stringify(row)).join('\r\n'));
  write('queries.jsonl', `${QUERIES.map((row) => JSON.stringify(row)).join('\n')}\n\n`);
  const heading = 'query-id\tcorpus-id\tscore';
  for (const [file, text] of Object.entries(qrels ?? { 'test.tsv': [heading, ...JUDGEMENTS].join('\n') }))
    write(`qrels/${file}`, text);
  return folder;
}

function run(script: string, args: readonly string[], from = inProject()): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [inProject(`out/test/${script}.js`), ...args], {
    cwd: inProject(),
    env: { ...process.env, INIT_CWD: from, QUERIES: '5' },
    encoding: 'utf8',
  });
}

describe('npm run eval', () => {
  const rows: readonly (readonly [name: string, files: Files])[] = [
    ['a collection with odd ids and rows that miss something', {}],
    ['judgements without a heading', { qrels: { 'test.tsv': JUDGEMENTS.join('\n') } }],
    ['judgements in lines of Windows', { qrels: { 'test.tsv': `${JUDGEMENTS.join('\r\n')}\r\n` } }],
    ['judgements under another name', { qrels: { 'dev.tsv': JUDGEMENTS.join('\n') } }],
    [
      'judgements in the form of TREC',
      { qrels: { 'test.tsv': JUDGEMENTS.map((line) => line.replace('\t', '\t0\t')).join('\n') } },
    ],
    ['packed files', { packed: true }],
  ];
  for (const [name, files] of rows)
    it(`measures ${name}`, () => {
      const folder = collection('small', files);
      const { stdout, stderr, status } = run('eval/judged', ['small'], path.dirname(folder));
      assert.equal(stderr, '');
      assert.equal(status, 0);
      assert.equal(stdout.trim().split('\n').length, 1, 'one line');
      const figures = JSON.parse(stdout) as Record<string, unknown> & { plain: Record<string, number> };
      assert.deepEqual([figures['papers'], figures['queries']], [5, 2]);
      assert.deepEqual(
        [
          figures.plain['ndcg10'],
          figures.plain['map'],
          figures.plain['recall50'],
          figures.plain['precision5'],
        ],
        [1, 1, 1, 0.2],
      );
    });

  const failures: readonly (readonly [name: string, args: () => string[], said: RegExp])[] = [
    ['no folder', () => [], /usage: npm run eval/],
    ['a folder that is not there', () => ['no-such-folder'], /no such file.*no-such-folder.corpus\.jsonl/],
    ['a line that is no JSON', () => [collection('bad', { corpus: '{}\n{"_id":' })], /corpus\.jsonl: line 2/],
    [
      'a judgement that is none',
      () => [collection('bad', { qrels: { 'test.tsv': 'a\tb\tc\nd' } })],
      /test\.tsv: line 2 is no judgement/,
    ],
  ];
  for (const [name, args, said] of failures)
    it(`says in a line what is wrong with ${name}`, () => {
      const { stdout, stderr, status } = run('eval/judged', args());
      assert.notEqual(status, 0);
      assert.equal(stdout, '');
      assert.match(stderr, said);
      assert.equal(stderr.trim().split('\n').length, 1);
    });
});

describe('npm run eval:known', () => {
  it('reads packed papers, where a row may miss anything but a title', () => {
    const words = 'amber birch cedar daisy elder fennel ginger hazel ivory jasmine kelp laurel'.split(' ');
    const rows = words.map((word, i) => {
      const title = [word, words[(i + 5) % 12], `plant${word}`].join(' ');
      return JSON.stringify({ id: `p${i}`, title, ...(i % 2 === 0 && { abstract: `About ${word}.` }) });
    });
    const file = path.join(scratchFolder('known'), 'papers.jsonl.gz');
    writeFileSync(file, gzipSync(rows.join('\n')));
    const { stdout, stderr } = run('eval/known', [path.basename(file)], path.dirname(file));
    assert.equal(stderr, '');
    const figures = JSON.parse(stdout) as Record<string, Record<string, Record<string, number>>>;
    for (const set of ['rare', 'half', 'three letters', 'typo'])
      assert.ok((figures[set]?.['product']?.['mrr10'] ?? 0) > 0.5, set);
  });

  it('says in a line that a file is not there', () => {
    const { stderr, status } = run('eval/known', ['none.jsonl']);
    assert.equal(status, 1);
    assert.match(stderr, /no such file.*none\.jsonl/);
  });
});

describe('npm run bench:search', () => {
  for (const args of [['--papers', 'none.jsonl'], ['--papers=none.jsonl.gz'], ['--sizes', 'many']])
    it(`says in a line what is wrong with ${args.join(' ')}`, () => {
      const { stdout, stderr, status } = run('bench/search', args);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /^no (?:such file|sizes): .*\nusage: /);
    });
});
