import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runToEnd } from '../../../../src/core/lang/runGenerator';
import { mergePaper } from '../../../../src/core/merge/mergePaper';
import { toPlainPaper } from '../../../../src/core/paper/lazyPaper';
import type { Paper } from '../../../../src/core/paper/paper';
import { decodePaperFileSteps, encodePaper, encodePaperFile } from '../../../../src/library/store/paperFile';
import { PaperStore } from '../../../../src/library/store/paperStore';
import { silentLog } from '../../../support/log';
import { madePaper } from '../../../support/papers';
import { scratchFolder } from '../../../support/scratch.mjs';
import { storeWords } from '../../../support/store-words';

const FULL = madePaper('2603.00001', {
  title: 'Größe {of} "models" \u{1f600}',
  abstract: 'One.\nTwo: ,"abstract":" in it.',
  tex: { title: '$x$', abstract: '$y$' },
  featuredOn: ['2026-03-02'],
  upvotes: 3,
  stars: 4,
  category: 'cs.CL',
  topics: ['code'],
  repositories: [{ host: 'github.com', owner: 'o', name: 'n', ref: 'r', url: 'https://github.com/o/n' }],
  links: [{ kind: 'page', url: 'https://example.org/' }],
  aiSummary: 'Short.',
  keywords: ['a', 'b'],
});
const PAPERS: readonly Paper[] = [FULL, madePaper('2603.00002'), madePaper('2603.00003')];

type Json = Record<string, unknown>;
const eachLine = (text: string, change: (value: Json) => string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => change(JSON.parse(line) as Json))
    .join('\n') + '\n';
