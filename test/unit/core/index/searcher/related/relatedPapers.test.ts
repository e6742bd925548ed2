import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Paper } from '../../../../../../src/core/paper/paper';
import { PaperIndex } from '../../../../../../src/core/index/paperIndex';
import type { RelatedPaper } from '../../../../../../src/core/index/searchHit';
import { readBundledDigest } from '../../../../../../src/library/bundledDigest';
import { readLabels } from '../../../../../eval/topicMeasure';

const PROP = 'PROP: Pre-training with Representative Words';
const B_PROP = 'B-PROP: Bootstrapped Pre-training';
const TRANSFER = 'Zero-Shot Tokenizer Transfer';
const DYNAMIC = 'Retrofitting (Large) Language Models with Dynamic Tokenization';
const MIXTURE = 'Data Mixture Inference: What do BPE Tokenizers Reveal';
const VOCABULARY = 'An Empirical Comparison of Vocabulary Expansion';
const FLEXIBLE = 'Achieving Tokenizer Flexibility';

describe('related papers of the digest', () => {
  let papers: readonly Paper[];
  let tokenization: readonly Paper[];
  let index: PaperIndex;
  before(async () => {
    ({ papers } = await readBundledDigest({ folder: 'seeds', l10n: { t: (message) => message } }));
    index = PaperIndex.of(papers);
    // Labels by people who read them: papers about tokenizers and vocabularies of language models.
    const labels = readLabels(JSON.parse(readFileSync('test/eval/digest-labels.json', 'utf8')));
    tokenization = papers.filter(({ id }) => {
      const topics = labels.get(id) ?? [];
      return topics.includes('tokenization') && !topics.includes('recommendation');
    });
  });

  const related = (title: string, limit: number): readonly RelatedPaper[] => {
    const paper = papers.find((each) => each.title.startsWith(title));
    assert.ok(paper, title);
    return index.related(paper.id, limit);
  };

  const rows: readonly (readonly [of: string, named: string, because: readonly string[]])[] = [
    [PROP, B_PROP, ['PROP', 'ad-hoc', 'retrieval']],
    [B_PROP, PROP, ['PROP', 'ad-hoc', 'retrieval']],
    [TRANSFER, DYNAMIC, ['tokenizer', 'hypernetwork']],
    [DYNAMIC, TRANSFER, ['tokenizer', 'hypernetwork']],
    [MIXTURE, DYNAMIC, ['BPE', 'merge', 'tokenizer']],
    [VOCABULARY, TRANSFER, ['vocabulary', 'cross-lingual']],
  ];
  for (const [of, named, because] of rows) {
    it(`“${of}” names “${named}” first, and why`, () => {
      const [first] = related(of, 1);
      assert.ok(first);
      assert.ok(first.paper.title.startsWith(named), first.paper.title);
      assert.deepEqual(
        because.filter((word) => !first.shared.includes(word)),
        [],
        first.shared.join(', '),
      );
    });
  }

  it('names papers on tokenization first for each paper on tokenization', () => {
    assert.equal(tokenization.length, 6);
    const ids = new Set(tokenization.map(({ id }) => id));
    for (const { id, title } of tokenization) {
      const first = index.related(id, 5).map((other) => ids.has(other.paper.id));
      // The paper that is equally about data mixtures also finds papers about those.
      const wanted = title.startsWith(MIXTURE) ? [true] : [true, true, true];
      assert.deepEqual(first.slice(0, wanted.length), wanted, title);
    }
  });

  it('names a paper on tokenization that names it, for each paper on tokenization', () => {
    for (const { id, title } of tokenization) {
      const mutual = index
        .related(id, 5)
        .filter(({ paper }) => tokenization.includes(paper))
        .filter(({ paper }) => index.related(paper.id, 5).some((back) => back.paper.id === id));
      assert.ok(mutual.length > 0, title);
    }
  });

  it('gives two papers the same reasons from both sides', () => {
    for (const paper of tokenization) {
      for (const other of index.related(paper.id, 5)) {
        const back = index.related(other.paper.id, papers.length).find((each) => each.paper === paper);
        assert.equal(back?.score.toFixed(6), other.score.toFixed(6));
      }
    }
  });

  it('gives no number as a reason', () => {
    const reasons = papers.flatMap(({ id }) => index.related(id, 6).flatMap(({ shared }) => shared));
    assert.deepEqual(
      reasons.filter((reason) => /^\d+$/.test(reason)),
      [],
    );
  });

  it(`“${FLEXIBLE}” gives reasons that stand in both papers`, () => {
    for (const { paper, shared } of related(FLEXIBLE, 3)) {
      const text = `${paper.title} ${paper.abstract}`.toLowerCase();
      for (const word of shared) assert.ok(text.includes(word.toLowerCase().slice(0, 5)), word);
    }
  });
});
