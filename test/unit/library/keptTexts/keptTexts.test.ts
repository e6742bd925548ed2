import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseQuery, type TextClause } from '../../../../src/core/query/parseQuery';
import { KeptTexts } from '../../../../src/library/keptTexts/keptTexts';
import { textKey } from '../../../../src/library/store/keptTextStore';
import { leaveTemporary } from '../../../support/staleTemporary';
import { hubText, madeUpSections } from '../../../support/hub-content';
import { silentLog } from '../../../support/log';
import { scratchFolder } from '../../../support/scratch.mjs';

const workerFile = path.resolve('dist/library/indexWorker.js');

describe('the index of the kept texts', () => {
  let folder: string;
  const open: KeptTexts[] = [];
  beforeEach(() => (folder = path.join(scratchFolder('kept-texts'), 'texts')));
  afterEach(() => open.splice(0).forEach((texts) => texts.dispose()));

  function window(more: { readonly readOnly?: boolean; readonly workerFile?: string } = {}): KeptTexts {
    const texts = new KeptTexts({ folder, workerFile, log: silentLog, ...more });
    open.push(texts);
    return texts;
  }
  /** Keeps a text with some words of its own among many others. */
  const keep = async (texts: KeptTexts, id: string, words: string, page = 'html'): Promise<void> => {
    const answer = hubText(id, id, `## 1 Words\n\n${words}\n\n${madeUpSections('digging')}`, page);
    await texts.store.write(
      { id, fetched: '2026-03-05T15:00:00.000Z', host: 'hub.example', answer },
      () => false,
    );
  };
  const filterOf = (query: string): TextClause => {
    const [clause] = parseQuery(query).clauses;
    assert.ok(clause?.kind === 'text');
    return clause;
  };
  /** Ids that a filter finds, once the index is up to date. */
  async function found(texts: KeptTexts, query: string, typing = false): Promise<string[]> {
    await texts.refresh();
    const clause = filterOf(query);
    return [...texts.inTexts(clause, typing && clause.open).keys()].sort();
  }
  const indexFiles = (): string[] => {
    const index = path.join(folder, 'index');
    return existsSync(index) ? readdirSync(index).sort() : [];
  };

  it('is empty without texts, and writes nothing', async () => {
    const texts = window();
    assert.deepEqual(await found(texts, 'text:wombat'), []);
    await texts.idle;
    assert.equal(existsSync(folder), false);
  });

  it('removes temporary files of killed processes', async () => {
    leaveTemporary(path.join(folder, 'index', 'a.segment'));
    const texts = window();
    await found(texts, 'text:wombat');
    await texts.idle;
    assert.deepEqual(indexFiles(), []);
  });

  it('finds words in all forms, phrases and beginnings', async () => {
    const texts = window();
    await keep(texts, '2603.00001', 'Wombats were burrowing in pre-training.');
    await keep(texts, 'math.GT/0309136', 'A wombat’s burrow. Burrowing Théorie.');
    for (const [query, ids] of [
      ['text:wombat ', ['2603.00001', 'math.GT/0309136']],
      ['text:burrows ', ['2603.00001', 'math.GT/0309136']],
      ['text:"were burrowing"', ['2603.00001']],
      ['text:"burrowing were"', []],
      ['text:pretraining ', ['2603.00001']],
      ['text:theorie ', ['math.GT/0309136']],
      ['text:quokka ', []],
      ['text:2603.00001 ', []],
    ] as const)
      assert.deepEqual(await found(texts, query), ids, query);
    assert.deepEqual(await found(texts, 'text:theo', true), ['math.GT/0309136']);
    assert.deepEqual(await found(texts, 'text:theo'), []);
  });

  it('ranks a text that has the word more often first', async () => {
    const texts = window();
    await keep(texts, '2603.00001', 'One wombat.');
    await keep(texts, '2603.00002', 'Wombat, wombat, wombat, wombat and wombat.');
    await texts.refresh();
    const scores = texts.inTexts(filterOf('text:wombat '), false);
    assert.ok((scores.get('2603.00002') ?? 0) > (scores.get('2603.00001') ?? 0));
  });

  it('follows texts that are kept, replaced and removed, also in another window', async () => {
    const [one, other] = [window(), window()];
    await keep(one, '2603.00001', 'Old wombats.');
    assert.deepEqual(await found(one, 'text:wombat'), ['2603.00001']);
    assert.deepEqual(await found(other, 'text:wombat'), ['2603.00001']);
    await keep(other, '2603.00001', 'New quokkas, not the same.');
    await keep(other, '2603.00002', 'More quokkas.');
    for (const texts of [one, other]) {
      assert.deepEqual(await found(texts, 'text:wombat'), []);
      assert.deepEqual(await found(texts, 'text:quokka'), ['2603.00001', '2603.00002']);
    }
    await one.store.remove(['2603.00001']);
    assert.deepEqual(await found(other, 'text:quokka'), ['2603.00002']);
    await one.store.remove(['2603.00002']);
    for (const texts of [one, other]) assert.deepEqual(await found(texts, 'text:quokka'), []);
  });

  it('is read from its files by the next window, without reading the texts', async () => {
    const before = window();
    await keep(before, '2603.00001', 'Wombats here.');
    assert.deepEqual(await found(before, 'text:wombat'), ['2603.00001']);
    await before.idle;
    assert.equal(indexFiles().length, 1);
    before.dispose();
    // Same size and date, so the text counts as unchanged: only the index has the old word.
    const file = path.join(folder, `${textKey('2603.00001')}.md`);
    const content = readFileSync(file, 'utf8');
    const written = Math.floor((await before.store.list())[0]?.mtimeMs ?? 0) / 1_000;
    utimesSync(file, written, written);
    const dated = window();
    assert.deepEqual(await found(dated, 'text:wombat'), ['2603.00001']);
    await dated.idle;
    writeFileSync(file, content.replace('Wombats', 'Quokkas'));
    utimesSync(file, written, written);
    const after = window();
    assert.deepEqual(await found(after, 'text:wombat'), ['2603.00001']);
    await after.idle;
    assert.deepEqual(await found(after, 'text:wombat'), ['2603.00001']);
  });

  for (const [what, damage] of [
    [
      'has a wrong bit',
      (bytes: Buffer) =>
        Buffer.concat([bytes.subarray(0, -9), Buffer.from([bytes.at(-9)! ^ 1]), bytes.subarray(-8)]),
    ],
    ['is cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['is empty', () => Buffer.alloc(0)],
  ] as const) {
    it(`is built again if its file ${what}`, async () => {
      const before = window();
      await keep(before, '2603.00001', 'Wombats here.');
      await before.refresh();
      await before.idle;
      before.dispose();
      const [name = ''] = indexFiles();
      const file = path.join(folder, 'index', name);
      const bytes = readFileSync(file);
      writeFileSync(file, damage(bytes));
      const after = window();
      await after.refresh();
      await after.idle;
      assert.deepEqual(await found(after, 'text:"wombats here"'), ['2603.00001']);
      await after.idle;
      assert.deepEqual(indexFiles(), [name]);
      assert.deepEqual(readFileSync(file), bytes);
    });
  }

  it('leaves out damaged texts and those with only the abstract page', async () => {
    const texts = window();
    await keep(texts, '2603.00001', 'Wombats here.');
    await keep(texts, '2603.00002', 'Wombats here.', 'abs');
    await keep(texts, '2603.00003', 'Wombats here.');
    const file = path.join(folder, '2603.00003.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Wombats', 'Quokkas'));
    writeFileSync(path.join(folder, '2603.00004.md'), 'no header');
    assert.deepEqual(await found(texts, 'text:wombat'), ['2603.00001']);
    assert.deepEqual(await found(texts, 'text:quokka'), []);
  });

  it('removes its files with the last text', async () => {
    const texts = window();
    await keep(texts, '2603.00001', 'Wombats here.');
    await texts.refresh();
    await texts.idle;
    assert.equal(indexFiles().length, 1);
    await texts.store.remove(['2603.00001']);
    await texts.refresh();
    await texts.idle;
    assert.deepEqual(indexFiles(), []);
  });

  it('indexes many texts at once, and merges the files of later ones', async () => {
    const texts = window();
    for (let i = 0; i < 150; i++) await keep(texts, `2603.${10_000 + i}`, `Wombat number${i}.`);
    assert.equal((await found(texts, 'text:wombat')).length, 150);
    assert.deepEqual(await found(texts, 'text:number149 '), ['2603.10149']);
    await texts.idle;
    for (let i = 150; i < 160; i++) {
      await keep(texts, `2603.${10_000 + i}`, `Wombat number${i}.`);
      await texts.refresh();
    }
    await texts.idle;
    assert.equal((await found(texts, 'text:wombat')).length, 160);
    assert.ok(indexFiles().length <= 9, `${indexFiles().length} files`);
  });

  it('is complete after a window that closed in the middle of the work', async () => {
    const closed = window();
    for (let i = 0; i < 70; i++) await keep(closed, `2603.${10_000 + i}`, 'Wombat.');
    const work = closed.refresh();
    closed.dispose();
    await work;
    assert.equal((await found(window(), 'text:wombat')).length, 70);
  });

  it('is built on the host if the worker does not start, in steps that can be searched', async () => {
    const texts = window({ workerFile: path.join(folder, 'missing.js') });
    for (let i = 0; i < 20; i++) await keep(texts, `2603.${10_000 + i}`, 'Wombat.');
    const sizes: number[] = [];
    texts.onDidChange(() => void sizes.push(texts.size));
    assert.equal((await found(texts, 'text:wombat')).length, 20);
    assert.deepEqual(sizes, [16, 20]);
  });

  it('changes no file in a program that only reads', async () => {
    const writer = window();
    await keep(writer, '2603.00001', 'Wombats here.');
    const reader = window({ readOnly: true });
    assert.deepEqual(await found(reader, 'text:wombat'), ['2603.00001']);
    await reader.idle;
    assert.deepEqual(indexFiles(), []);
  });

  it('returns the sentence that matched, and none once the text is removed', async () => {
    const texts = window();
    await keep(
      texts,
      '2603.00001',
      'Nothing here. Two *wombats* met [a third](https://example.org). Nothing more.',
    );
    assert.deepEqual(await found(texts, 'text:wombat'), ['2603.00001']);
    const query = parseQuery('text:wombat ');
    assert.equal((await texts.excerpt('2603.00001', query))?.trim(), 'Two wombats met a third.');
    rmSync(path.join(folder, '2603.00001.md'));
    await texts.refresh();
    assert.equal(await texts.excerpt('2603.00001', query), undefined);
  });
});
