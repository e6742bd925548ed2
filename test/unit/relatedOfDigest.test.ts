import assert from 'node:assert/strict';
import { PaperIndex } from '../../src/core/index/paperIndex';
import type { RelatedPaper } from '../../src/core/search';
import { readBundledDigest } from '../../src/library/bundledDigest';

const PROP = 'PROP: Pre-training with Representative Words';
const B_PROP = 'B-PROP: Bootstrapped Pre-training';
/** Papers of the digest about the tokenizers of language models. */
const TRANSFER = 'Zero-Shot Tokenizer Transfer';
const DYNAMIC = 'Retrofitting (Large) Language Models with Dynamic Tokenization';
const MIXTURE = 'Data Mixture Inference: What do BPE Tokenizers Reveal';
const VOCABULARY = 'An Empirical Comparison of Vocabulary Expansion';
const FLEXIBLE = 'Achieving Tokenizer Flexibility';

describe('related papers of the digest', () => {
  let related: (title: string, limit: number) => readonly RelatedPaper[];
  before(async () => {
    const { papers } = await readBundledDigest({ folder: 'seeds', l10n: { t: (message) => message } });
    const index = PaperIndex.of(papers);
    related = (title, limit) => {
      const paper = papers.find((each) => each.title.startsWith(title));
      assert.ok(paper, title);
      return index.related(paper.id, limit);
    };
  });

  const rows: readonly (readonly [of: string, named: string, within: number, because: string])[] = [
    [PROP, B_PROP, 1, 'prop'],
    [B_PROP, PROP, 1, 'prop'],
    [TRANSFER, DYNAMIC, 1, 'hypernetwork'],
    [DYNAMIC, TRANSFER, 2, 'hypernetwork'],
    [DYNAMIC, MIXTURE, 2, 'bpe'],
    [MIXTURE, DYNAMIC, 1, 'bpe'],
    [VOCABULARY, TRANSFER, 2, 'vocabulary'],
    [FLEXIBLE, TRANSFER, 2, 'initialization'],
  ];
  for (const [of, named, within, because] of rows) {
    it(`“${of}” names “${named}” among the first ${within}`, () => {
      const first = related(of, within);
      const found = first.find(({ paper }) => paper.title.startsWith(named));
      assert.ok(found, first.map(({ paper }) => paper.title).join('\n'));
      assert.ok(found.shared.includes(because), found.shared.join(', '));
    });
  }
});
