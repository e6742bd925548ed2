import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../../src/core/index/paperIndex';
import { runToEnd } from '../../../../../src/core/lang/runGenerator';
import { madePaper } from '../../../../support/papers';

const paper = (id: string, title: string, abstract: string): ReturnType<typeof madePaper> =>
  madePaper(id, { title, abstract });

const papers = [
  paper('code-1', 'Identifiers in program synthesis', 'A compiler checks programs that a model wrote.'),
  paper('code-2', 'Program repair with compilers', 'Programs are repaired by messages of the compiler.'),
  paper('code-3', 'Tests for generated programs', 'A compiler and tests check each program.'),
  paper('sea-1', 'Whales in sonar', 'Sonar recordings of whales are segmented.'),
  paper('sea-2', 'Sonar of dolphins', 'Dolphins and whales answer sonar.'),
  paper('sea-3', 'Recordings of whales at night', 'Whales sing. We segment recordings.'),
  paper('both', 'A compiler for sonar', 'Programs that segment sonar are compiled.'),
  paper('none', 'Zebras', 'Stripes.'),
];
const index = PaperIndex.of(papers);

const ranked = (marked: Readonly<Record<string, number>>): readonly string[] => {
  const preferences = Object.entries(marked).map(([id, weight]) => ({ id, weight }));
  const scores = runToEnd(index.personalScores(preferences));
  return papers
    .map(({ id }) => id)
    .filter((id) => marked[id] === undefined)
    .toSorted((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
};

describe('personal ranking', () => {
  for (const [what, marked, first, last] of [
    ['papers like the marked one', { 'code-1': 1 }, ['code-2', 'code-3'], ['none', 'sea-3']],
    ['papers of both subjects', { 'code-1': 1, 'sea-1': 1 }, ['both'], ['none']],
    ['the subject with the higher weight', { 'code-1': 0.5, 'sea-1': 1 }, ['sea-2', 'sea-3'], ['none']],
    [
      'no papers like an unwanted one',
      { 'code-1': 1, 'sea-1': -1 },
      ['code-2', 'code-3'],
      ['sea-2', 'sea-3'],
    ],
  ] as const) {
    it(`puts ${what} first`, () => {
      const order = ranked(marked);
      for (const id of first)
        assert.ok(order.slice(0, first.length + 1).includes(id), `${id}: ${order.join()}`);
      for (const id of last) assert.ok(order.slice(-last.length - 1).includes(id), `${id}: ${order.join()}`);
    });
  }

  it('does not depend on the order of the marks, and ignores unknown ids', () => {
    const marked = { 'code-1': 1, 'sea-1': 0.5, both: -1 };
    const reversed = Object.fromEntries(Object.entries(marked).toReversed());
    assert.deepEqual(ranked(marked), ranked(reversed));
    assert.deepEqual(ranked({ 'code-1': 1, unknown: 1 }), ranked({ 'code-1': 1 }));
    assert.equal(runToEnd(index.personalScores([])).size, 0);
  });

  it('scores papers without words, and papers marked without words', () => {
    const empty = PaperIndex.of([madePaper('a', { title: '', abstract: '' }), papers[0] ?? madePaper('b')]);
    for (const [, score] of runToEnd(empty.personalScores([{ id: 'a', weight: 1 }])))
      assert.ok(Number.isFinite(score));
  });

  it('explains a paper by the most similar marked one, and counts those like it', () => {
    const liked = ['sea-1', 'code-1', 'code-3'];
    assert.deepEqual(index.personalReason('code-2', liked), { id: 'code-3', others: 1 });
    assert.equal(index.personalReason('sea-2', liked)?.id, 'sea-1');
    assert.equal(index.personalReason('none', liked), undefined);
    assert.equal(index.personalReason('unknown', liked), undefined);
    // A paper does not explain itself.
    assert.equal(index.personalReason('sea-1', ['sea-1']), undefined);
  });
});
