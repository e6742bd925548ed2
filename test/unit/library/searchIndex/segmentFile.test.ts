import assert from 'node:assert/strict';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fixedPartEnd, headEnd } from '../../../../src/core/index/segment/segmentFormat';
import { PAGE_BYTES } from '../../../../src/core/index/segment/lazyPages';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import { Catalogue } from '../../../../src/library/catalogue';
import { Emitter } from '../../../../src/emitter';
import { Library } from '../../../../src/library/library';
import { SearchIndex } from '../../../../src/library/searchIndex/searchIndex';
import { openSegmentFile } from '../../../../src/library/searchIndex/segmentFile';
import { generatedPapers } from '../../../support/generatedPapers';
import { silentLog } from '../../../support/log';

const papers = generatedPapers(1800, 37, 60);

/** Two adjacent words of every fiftieth paper's abstract, as a phrase. */
const phrases = papers
  .filter((_, i) => i % 50 === 0)
  .map(({ abstract }) => `abstract:"${abstract.split(' ').slice(3, 5).join(' ')}"`);

/** Returns the ids found by each phrase, and the matched words of the answers. */
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
  const whole = PaperIndex.of(papers);
  const expected = found(whole);

  let built = '';

  before(async () => {
    folder = built = mkdtempSync(path.join(tmpdir(), 'segment-file-'));
    const index = started();
    await index.update(papers);
    await index.idle;
    const sequenceBytes = readFileSync(file()).length - (await front());
    assert.ok(sequenceBytes > 4 * PAGE_BYTES, 'the tests damage one page of several');
  });
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'segment-file-'));
    cpSync(built, folder, { recursive: true });
    said.length = 0;
  });
  afterEach(async () => {
    for (const index of open.splice(0)) {
      index.dispose();
      await index.idle;
    }
    rmSync(folder, { recursive: true, force: true });
  });
  after(() => {
    rmSync(built, { recursive: true, force: true });
  });

  function started(): SearchIndex {
    const index = new SearchIndex({ folder, workerFile: path.resolve('dist/library/indexWorker.js'), log });
    open.push(index);
    return index;
  }
  function turnBit(at: number): void {
    const bytes = readFileSync(file());
    bytes[at] = (bytes[at] ?? 0) ^ 4;
    writeFileSync(file(), bytes);
  }
  /** Returns the offset of the sequences in the file. */
  async function front(): Promise<number> {
    const opened = await openSegmentFile(folder, path.basename(file()));
    assert.ok('segment' in opened);
    await opened.readRest();
    return fixedPartEnd(opened.segment);
  }
  const file = (): string => path.join(folder, readdirSync(folder)[0] ?? '');
  /** Returns the files in the folder that this process has open. */
  const held = (): string[] =>
    readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder);
      } catch {
        return false;
      }
    });

  it('are read when they are requested immediately', async () => {
    assert.ok(expected.flat().length > phrases.length);
    const index = started();
    await index.update(papers);
    // The sequences are still on disk, because nothing has waited for them.
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
    assert.deepEqual(explained(index.current), explained(whole));
  });

  it('are in memory for a search that waits for them', async () => {
    const index = started();
    await index.update(papers);
    const inMemory = (): boolean =>
      index.current.segments.every(
        ({ segment: { pages, sequences } }) => pages?.isLoaded(0, sequences.length) !== false,
      );
    assert.equal(inMemory(), false);
    await index.wordOrderRead();
    assert.equal(inMemory(), true);
  });

  it('are in memory without a request, even if their file is gone', async () => {
    const index = started();
    await index.update(papers);
    await index.idle;
    rmSync(file());
    assert.deepEqual(found(index.current), expected);
  });

  for (const asked of [false, true])
    it(`are noticed to be damaged ${asked ? 'by whoever asks' : 'when nobody asks'}, and built again`, async () => {
      const bytes = readFileSync(file());
      bytes.fill(0xff, bytes.length - PAGE_BYTES - 100, bytes.length - PAGE_BYTES);
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

  it('are written again where a folder took their place, which is set aside with all that is in it', async () => {
    const taken = file();
    rmSync(taken);
    mkdirSync(taken);
    writeFileSync(path.join(taken, 'mine.txt'), 'mine');
    const index = started();
    await index.update(papers);
    await index.idle;
    assert.deepEqual(found(index.current), expected);
    const [aside = '', ...others] = readdirSync(folder).filter((name) => name.includes('.corrupt-'));
    assert.deepEqual(others, []);
    assert.equal(readFileSync(path.join(folder, aside, 'mine.txt'), 'utf8'), 'mine');
    assert.ok(readFileSync(taken).length > 0);
    said.length = 0;
  });

  it('are whole before topics are computed from them', async () => {
    turnBit(readFileSync(file()).length - 2 * PAGE_BYTES);
    const library = new Library({
      readBundled: () => Promise.resolve({ papers, problems: [] }),
      log: silentLog,
    });
    let seen: unknown;
    const catalogue = new Catalogue({
      library,
      index: started(),
      topics: {
        problems: () => [],
        topics: () => [],
        assign: async (_, verified) => {
          seen = found(await verified());
          return new Map<string, string[]>();
        },
        onDidChange: new Emitter<void>().event,
      },
      facts: {},
      log: silentLog,
    });
    await catalogue.ready;
    catalogue.dispose();
    assert.deepEqual(seen, expected);
    assert.equal(said.length, 1, said.join('\n'));
  });

  it('don’t change once they are there, also where they are damaged', async () => {
    const page = 1;
    turnBit((await front()) + page * PAGE_BYTES + 7);
    const opened = await openSegmentFile(folder, path.basename(file()));
    assert.ok('segment' in opened);
    assert.equal(await opened.verified, undefined);
    const { sequences, pages } = opened.segment;
    pages?.ensureLoaded(page * PAGE_BYTES, page * PAGE_BYTES + 1);
    const bytes = sequences.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
    let changed = false;
    const state = { reading: true };
    const fault = opened.readRest().finally(() => (state.reading = false));
    while (state.reading) {
      changed ||= bytes.some((byte) => byte !== 0);
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal(changed, false);
    assert.equal(await fault, 'damaged');
  });

  it('come behind a head that has all that an index begins with', async () => {
    const opened = await openSegmentFile(folder, path.basename(file()));
    assert.ok('segment' in opened);
    const { segment } = opened;
    for (const part of [segment.totals, segment.stemLengths, segment.wordLengths, segment.titleLengths])
      assert.ok(part.byteOffset + part.byteLength <= headEnd(segment));
    await opened.readRest();
  });

  it('keep their file open no longer than they need', async function () {
    if (process.platform !== 'linux') this.skip();
    const closed = async (): Promise<void> => {
      while (held().length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    const index = started();
    await index.update(papers);
    await index.idle;
    assert.deepEqual(held(), []);
    const unused = started();
    await unused.prepare();
    assert.equal(held().length, 1);
    unused.dispose();
    await closed();
    for (let turns = 0; turns < 12; turns++) {
      const given = started();
      const prepared = given.prepare();
      for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
      given.dispose();
      await prepared;
      await closed();
    }
  });
});
