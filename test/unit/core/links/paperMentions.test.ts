import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withinCpuSeconds } from '../../../support/cpuTime';
import {
  findMarkedIds,
  findPaperMentions,
  paperMentionAt,
  type PaperMention,
} from '../../../../src/core/links/paperMentions';

/**
 * Returns a mention as in the tables below: `certain` as is, a bare number with a question mark, a repository
 * as owner/name.
 */
const written = ({ arxivId, repository, certain }: PaperMention): string =>
  repository ? `${repository.owner}/${repository.name}` : `${arxivId ?? ''}${certain ? '' : '?'}`;

describe('papers named in a text', () => {
  const named: readonly (readonly [text: string, mentions: string, marked?: string])[] = [
    // Prefixes.
    ['arXiv:2109.00859', '2109.00859', 'arXiv:2109.00859'],
    ['see arXiv:2109.00859v2.', '2109.00859', 'arXiv:2109.00859v2'],
    ['arxiv: 2109.00859', '2109.00859'],
    ['arXiv 2109.00859', '2109.00859'],
    ['ARXIV:2109.00859', '2109.00859'],
    ['(arXiv:2109.00859)', '2109.00859', 'arXiv:2109.00859'],
    ['[arXiv:2109.00859]', '2109.00859'],
    ['arXiv preprint arXiv:2109.00859, 2021', '2109.00859', 'arXiv:2109.00859'],
    ['# arXiv:2109.00859 # a comment', '2109.00859'],
    ['// arXiv:0704.0001', '0704.0001'],
    ['arXiv:cs/0112017', 'cs/0112017', 'arXiv:cs/0112017'],
    ['arXiv:hep-th/9901001v3', 'hep-th/9901001'],
    ['arXiv:math.gt/0309136', 'math.GT/0309136'],
    ['arXiv:MATH.GT/0309136', 'math.GT/0309136'],
    ['arxiv_id: 2109.00859', '2109.00859', '2109.00859'],
    ['"arxiv_id": "2109.00859",', '2109.00859', '2109.00859'],
    ["arxivId = '2109.00859'", '2109.00859', '2109.00859'],
    ['eprint = {2109.00859},', '2109.00859', '2109.00859'],
    ['  eprint        = "2109.00859v1",', '2109.00859'],
    ['eprint={arXiv:2109.00859}', '2109.00859'],
    ['eprint = {cs/0112017},', 'cs/0112017', 'cs/0112017'],
    // Addresses.
    ['https://arxiv.org/abs/2109.00859', '2109.00859', 'https://arxiv.org/abs/2109.00859'],
    ['https://arxiv.org/abs/2109.00859v1', '2109.00859'],
    ['https://arxiv.org/abs/2109.00859.', '2109.00859', 'https://arxiv.org/abs/2109.00859'],
    ['<https://arxiv.org/abs/2109.00859>', '2109.00859'],
    ['[CodeT5](https://arxiv.org/abs/2109.00859)', '2109.00859', 'https://arxiv.org/abs/2109.00859'],
    ['https://arxiv.org/pdf/2109.00859', '2109.00859'],
    ['https://arxiv.org/pdf/2109.00859.pdf', '2109.00859', 'https://arxiv.org/pdf/2109.00859.pdf'],
    ['https://arxiv.org/pdf/2109.00859v2.pdf#page=3', '2109.00859'],
    ['https://arxiv.org/html/2109.00859v1#S1', '2109.00859', 'https://arxiv.org/html/2109.00859v1#S1'],
    ['http://arxiv.org/abs/cs/0112017', 'cs/0112017'],
    ['https://www.arxiv.org/abs/2109.00859', '2109.00859'],
    ['https://export.arxiv.org/abs/2109.00859', '2109.00859'],
    ['arxiv.org/abs/2109.00859', '2109.00859', 'arxiv.org/abs/2109.00859'],
    ['https://arxiv.org/abs/2109.00859?context=cs', '2109.00859'],
    ['https://ar5iv.labs.arxiv.org/html/2109.00859', '2109.00859'],
    ['https://ar5iv.org/abs/2109.00859', '2109.00859'],
    ['https://huggingface.co/papers/2109.00859', '2109.00859'],
    ['https://huggingface.co/papers/2109.00859.md', '2109.00859'],
    ['https://hf.co/papers/2109.00859', '2109.00859'],
    ['https://www.alphaxiv.org/abs/2109.00859v1', '2109.00859'],
    ['https://alphaxiv.org/overview/2109.00859', '2109.00859'],
    ['https://www.alphaxiv.org/en/overview/2109.00859', '2109.00859'],
    ['https://doi.org/10.48550/arXiv.2109.00859', '2109.00859'],
    ['https://dx.doi.org/10.48550/ARXIV.2109.00859', '2109.00859'],
    ['doi:10.48550/arXiv.2109.00859', '2109.00859', 'doi:10.48550/arXiv.2109.00859'],
    ['doi = {10.48550/arXiv.2109.00859}', '2109.00859', '10.48550/arXiv.2109.00859'],
    ['https://doi.org/10.48550/arxiv.cs/0112017', 'cs/0112017'],
    ['see https://arxiv.org/abs/2109.00859, and 2405.15738', '2109.00859 2405.15738?'],
    ['**https://arxiv.org/abs/2109.00859**', '2109.00859', 'https://arxiv.org/abs/2109.00859'],
    ['\\url{https://arxiv.org/abs/2109.00859}', '2109.00859', 'https://arxiv.org/abs/2109.00859'],
    ['论文：https://arxiv.org/abs/2109.00859。', '2109.00859', 'https://arxiv.org/abs/2109.00859'],
    // A bare number may be an id; the library decides.
    ['2109.00859', '2109.00859?'],
    ['papers: 2109.00859, 2405.15738v2', '2109.00859? 2405.15738?'],
    ['"2109.00859"', '2109.00859?'],
    ['see 0704.0001', '0704.0001?'],
    // Repositories.
    ['https://github.com/salesforce/CodeT5', 'salesforce/CodeT5', 'https://github.com/salesforce/CodeT5'],
    ['https://github.com/salesforce/CodeT5.', 'salesforce/CodeT5', 'https://github.com/salesforce/CodeT5'],
    ['(https://github.com/salesforce/CodeT5)', 'salesforce/CodeT5', 'https://github.com/salesforce/CodeT5'],
    ['git clone https://github.com/salesforce/CodeT5.git', 'salesforce/CodeT5'],
    ['git@github.com:salesforce/CodeT5.git', 'salesforce/CodeT5', 'git@github.com:salesforce/CodeT5.git'],
    ['github.com/salesforce/CodeT5', 'salesforce/CodeT5'],
    ['https://github.com/salesforce/CodeT5/tree/main/CodeT5+', 'salesforce/CodeT5'],
    ['[https://github.com/a/b](https://github.com/a/b)', 'a/b a/b'],
    ['pip install git+https://github.com/a/b', 'a/b'],
    ['https://gitlab.com/group/project', 'group/project'],
    // Characters that LaTeX and Markdown escape.
    ['\\href{https://github.com/a/b\\_c}{code}', 'a/b_c', 'https://github.com/a/b\\_c'],
    ['\\href{github.com/a/b\\_c\\#readme}{code}', 'a/b_c', 'github.com/a/b\\_c\\#readme'],
    ['https://github.com/a/b\\_, and more', 'a/b', 'https://github.com/a/b'],
    ['https://github.com/a/b\\\\', 'a/b', 'https://github.com/a/b'],
    // Several in one line, in order.
    ['https://github.com/a/b implements arXiv:2109.00859', 'a/b 2109.00859'],
  ];
  for (const [text, mentions, marked] of named) {
    it(`finds ${mentions} in ${JSON.stringify(text)}`, () => {
      const found = findPaperMentions(text);
      assert.equal(found.map(written).join(' '), mentions);
      if (marked !== undefined) assert.equal(text.slice(found[0]?.start, found[0]?.end), marked);
      const withMark = found.filter(({ arxivId, certain }) => arxivId !== undefined && certain);
      assert.deepEqual(findMarkedIds(text), withMark);
    });
  }

  const none: readonly string[] = [
    '',
    'arXiv',
    'arXiv:',
    // Prices, versions, dates, decimal numbers, addresses.
    '$2109.00859',
    '€2109.00859',
    '2109.00859 USD',
    '2109.00859%',
    'v2109.00859',
    '2109.00859.1',
    '1.2109.00859',
    '12109.00859',
    '2109.008591',
    '2109.0085',
    '2109,00859',
    '2024.10001',
    '2000.00859',
    '2113.00859',
    '1413.0085',
    '2109.00859x',
    'x2109.00859',
    '2109.00859_a',
    '-2109.00859',
    '+2109.00859',
    '192.168.2109.00859',
    'price: 2109.00',
    'time 2109.00859ms',
    '/tmp/2109.00859',
    'img-2109.00859',
    // Names that only look like archives.
    'src/0112017',
    'data/1234567',
    // Other sites and pages.
    'https://arxiv.org/list/cs.CL/recent',
    'https://arxiv.org/a/wang_y_1',
    'https://notarxiv.org/abs/2109.00859x',
    'https://doi.org/10.1145/3292500.3330701',
    'https://huggingface.co/papers',
    'https://github.com/topics/llm',
    'https://github.com/salesforce',
    'https://example.com/salesforce/CodeT5',
    'me@github.com/a/b',
    'https://evil@github.com:22/a/b',
  ];
  for (const text of none)
    it(`finds nothing in ${JSON.stringify(text)}`, () => assert.deepEqual(findPaperMentions(text), []));

  it('does not search the numbers of a text without a mark of arXiv', () => {
    const numbers = '2109.00859, 1234.56789\n'.repeat(200_000);
    withinCpuSeconds(2, () => {
      for (let run = 0; run < 10; run += 1) assert.deepEqual(findMarkedIds(numbers), []);
    });
  });

  it('gives the mention at the cursor, its end included', () => {
    const text = 'see arXiv:2109.00859, or not';
    const at = (offset: number): string => {
      const mention = paperMentionAt(text, offset);
      return mention ? written(mention) : '';
    };
    assert.deepEqual([3, 4, 12, 20, 21].map(at), ['', '2109.00859', '2109.00859', '2109.00859', '']);
  });

  it('keeps mentions in order, inside the text and apart, whatever the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(...named.map(([text]) => text), ...none),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(' ', '\n', '.', ')', ']('),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { start, end } of findPaperMentions(text)) {
          assert.ok(start >= last && end > start && end <= text.length);
          last = end;
        }
      }),
    );
  });
});
