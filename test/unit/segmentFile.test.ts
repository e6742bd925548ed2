import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PAGE } from '../../src/core/index/pages';
import { PaperIndex } from '../../src/core/index/paperIndex';
import { parseQuery } from '../../src/core/query';
import { SearchIndex } from '../../src/library/searchIndex';
import { generatedPapers } from '../support/generatedPapers';

const papers = generatedPapers(2500, 37, 60);

/** Two neighbours of the abstract of every fiftieth paper, as a phrase. */
const phrases = papers
  .filter((_, i) => i % 50 === 0)
  .map(({ abstract }) => `abstract:"${abstract.split(' ').slice(3, 5).join(' ')}"`);

/** Ids that each phrase finds, and the words of the answers that explain them. */
function found(index: PaperIndex): unknown[] {
  return phrases.map((text) =>
    index.search(parseQuery(text), { limit: 20 }).map(({ paper, terms }) => [paper.id, terms]),
  );
}

describe('sequences that come behind the rest of the index', () => {
  let folder = '';
  const open: SearchIndex[] = [];
  const said: string[] = [];
  const note = (text: string): void => void said.push(text);
  const log = { trace: note, debug: note, info: note, warn: note, error: note };
  const expected = found(PaperIndex.of(papers));

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'segment-file-'));
    const index = started();
    await index.update(papers);
    await index.idle;
    said.length = 0;
  });
  afterEach(async () => {
    for (const index of open.splice(0)) {
      index.dispose();
      await index.idle;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  function started(): SearchIndex {
    const index = new SearchIndex({ folder, workerFile: path.resolve('dist/library/indexWorker.js'), log });
    open.push(index);
    return index;
  }
  const file = (): string => path.join(folder, readdirSync(folder)[0] ?? '');
  /** Files in the folder that this process holds open. */
  const held = (): string[] =>
    readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder);
      } catch {
        return false;
      }
    });

  it('are brought when somebody asks for them at once', async () => {
    assert.ok(expected.flat().length > phrases.length);
    const index = started();
    await index.update(papers);
    // Nothing was waited for since, so that they are still on the disk.
    assert.deepEqual(found(index.current), expected);
    await index.idle;
    assert.deepEqual(found(index.current), expected);
    assert.deepEqual(said, []);
  });

  it('are brought for the words that explain an answer, and for related papers', async () => {
    const explained = (of: PaperIndex): unknown[] => [
      ...papers.slice(0, 20).map(({ title }) => {
        const [word = ''] = title.split(' ');
        return of.search(parseQuery(word), { limit: 20 }).map(({ terms }) => terms);
      }),
      of.related(papers[1000]?.id ?? '', 10).map(({ paper, shared }) => [paper.id, shared]),
    ];
    const index = started();
    await index.update(papers);
    assert.deepEqual(explained(index.current), explained(PaperIndex.of(papers)));
  });

  it('are there when nobody asked, without their file', async () => {
    const index = started();
    await index.update(papers);
    await index.idle;
    rmSync(file());
    assert.deepEqual(found(index.current), expected);
  });

  for (const asked of [false, true])
    it(`are noticed to be damaged ${asked ? 'by whoever asks' : 'when nobody asks'}, and built again`, async () => {
      const bytes = readFileSync(file());
      assert.ok(bytes.length > 3 * PAGE);
      bytes.fill(0xff, bytes.length - PAGE - 100, bytes.length - PAGE);
      writeFileSync(file(), bytes);
      const index = started();
      await index.update(papers);
      if (asked) assert.ok(found(index.current).flat().length < expected.flat().length, 'nobody reads it');
      await index.idle;
      assert.deepEqual(found(index.current), expected);
      assert.equal(said.length, 1, said.join('\n'));
      said.length = 0;
      const next = started();
      await next.update(papers);
      assert.deepEqual(found(next.current), expected);
      await next.idle;
      assert.deepEqual(said, []);
    });

  it('keep their file open no longer than they need', async function () {
    if (process.platform !== 'linux') this.skip();
    const index = started();
    await index.update(papers);
    await index.idle;
    assert.deepEqual(held(), []);
    const unused = started();
    await unused.prepare();
    assert.equal(held().length, 1);
    unused.dispose();
    for (let i = 0; i < 200 && held().length > 0; i++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(held(), []);
  });
});
