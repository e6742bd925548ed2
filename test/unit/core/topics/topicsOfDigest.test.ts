import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { planTopics } from '../../../../src/core/topics/topicPlan';
import { assignTopics } from '../../../../src/core/topics/assignTopics';
import { parseTopics } from '../../../../src/core/topics/topics';
import { readBundledDigest } from '../../../../src/library/bundledDigest';
import { groupPapers } from '../../../../src/tree/model/groups';
import { halfOf, measureTopics, readLabels } from '../../../eval/topicMeasure';
import { finished } from '../../../support/finished';
import { madePaper } from '../../../support/papers';

/** Labels by people who read the abstracts. Most papers have several acceptable topics. */
const labelFiles = ['test/eval/digest-labels.json', 'test/eval/topic-labels.json'];

describe('topics of the bundled digest', () => {
  it('are those that a reader would accept, spread over a tree worth browsing', async () => {
    const { papers } = await readBundledDigest({ folder: 'seeds', l10n: { t: (message) => message } });
    const { topics } = parseTopics(JSON.parse(readFileSync('seeds/topics.json', 'utf8')));
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
      assert.ok(some.length <= papers.length / 3, `${some.length} papers in ${key}`);
    }
  });

  for (const file of labelFiles) {
    it(`are labelled with topics that exist, in ${file}`, () => {
      const { topics } = parseTopics(JSON.parse(readFileSync('seeds/topics.json', 'utf8')));
      const ids = new Set(topics.map(({ id }) => id));
      for (const [paper, acceptable] of readLabels(JSON.parse(readFileSync(file, 'utf8')))) {
        for (const id of acceptable) assert.ok(ids.has(id), `${paper}: ${id}`);
      }
    });
  }
});

/**
 * Papers whose everyday words are terms of another field, with the topic that must come first and one that
 * must not.
 */
const ambiguous: readonly (readonly [title: string, abstract: string, first: string, never: string])[] = [
  [
    'Feature matching for adversarial text generation',
    'Generative adversarial networks (GANs) are hard to train for text generation. Our GAN matches sentence features of a language model and lowers perplexity.',
    'language-models',
    'generation',
  ],
  [
    'Diffusion models for dialogue generation',
    'We train diffusion models with classifier-free guidance for dialogue generation. Replies of the language model are fluent.',
    'language-models',
    'generation',
  ],
  [
    'Caption generation for scientific figures',
    'Caption generation for figures with vision-language models. We compare generative models on image captioning.',
    'multimodal',
    'generation',
  ],
  [
    'Corvid 3: an open family of models',
    'Corvid 3 is a family of models: dense language models with a context window of 128K tokens. We also attach image, video and speech encoders, and report results on image, video and speech recognition.',
    'language-models',
    'audio',
  ],
  [
    'Corvid 4 Technical Report',
    'We report on Corvid 4, a series of large language models. It reads images and text, supports long contexts of one million tokens, and understands 29 languages. We describe pre-training and post-training.',
    'language-models',
    'vision',
  ],
  [
    'Corvid-o System Card',
    'Corvid-o accepts any combination of text, audio, image and video and produces text, audio and image. We evaluate the safety of its speech and its image output.',
    'language-models',
    'three-d',
  ],
  [
    'Prompt transfer for vision-language models',
    'We study how prompts that were learned for one vision-language model such as CLIP serve another vision-language model.',
    'multimodal',
    'transfer',
  ],
  [
    'Image generation and text generation with one model',
    'One diffusion model for text-to-image and text generation: image generation improves with captions.',
    'generation',
    'language-models',
  ],
];

describe('topics of words with two meanings', () => {
  const { topics } = parseTopics(JSON.parse(readFileSync('seeds/topics.json', 'utf8')));
  const papers = ambiguous.map(([title, abstract], n) => madePaper(`p${n}`, { title, abstract }));
  const given = finished(assignTopics(PaperIndex.of(papers), finished(planTopics(topics))));
  for (const [n, [title, , first, never]] of ambiguous.entries())
    it(`puts "${title}" under ${first} first, not under ${never}`, () => {
      const earned = given.get(`p${n}`) ?? [];
      assert.equal(earned[0], first, earned.join(' '));
      assert.ok(!earned.includes(never), earned.join(' '));
    });
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
