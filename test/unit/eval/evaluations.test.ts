import assert from 'node:assert/strict';
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { inProject } from '../../support/project.mjs';
import { scratchFolder } from '../../support/scratch.mjs';

/**
 * A small judged collection with everything that real ones have: unusual ids, rows without title, text or
 * judgement.
 */
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
  readonly queries?: string;
  readonly qrels?: Readonly<Record<string, string>>;
  readonly packed?: boolean;
}

function collection(name: string, { corpus, queries, qrels, packed = false }: Files = {}): string {
  const folder = path.join(scratchFolder('evaluations'), name);
  mkdirSync(path.join(folder, 'qrels'), { recursive: true });
  const write = (file: string, text: string): void => {
    if (packed) writeFileSync(path.join(folder, `${file}.gz`), gzipSync(text));
    else writeFileSync(path.join(folder, file), text);
  };
  write('corpus.jsonl', corpus ?? CORPUS.map((row) => JSON.stringify(row)).join('\r\n'));
  write('queries.jsonl', queries ?? `${QUERIES.map((row) => JSON.stringify(row)).join('\n')}\n\n`);
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

  it('counts a paper once that is there twice, and says so', () => {
    const rows = [...CORPUS, ...CORPUS].map((row) => JSON.stringify(row)).join('\n');
    const { stdout, stderr } = run('eval/judged', [collection('twice', { corpus: rows })]);
    assert.match(stderr, /corpus\.jsonl: rows with the id of an earlier one, left out: 5$/m);
    const { papers, plain } = JSON.parse(stdout) as { papers: number; plain: Record<string, number> };
    assert.deepEqual([papers, plain['ndcg10']], [5, 1]);
  });

  it('reads judgements parted by blanks', () => {
    const qrels = { 'test.tsv': 'query-id corpus-id score\n7 2 2\n7 0 5 0\n' };
    const { stdout, stderr } = run('eval/judged', [collection('blanks', { qrels })]);
    assert.equal(stderr, '');
    const { queries, plain } = JSON.parse(stdout) as { queries: number; plain: Record<string, number> };
    assert.deepEqual([queries, plain['ndcg10']], [1, 1]);
  });

  it('gives grades as gains beside plain ones where there are several', () => {
    const qrels = { 'test.tsv': '7\t2\t1\n7\t5\t3' };
    const { stdout } = run('eval/judged', [collection('graded', { qrels })]);
    const { plain } = JSON.parse(stdout) as { plain: Record<string, number> };
    // One of two is found, as the first: 1 / (1 + 1 / log2 3), and with gains 1 / (3 + 1 / log2 3).
    assert.deepEqual([plain['ndcg10'], plain['gradedNdcg10']], [0.6131, 0.2754]);
  });

  const failures: readonly (readonly [name: string, args: () => string[], said: RegExp])[] = [
    ['no folder', () => [], /usage: npm run eval/],
    ['a folder that is not there', () => ['no-such-folder'], /no such file.*no-such-folder.corpus\.jsonl/],
    [
      'a line that is no JSON',
      () => [collection('bad', { corpus: '{"_id":1}\n{"_id":' })],
      /corpus\.jsonl: line 2/,
    ],
    [
      'a judgement that is none',
      () => [collection('bad', { qrels: { 'test.tsv': 'a\tb\tc\nd' } })],
      /test\.tsv: line 2 is no judgement/,
    ],
    [
      'papers without an _id',
      () => [collection('bad', { corpus: '{"id":"1","title":"x"}' })],
      /corpus\.jsonl: row 1 has no "_id", only: id, title/,
    ],
    [
      'papers without a text',
      () => [collection('bad', { corpus: '{"_id":"1","abstract":"x"}' })],
      /corpus\.jsonl: no paper has a "title" or a "text"/,
    ],
    [
      'queries without a text',
      () => [collection('bad', { queries: '{"_id":"7","query":"x"}' })],
      /queries\.jsonl: no judged query has a "text"/,
    ],
    [
      'judgements of other queries',
      () => [collection('bad', { qrels: { 'test.tsv': 'x\t2\t1' } })],
      /test\.tsv: no query of queries\.jsonl is judged/,
    ],
    [
      'judgements of other papers',
      () => [collection('bad', { qrels: { 'test.tsv': '7\tx\t1' } })],
      /test\.tsv: no paper of corpus\.jsonl is judged/,
    ],
    [
      'several files of judgements',
      () => [collection('splits', { qrels: { 'dev.tsv': '7\t2\t1', 'train.tsv': '7\t2\t1' } })],
      /qrels: there is no test\.tsv among dev\.tsv, train\.tsv\./,
    ],
    [
      'no file of judgements',
      () => [collection('unjudged', { qrels: {} })],
      /qrels: there is no test\.tsv\./,
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

  it('reads the papers of a judged collection, each once, and says how many queries it made', () => {
    const row = (id: number): string =>
      JSON.stringify({ _id: id, title: `alpha beta gamma${id}`, text: 'delta' });
    const file = path.join(scratchFolder('known'), 'corpus.jsonl');
    writeFileSync(file, [row(1), row(2), row(1), '{"_id":3,"title":null}'].join('\n'));
    const { stdout, stderr, status } = run('eval/known', [file]);
    assert.equal(status, 0, stderr);
    assert.match(stderr, /rows with the id of an earlier one, left out: 1$/m);
    const { papers, queries } = JSON.parse(stdout) as { papers: number; queries: Record<string, number> };
    assert.deepEqual([papers, Object.keys(queries)], [3, ['rare', 'half', 'three letters', 'typo']]);
    assert.ok(Object.values(queries).every((made) => made <= 5));
  });

  it('says in a line that a paper has no id', () => {
    const file = path.join(scratchFolder('known'), 'papers.jsonl');
    writeFileSync(file, '{"title":"x"}');
    const { stderr, status } = run('eval/known', [file]);
    assert.equal(status, 1);
    assert.match(stderr, /papers\.jsonl: row 1 has no "id" and no "_id", only: title\n$/);
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

  it('says in a line that no title can be typed, and what is wrong with papers', () => {
    const rows: readonly (readonly [text: string, said: RegExp])[] = [
      ['{"id":1,"title":null}\n{"id":2,"title":"","abstract":null}', /: no paper has a title to type/],
      ['{"title":"x"}', /: row 1 has no "id"/],
      ['{"id":1', /: line 1 is no JSON object/],
      ['', /: no papers\./],
    ];
    const file = path.join(scratchFolder('bench'), 'papers.jsonl');
    for (const [text, said] of rows) {
      writeFileSync(file, text);
      const { stderr, status } = run('bench/search', ['--papers', file]);
      assert.equal(status, 1);
      assert.match(stderr, said);
      assert.equal(stderr.trim().split('\n').length, 1);
    }
  });

  it('measures the papers that there are, and types words of those with a title', () => {
    const rows = Array.from({ length: 40 }, (_, i) =>
      JSON.stringify(i % 2 === 0 ? { id: i, title: `amber birch ${i}`, abstract: null } : { id: i }),
    );
    const file = path.join(scratchFolder('bench'), 'papers.jsonl');
    writeFileSync(file, [...rows, ...rows].join('\n'));
    const { stdout, stderr } = run('bench/search', ['--papers', file, '--sizes', '1000,2000']);
    assert.match(stderr, /rows with the id of an earlier one, left out: 40$/m);
    assert.deepEqual(stdout.match(/^\d+ papers/gm), ['40 papers']);
    assert.match(stdout, /^product +\d/m);
  });
});
