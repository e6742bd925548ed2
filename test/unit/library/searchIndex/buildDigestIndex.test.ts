import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { segmentOf } from '../../../../src/core/index/write/segmentWriter';
import type { Paper } from '../../../../src/core/paper/paper';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import { readBundledDigest } from '../../../../src/library/bundledDigest';
import { SearchIndex } from '../../../../src/library/searchIndex/searchIndex';
import { completeSegment } from '../../../../src/library/searchIndex/segmentFile';
import { generatedPapers } from '../../../support/generatedPapers';

const BUILT = path.resolve('dist/library/digest.segment');

describe('the index of the bundled digest', () => {
  let folder = '';
  let digestFile = '';
  let papers: readonly Paper[] = [];
  const open: SearchIndex[] = [];
  const said: string[] = [];
  const note = (text: string): void => void said.push(text);
  const log = { trace: note, debug: note, info: note, warn: note, error: note };

  before(async () => {
    ({ papers } = await readBundledDigest({ folder: path.resolve('seeds'), l10n: { t: (text) => text } }));
  });
  beforeEach(() => {
    const scratch = mkdtempSync(path.join(tmpdir(), 'digest-index-'));
    folder = path.join(scratch, 'index');
    digestFile = path.join(scratch, 'digest.segment');
    copyFileSync(BUILT, digestFile);
    said.length = 0;
  });
  afterEach(async () => {
    for (const index of open.splice(0)) {
      index.dispose();
      await index.idle;
    }
    rmSync(path.dirname(folder), { recursive: true, force: true });
  });

  async function holding(held: readonly Paper[]): Promise<SearchIndex> {
    const index = new SearchIndex({ folder, digestFile, log });
    open.push(index);
    await index.update(held);
    return index;
  }
  const files = (): string[] => readdirSync(folder);
  /** Returns the ids found by the papers' titles and by a phrase of each abstract. */
  const found = (index: PaperIndex): unknown[] =>
    papers.flatMap(({ title, abstract }) =>
      [title, `"${abstract.split(' ').slice(2, 5).join(' ')}"`].map((text) =>
        index.search(parseQuery(text), { limit: 10 }).map(({ paper }) => paper.id),
      ),
    );

  it('comes with the extension as it would be made here', () => {
    assert.ok(papers.length > 80);
    assert.deepEqual(readFileSync(BUILT), Buffer.from(completeSegment(segmentOf(papers))));
  });

  it('is what the first start of all answers from, in whatever order the papers come', async () => {
    const index = await holding(papers.toReversed());
    const [shard, ...others] = index.current.segments;
    assert.deepEqual(others, []);
    // In the order of the digest, which the call did not specify.
    assert.equal(shard?.segment.ids.text(0), papers[0]?.id);
    assert.deepEqual(found(index.current), found(PaperIndex.of(papers)));
    await index.idle;
    assert.deepEqual(readFileSync(path.join(folder, files()[0] ?? '')), readFileSync(digestFile));
    assert.deepEqual(said, []);
  });

  it('is not read where an earlier session wrote its own', async () => {
    await (
      await holding(generatedPapers(50, 3, 20))
    ).idle;
    writeFileSync(digestFile, 'something else');
    said.length = 0;
    const index = await holding(papers);
    await index.idle;
    assert.deepEqual(found(index.current), found(PaperIndex.of(papers)));
    assert.deepEqual(said, []);
  });

  it('is not used for papers whose text has changed', async () => {
    const changed = papers.map((paper, i) =>
      i === 5 ? { ...paper, abstract: 'A quokka, seen by day.' } : paper,
    );
    const index = await holding(changed);
    await index.idle;
    assert.deepEqual(
      index.current.search(parseQuery('quokka')).map(({ paper }) => paper),
      [changed[5]],
    );
    assert.equal(index.current.size, papers.length);
  });

  for (const [what, damage] of [
    ['damaged in front', (bytes: Buffer) => bytes.fill(1, 9000, 9001)],
    ['damaged at its end', (bytes: Buffer) => bytes.fill(1, bytes.length - 9)],
    ['something else', (bytes: Buffer) => bytes.fill(32)],
  ] as const)
    it(`is not read and is rebuilt if it is ${what}`, async () => {
      const bytes = damage(readFileSync(digestFile));
      writeFileSync(digestFile, bytes);
      const index = await holding(papers);
      await index.idle;
      assert.deepEqual(found(index.current), found(PaperIndex.of(papers)));
      assert.deepEqual(readFileSync(digestFile), bytes);
      assert.equal(said.length, 1, said.join('\n'));
      assert.equal(files().length, 1);
    });

  it('is made again where it is missing', async () => {
    rmSync(digestFile);
    const index = await holding(papers);
    assert.deepEqual(found(index.current), found(PaperIndex.of(papers)));
    await index.idle;
    assert.equal(files().length, 1);
  });
});
