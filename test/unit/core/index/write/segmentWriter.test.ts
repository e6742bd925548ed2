import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { encodeSegment } from '../../../../../src/core/index/segment/segmentFormat';
import { MAX_SEGMENT_DOCS, type Segment } from '../../../../../src/core/index/segment/segment';
import { SegmentWriter, segmentOf, writing } from '../../../../../src/core/index/write/segmentWriter';
import { mergeSegments, type MergeSource } from '../../../../../src/core/index/write/mergeSegments';
import { runToEnd } from '../../../../../src/core/lang/runGenerator';
import type { Paper } from '../../../../../src/core/paper/paper';
import { Random } from '../../../../eval/random';
import { generatedPapers } from '../../../../support/generatedPapers';

function kept(segment: Segment, isKept: (doc: number) => boolean): MergeSource {
  return { segment, docs: [...segment.fingerprints.keys()].filter(isKept) };
}

function assertSameBytes(actual: Segment, expected: Segment): void {
  assert.deepEqual(encodeSegment(actual), encodeSegment(expected));
}

describe('a segment written through Lunr', () => {
  const generated = generatedPapers(150, 31, 20);
  /** Hyphens, other scripts, empty fields, names of object properties, and counts above the limits. */
  const special: readonly Partial<Paper>[] = [
    { title: '', abstract: '' },
    { title: 'GPT-3.5-Turbo and pre-training', abstract: 'β-VAE 機械学習 don’t' },
    { title: '__proto__ constructor toString', abstract: 'hasOwnProperty __proto__ 2024 7 07' },
    { title: 'word '.repeat(12), abstract: 'word the '.repeat(60) },
    { title: 'The', abstract: 'of and the', authors: [], repositories: [] },
  ];
  const papers = generated.map((paper, i): Paper => ({
    ...paper,
    ...(i % 10 === 3 ? special[((i - 3) / 10) % 5] : {}),
  }));
  const whole = segmentOf(papers);

  it('has the bytes that it had before Lunr’s builder collected the terms', () => {
    const bytes = encodeSegment(whole);
    // Changes only with the papers above, the analysis and the file format.
    assert.equal(createHash('sha256').update(bytes).digest('hex'), SHA256_BEFORE_LUNR);
  });

  for (const chunkDocs of [1, 2, 7, 149, 150])
    it(`does not depend on the size of the chunks: ${chunkDocs}`, () => {
      assertSameBytes(runToEnd(writing(papers, chunkDocs)), whole);
    });

  it('is the same for papers that come from other segments, of which some are dropped', () => {
    const random = new Random(6);
    for (let round = 0; round < 12; round++) {
      const alive = papers.map(() => random.below(3) > 0);
      const cut = random.below(papers.length);
      const parts = [kept(segmentOf(papers.slice(0, cut)), (doc) => alive[doc] === true)];
      parts.push(kept(segmentOf(papers.slice(cut)), (doc) => alive[cut + doc] === true));
      assertSameBytes(runToEnd(mergeSegments(parts)), segmentOf(papers.filter((_, i) => alive[i])));
    }
  });

  it('keeps the order in which texts and segments are added', () => {
    const writer = new SegmentWriter(10);
    const add = (from: number, to: number): void =>
      papers.slice(from, to).forEach((paper) => runToEnd(writer.adding(paper)));
    add(0, 25);
    runToEnd(writer.addingFrom(kept(segmentOf(papers.slice(20, 70)), (doc) => doc >= 5)));
    add(70, 150);
    assert.equal(writer.size, 150);
    assertSameBytes(runToEnd(writer.finishing()), whole);
  });

  it('can be empty', () => {
    const empty = segmentOf([]);
    assert.equal(empty.fingerprints.length, 0);
    assertSameBytes(runToEnd(mergeSegments([kept(whole, () => false)])), empty);
  });

  it('refuses more papers than its numbers can count', () => {
    const writer = new SegmentWriter();
    const docs = Array.from({ length: MAX_SEGMENT_DOCS }, (_, doc) => doc % 150);
    runToEnd(writer.addingFrom({ segment: whole, docs }));
    assert.equal(writer.capacity, 0);
    assert.throws(() => runToEnd(writer.adding(papers[0]!)), RangeError);
    assert.throws(() => runToEnd(writer.addingFrom(kept(whole, (doc) => doc === 0))), RangeError);
  });
});

const SHA256_BEFORE_LUNR = 'ca0767eacfd14f7ef846bb507b27186e6002b826e37a5e950fb0fe24937f565b';