function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sortedKeys(item)]),
  );
}
const escaped = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Changes by other programs that keep the meaning of a file. */
const REWRITTEN: readonly (readonly [what: string, rewrite: (text: string) => string])[] = [
  ['line ends are CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['line ends are mixed', (text) => text.replace('\n', '\r\n')],
  ['a byte order mark is put first', (text) => `\u{feff}${text}`],
  ['a mark is put first and line ends are CRLF', (text) => `\u{feff}${text.replaceAll('\n', '\r\n')}`],
  ['the last newline is gone', (text) => text.trimEnd()],
  ['newlines are added', (text) => `\n${text.replaceAll('\n', '\n\r\n')}\n`],
  ['lines are in another order', (text) => `${text.trimEnd().split('\n').reverse().join('\n')}\n`],
  [
    'white space is added',
    (text) => eachLine(text, (value) => JSON.stringify(value, undefined, 1).replace(/\n */g, ' ')),
  ],
  ['records are on several lines', (text) => eachLine(text, (value) => JSON.stringify(value, undefined, 2))],
  [
    'records are on several lines that end in CRLF',
    (text) => eachLine(text, (value) => JSON.stringify(value, undefined, '\t')).replaceAll('\n', '\r\n'),
  ],
  ['characters are escaped', escaped],
  ['fields are sorted', (text) => eachLine(text, (value) => JSON.stringify(sortedKeys(value)))],
];

describe('a paper file that another program rewrote', () => {
  const text = encodePaperFile(
    PAPERS.map((paper) => encodePaper(paper)),
    { from: 'page.txt' },
  );

  for (const [what, rewrite] of REWRITTEN) {
    it(`is whole when ${what}`, () => {
      const rewritten = rewrite(text);
      assert.notEqual(rewritten, text);
      const file = runToEnd(decodePaperFileSteps(Buffer.from(rewritten)));
      assert.equal(file.kind, 'whole');
      assert.ok('records' in file);
      assert.deepEqual(
        new Map([...file.records].map(([id, { paper }]) => [id, toPlainPaper(paper)])),
        new Map(PAPERS.map((paper) => [paper.id, paper])),
      );
    });

    it(`loses nothing and is written as ever when ${what}`, async () => {
      const folder = scratchFolder('rewritten ');
      try {
        const month = path.join(folder, 'papers', '2026-03.jsonl');
        mkdirSync(path.dirname(month));
        writeFileSync(month, rewrite(text));
        const store = new PaperStore(folder, storeWords, silentLog);
        const read = await store.read();
        assert.deepEqual(read.problems, []);
        assert.equal(read.stored.length, PAPERS.length);
        assert.equal(await store.settle(), false);
        const [again] = (await new PaperStore(folder, storeWords, silentLog).read()).stored.filter(
          ({ id }) => id === FULL.id,
        );
        assert.deepEqual(again && toPlainPaper(again), FULL);
        await store.merge([madePaper('2603.00002', { upvotes: 8 })]);
        const lines = readFileSync(month, 'utf8').trimEnd().split('\n');
        assert.ok(lines.includes(encodePaper(FULL)), 'the line as it was');
        assert.equal(lines.length, PAPERS.length + 1);
        assert.deepEqual(readdirSync(path.dirname(month)), ['2026-03.jsonl']);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }

  it('is damaged when what it says changed, in whatever form', () => {
    for (const [what, rewrite] of REWRITTEN) {
      const changed = rewrite(text).replace('What 2603.00002', 'Whau 2603.00002');
      const file = runToEnd(decodePaperFileSteps(Buffer.from(changed)));
      assert.equal(file.kind, 'damaged', what);
      assert.ok('records' in file);
      assert.deepEqual([...file.records.keys()].sort(), ['2603.00001', '2603.00003'], what);
    }
  });

  it('gives the whole papers around one that is torn', () => {
    const lines = text.split('\n');
    for (const ends of ['\n', '\r\n']) {
      const torn = lines.map((line, i) => (i === 2 ? line.slice(0, 90) : line)).join(ends);
      const file = runToEnd(decodePaperFileSteps(Buffer.from(torn)));
      assert.equal(file.kind, 'damaged');
      assert.ok('records' in file);
      assert.deepEqual([...file.records.keys()], ['2603.00001', '2603.00003']);
    }
  });
});

describe('a line that replaces another', () => {
  const parsed = (line: string): Json => (JSON.parse(line) as { paper: Json }).paper;
  const again = (paper: Paper, before: string): Json => parsed(encodePaper(paper, before));

  it('carries over nothing that this version knows', () => {
    const bare = madePaper(FULL.id);
    assert.deepEqual(again(bare, encodePaper(FULL)), parsed(encodePaper(bare)));
  });

  /** Whether an optional field stays if a later version of the paper lacks it. */
  const optional: readonly (readonly [field: keyof Paper, stays: boolean, why: string])[] = [
    ['tex', false, 'it belongs to the abstract, which is a new one'],
    ['upvotes', true, 'an answer without votes does not say that there are none'],
    ['stars', true, 'nor one without stars'],
    ['category', true, 'a paper does not lose its category'],
    ['aiSummary', true, 'it is made once'],
    ['keywords', true, 'so are these'],
  ];
  for (const [field, stays, why] of optional)
    it(`${stays ? 'keeps' : 'drops'} ${field} that a later account lacks: ${why}`, () => {
      const whole = mergePaper(FULL, madePaper(FULL.id, { abstract: 'Revised, without maths.' }));
      const after = again(whole, encodePaper(FULL))[field];
      assert.deepEqual(after, stays ? FULL[field] : undefined);
    });

  it('is not written again at each refresh after a revision lost its maths', async () => {
    const folder = scratchFolder('stale ');
    try {
      const store = new PaperStore(folder, storeWords, silentLog);
      await store.merge([FULL]);
      const revised = madePaper(FULL.id, { abstract: 'Revised, without maths.' });
      await store.merge([revised]);
      const month = path.join(folder, 'papers', '2026-03.jsonl');
      const once = readFileSync(month, 'utf8');
      const { ino } = statSync(month);
      await store.merge([revised]);
      const [paper] = (await new PaperStore(folder, storeWords, silentLog).read()).stored;
      assert.equal(paper?.tex, undefined);
      assert.equal(paper?.abstract, 'Revised, without maths.');
      assert.equal(readFileSync(month, 'utf8'), once);
      assert.equal(statSync(month).ino, ino, 'the same file');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
