import assert from 'node:assert/strict';
import { decodeSegment, encodeSegment } from '../../../../src/core/index/segment/segmentFormat';
import { matchPapers } from '../../../../src/core/index/read/matchPapers';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import type { Segment } from '../../../../src/core/index/segment/segment';
import { mergeSegments } from '../../../../src/core/index/write/mergeSegments';
import { segmentOf } from '../../../../src/core/index/write/segmentWriter';
import { emptyReader } from '../../../../src/core/index/read/segmentReader';
import { runToEnd } from '../../../../src/core/lang/runGenerator';
import type { Paper } from '../../../../src/core/paper/paper';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import { Random } from '../../../eval/random';
import { generatedPapers } from '../../../support/generatedPapers';

/** Returns the index over segments in their order, with exactly these papers. */
function joined(segments: readonly Segment[], papers: readonly Paper[]): PaperIndex {
  const { readers: shards, missing } = runToEnd(matchPapers(segments.map(emptyReader), papers));
  assert.deepEqual(missing, [], 'a paper is in no segment');
  return new PaperIndex(shards);
}

/**
 * Returns ids and scores of the answers to many queries: typed and finished, ranked, filtered, expanded and
 * related.
 */
function answers(index: PaperIndex, papers: readonly Paper[]): unknown[] {
  const random = new Random(3);
  const words = papers.flatMap((paper) => paper.title.split(' '));
  const word = (): string => words[random.below(words.length)] ?? '';
  const queries = Array.from({ length: 60 }, (_, i) => {
    const typo = word().replace(/^(..)./, '$1q');
    return [
      `${word()} ${word()}`,
      word().slice(0, 3),
      `"${word()} ${word()}"`,
      `${typo} ${word()}`,
      `+${word()} -${word()}`,
    ][i % 5];
  });
  const said = (query: string | undefined, options: object): unknown =>
    index
      .search(parseQuery(query ?? ''), options)
      .map(({ paper, score, terms }) => [paper.id, score, [...terms].sort()]);
  return [
    ...queries.flatMap((query) => [
      said(query, {}),
      said(query, { typing: false }),
      said(query, { explore: true, limit: 10 }),
    ]),
    papers
      .slice(0, 5)
      .map(({ id }) => index.related(id, 5).map(({ paper, score, shared }) => [paper.id, score, shared])),
  ];
}

describe('an index that grew', () => {
  const papers = generatedPapers(240, 21, 20);
  const expected = answers(PaperIndex.of(papers), papers);

  it('answers as one that was built at once', () => {
    const segments = [papers.slice(0, 150), papers.slice(150, 200), papers.slice(200)].map(segmentOf);
    assert.deepEqual(answers(joined(segments, papers), papers), expected);
  });

  it('forgets papers that are gone or were changed', () => {
    const before = papers.map((paper, i) =>
      i % 7 === 0 ? { ...paper, abstract: 'It said something else.' } : paper,
    );
    const gone = generatedPapers(30, 99, 20).map((paper, i) => ({ ...paper, id: `gone-${i}` }));
    const changed = papers.filter((_, i) => i % 7 === 0);
    const segments = [
      segmentOf([...before.slice(0, 100), ...gone]),
      segmentOf(before.slice(100)),
      segmentOf(changed),
    ];
    assert.deepEqual(answers(joined(segments, papers), papers), expected);
  });

  it('answers the same after its segments were joined without the texts', () => {
    const parts = [segmentOf(papers.slice(0, 90)), segmentOf(papers.slice(90))];
    const whole = runToEnd(
      mergeSegments(parts.map((segment) => ({ segment, docs: [...segment.fingerprints.keys()] }))),
    );
    assert.deepEqual(answers(joined([whole], papers), papers), expected);
  });

  it('answers the same from its bytes', () => {
    const read = decodeSegment(encodeSegment(segmentOf(papers)));
    assert.ok(typeof read !== 'string');
    assert.deepEqual(answers(joined([read], papers), papers), expected);
  });
});

