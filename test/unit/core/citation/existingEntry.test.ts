import assert from 'node:assert/strict';
import { keyInBibliography } from '../../../../src/core/citation/existingEntry';
import { parseBibFile } from '../../../../src/core/citation/bibFile';

describe('the entry of a paper in a bibliography', () => {
  const title = 'CodeT5: Identifier-aware Unified Pre-trained Encoder-Decoder Models';
  const paper = { arxivId: '2109.00859', title, key: 'wang2021codet5' };
  const found: readonly (readonly [bib: string, key: string | undefined])[] = [
    ['@misc{mine, eprint={2109.00859}}', 'mine'],
    ['@misc{mine, doi={https://doi.org/10.48550/ARXIV.2109.00859}}', 'mine'],
    [
      `@inproceedings{emnlp, title={{CodeT5}: Identifier-aware unified pre-trained encoder-decoder models}}`,
      'emnlp',
    ],
    [
      '@misc{zotero, title={{{CodeT5}}: {{Identifier-aware Unified Pre-trained Encoder-Decoder Models}}}}',
      'zotero',
    ],
    [
      '@misc{zotero, title={{{{CodeT5}}: Identifier-aware {{Unified}} Pre-trained {{Encoder-Decoder}} Models}}}',
      'zotero',
    ],
    [`@misc{other, title={${title}}, eprint={2405.15738}}`, undefined],
    ['@misc{other, title={CodeT5}}', undefined],
    // LaTeX and Pandoc ignore the second entry with a key.
    ['@misc{k, eprint={2405.15738}}\n@misc{k, eprint={2109.00859}}', undefined],
    ['@misc{k, eprint={2405.15738}}\n@misc{k, eprint={2109.00859}}\n@misc{l, eprint={2109.00859}}', 'l'],
    [`@misc{k, eprint={2405.15738}}\n@misc{k, title={${title}}}`, undefined],
    [`@inproceedings{k, title={${title}}}\n@misc{k, title={${title}}, eprint={2109.00859}}`, 'k'],
    ['@misc{K, eprint={2405.15738}}\n@misc{k, eprint={2109.00859}}', 'k'],
    ['@misc{wang2021codet5, title={Something else entirely, at some length}}', undefined],
    ['', undefined],
  ];
  for (const [bib, key] of found)
    it(`${key === undefined ? 'does not have' : 'has'} the paper in ${bib}`, () =>
      assert.equal(keyInBibliography(paper, parseBibFile(bib)), key));

  it('is found by the volume, as Semantic Scholar writes the arXiv id', () => {
    const bib =
      '@article{Achiam2023GPT4TR,\n title={GPT-4 Technical Report},\n author={OpenAI},\n journal={ArXiv},\n' +
      ' year={2023},\n volume={abs/2303.08774},\n url={https://api.semanticscholar.org/CorpusID:257532815}\n}';
    const report = { arxivId: '2303.08774', title: 'GPT-4 Technical Report', key: 'openai2023gpt4' };
    assert.equal(keyInBibliography(report, parseBibFile(bib)), 'Achiam2023GPT4TR');
  });
});
