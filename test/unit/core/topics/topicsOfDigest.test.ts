import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { planTopics } from '../../../../src/core/topics/topicPlan';
import { assignTopics } from '../../../../src/core/topics/assignTopics';
import { readTopics } from '../../../../src/core/topics/topics';
import { readBundledDigest } from '../../../../src/library/bundledDigest';
import { groupPapers } from '../../../../src/tree/groups';
import { halfOf, measureTopics, readLabels } from '../../../eval/topicMeasure';
import { finished } from '../../../support/finished';

/** Labels given by people who read the abstracts; several topics are acceptable for most papers. */
const labelFiles = ['test/eval/digest-labels.json', 'test/eval/topic-labels.json'];

describe('topics of the bundled digest', () => {
  it('are those that a reader would accept, spread over a tree worth browsing', async () => {
    const { papers } = await readBundledDigest({ folder: 'seeds', l10n: { t: (message) => message } });
    const { topics } = readTopics(JSON.parse(readFileSync('seeds/topics.json', 'utf8')));
    const labels = readLabels(JSON.parse(readFileSync('test/eval/digest-labels.json', 'utf8')));
    const given = finished(assignTopics(PaperIndex.of(papers), finished(planTopics(topics))));
    const measures = measureTopics(labels, given);
    assert.equal(measures.papers, papers.length);
    assert.ok(measures.primary >= 0.88 * papers.length, `${measures.primary} primary topics acceptable`);
    assert.ok(measures.any >= 0.95 * papers.length, `${measures.any} with any acceptable topic`);
    assert.ok(measures.other <= 0.04 * papers.length, `${measures.other} in "other"`);

    const filed = papers.map((paper) => ({ ...paper, topics: given.get(paper.id) ?? [] }));
    const groups = groupPapers(
      filed,
      'topic',
      topics.map(({ id }) => id),
    );
    assert.ok(groups.length >= 10, `${groups.length} topics`);
    for (const { key, papers: some } of groups) {
      assert.ok(some.length <= papers.length / 4, `${some.length} papers in ${key}`);
    }
  });

  for (const file of labelFiles) {
    it(`are labelled with topics that exist, in ${file}`, () => {
      const { topics } = readTopics(JSON.parse(readFileSync('seeds/topics.json', 'utf8')));
      const ids = new Set(topics.map(({ id }) => id));
      for (const [paper, acceptable] of readLabels(JSON.parse(readFileSync(file, 'utf8')))) {
        for (const id of acceptable) assert.ok(ids.has(id), `${paper}: ${id}`);
      }
    });
  }
});

describe('measure of topics', () => {
  const labels = readLabels({
    a: ['vision'],
    b: ['code', 'agents'],
    c: ['audio'],
    d: ['audio'],
    e: ['code'],
  });
  const given = new Map([
    ['a', ['vision', 'code']],
    ['b', ['vision', 'agents']],
    ['c', ['other']],
    ['d', ['vision']],
  ]);

  it('counts papers that have both a label and topics', () => {
    const { papers, primary, any, other, given: topics, misses } = measureTopics(labels, given);
    assert.deepEqual(
      { papers, primary, any, other, topics },
      { papers: 4, primary: 1, any: 2, other: 1, topics: 6 },
    );
    assert.deepEqual(
      misses.map(({ id }) => id),
      ['b', 'c', 'd'],
    );
  });

  it('halves the labels by their place', () => {
    assert.deepEqual([...halfOf(labels, 'tuned').keys()], ['a', 'c', 'e']);
    assert.deepEqual([...halfOf(labels, 'held').keys()], ['b', 'd']);
  });

  it('refuses a file that is no labels', () => {
    for (const wrong of [null, [], 'x', { a: 'vision' }, { a: [] }, { a: [1] }]) {
      assert.throws(() => readLabels(wrong), TypeError);
    }
  });
});