describe('a segment whose numbers of papers are too high', () => {
  const papers = generatedPapers(120, 23, 20);
  const [one, two] = [papers.slice(0, 60), papers.slice(60)];
  const sound = segmentOf(one);
  const forged: Segment = {
    ...sound,
    text: { ...sound.text, docs: sound.text.docs.map((doc) => doc + one.length) },
    titlePrefixes: { ...sound.titlePrefixes, docs: sound.titlePrefixes.docs.map((doc) => doc + one.length) },
  };

  it('does not affect its neighbour, nor is affected by it', () => {
    const index = joined([forged, segmentOf(two)], papers);
    const alone = joined([segmentOf(two)], two);
    const ids = new Set(two.map(({ id }) => id));
    const found = (asked: PaperIndex, text: string): readonly string[] =>
      asked
        .search(parseQuery(text), { typing: text.length < 3 })
        .map(({ paper }) => paper.id)
        .filter((id) => ids.has(id))
        .sort();
    const words = new Set(
      two.flatMap(({ title, abstract }) => `${title} ${abstract}`.match(/[a-z]+/g) ?? []),
    );
    for (const word of [...words].slice(0, 400))
      assert.deepEqual(found(index, word), found(alone, word), word);
  });
});

describe('an index with warm caches', () => {
  const generated = generatedPapers(240, 22, 20);
  // Authors are named like the beginnings of titles, so that a word finds other papers in another field.
  const papers = generated.map((paper, i) => ({
    ...paper,
    authors: [generated[(i + 1) % generated.length]?.title.split(' ')[0] ?? ''],
  }));
  const segments = [papers.slice(0, 160), papers.slice(160)].map(segmentOf);
  const said = (index: PaperIndex, text: string): unknown =>
    index
      .search(parseQuery(text), { limit: 20 })
      .map(({ paper, score, terms }) => [paper.id, score, [...terms].sort()]);

  it('answers each keystroke like a new index', () => {
    const random = new Random(4);
    const index = joined(segments, papers);
    for (let i = 0; i < 12; i++) {
      const title = papers[random.below(papers.length)]?.title ?? '';
      const words = title.toLowerCase().split(' ').slice(0, 4).join(' ');
      // Typed, deleted back to the first word, and typed again with other words.
      const keys = Array.from({ length: words.length }, (_, end) => words.slice(0, end + 1));
      const other = papers[random.below(papers.length)]?.title.toLowerCase().split(' ')[0] ?? '';
      const [first = ''] = words.split(' ');
      for (const text of [
        ...keys,
        first,
        `${first} ${other}`,
        `author:${first} ${other}`,
        `${other} ${first} `,
      ])
        assert.deepEqual(said(index, text), said(joined(segments, papers), text), text);
    }
  });
});

describe('decodeSegment', () => {
  const bytes = encodeSegment(segmentOf(generatedPapers(5, 1, 10)));
  const changed = (change: (copy: Uint8Array<ArrayBuffer>) => void): Uint8Array<ArrayBuffer> => {
    const copy = bytes.slice();
    change(copy);
    return copy;
  };
  const rows: readonly (readonly [what: string, bytes: Uint8Array<ArrayBuffer>, fault: string])[] = [
    ['nothing', new Uint8Array(), 'not an index'],
    ['text', new Uint8Array(Buffer.from('{"version":"2.3.9"}'.repeat(50))), 'not an index'],
    ['another schema', changed((copy) => copy.fill(9, 4, 5)), 'another version'],
    ['another Lunr', changed((copy) => copy.fill(9, 8, 9)), 'another version'],
    ['half a file', bytes.slice(0, bytes.length / 2), 'cut short'],
    ['a file with a tail', new Uint8Array([...bytes, 0, 0, 0, 0]), 'cut short'],
    ['a false count of papers', changed((copy) => copy.fill(9, 12, 13)), 'out of order'],
  ];
  for (const [what, damaged, fault] of rows)
    it(`calls ${what} ${fault}`, () => {
      assert.equal(decodeSegment(damaged), fault);
    });

  it('never throws, whatever bit is turned', () => {
    const random = new Random(8);
    for (let i = 0; i < 2000; i++) {
      const read = decodeSegment(
        changed((copy) => copy.fill(random.below(256), random.below(400), random.below(400))),
      );
      assert.ok(typeof read === 'string' || read.fingerprints.length === 5);
    }
  });
});
