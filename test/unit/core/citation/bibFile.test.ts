import assert from 'node:assert/strict';
import { parseBibFile } from '../../../../src/core/citation/bibFile';
import { withinCpuSeconds } from '../../../support/cpuTime';

const ENTRY = '@misc{k,\n  title         = {T},\n  eprint        = {2109.00859},\n}';

describe('.bib file', () => {
  const read: readonly (readonly [text: string, entries: string])[] = [
    ['@misc{a, eprint={2109.00859}}', 'a=2109.00859'],
    ['@misc{a, eprint="2109.00859v2"}', 'a=2109.00859'],
    ['@misc{a, eprint=2109.00859}', 'a=2109.00859'],
    ['@misc{a, eprint = {arXiv:2109.00859}}', 'a=2109.00859'],
    ['@misc{a, eprint = {cs/0112017}}', 'a=cs/0112017'],
    ['@article{a, journal={arXiv preprint arXiv:2109.00859}}', 'a=2109.00859'],
    ['@misc{a, url={https://arxiv.org/abs/2109.00859}}', 'a=2109.00859'],
    ['@misc{a, doi={10.48550/arXiv.2109.00859}}', 'a=2109.00859'],
    [
      '@article{a, journal={ArXiv}, volume={abs/2109.00859}, url={https://api.semanticscholar.org/CorpusID:1}}',
      'a=2109.00859',
    ],
    ['@article{a, journal={CoRR}, volume={cs.CL/0112017}}', 'a'],
    ['@article{a, journal={CoRR}, volume={abs/cs/0112017}}', 'a=cs/0112017'],
    ['@article{a, volume={2109}, number={1}}', 'a'],
    ['@article{a, volume={2109.00859}}', 'a'],
    ['@misc{a, note={extends arXiv:2109.00859}}', 'a'],
    ['@Article(a, title={x})', 'a'],
    ['@article{a,title={x}}@article{b,title={y}}', 'a b'],
    ['@article{a,\r\n  title={x}\r\n}\r\n\r\n@article{b,\r\n  title={y}\r\n}\r\n', 'a b'],
    ['@article { a , title = {x} }', 'a'],
    ['@comment{@article{no,}}\n@article{a,}', 'a'],
    ['@string{x = "y"}\n@preamble{"z"}\n@article{a,}', 'a'],
    ['Written by me@example.com\n@article{a,}', 'a'],
    ['@article{a, title={an } in braces\n@article{b, title={y}}', 'a b'],
    ['@article{a, title={never closed\n@article{b, title={y}}', 'a b'],
    ['@article{a, title={\\} escaped}}\n@article{b,}', 'a b'],
    ['@article{wang:2021/x+y, title={x}}', 'wang:2021/x+y'],
    ['@article{Müller2021, title={x}}', 'Müller2021'],
    ['@article{, title={x}}', ''],
    ['@article{title = {x}}', ''],
    ['no entries', ''],
    ['', ''],
    ['@', ''],
    ['@article', ''],
  ];
  for (const [text, entries] of read)
    it(`reads ${JSON.stringify(text)}`, () =>
      assert.equal(
        parseBibFile(text)
          .map(({ key, arxivId }) => (arxivId === undefined ? key : `${key}=${arxivId}`))
          .join(' '),
        entries,
      ));

  const titles: readonly (readonly [value: string, title: string | undefined])[] = [
    ['{Plain}', 'plain'],
    ['{{CodeT5} for Code}', 'codet5forcode'],
    [
      '{{{CodeT5}}: {{Identifier-aware}} for {{Code Understanding}}}',
      'codet5identifierawareforcodeunderstanding',
    ],
    ['{{{{{Deep}}}} {\\textbf{{\\"U}ber {all}}}}', 'deepuberall'],
    ['{{A \\{0, 1\\}} set}', 'a01set'],
    ['{{{CodeT5}} and its authors\n  over {{Two}} lines}', 'codet5anditsauthorsovertwolines'],
    ['"{{{In}}} Quotes"', 'inquotes'],
    ['{}', undefined],
  ];
  for (const [value, title] of titles)
    it(`reads the title ${JSON.stringify(value)}, and the field after the title`, () =>
      assert.deepEqual(
        parseBibFile(`@misc{a,\n  title = ${value},\n  eprint = {2109.00859},\n}`).map((entry) => [
          entry.title,
          entry.arxivId,
        ]),
        [[title, '2109.00859']],
      ));

  it('reads a field after a value that is not closed', () =>
    assert.deepEqual(
      parseBibFile('@misc{a, title = {{Never closed, eprint = {2109.00859}').map(({ arxivId }) => arxivId),
      ['2109.00859'],
    ));

  it('gives the place of each entry', () => {
    const text = `% refs\n${ENTRY}\n\n${ENTRY.replace('{k,', '{l,')}\n`;
    assert.deepEqual(
      parseBibFile(text).map(({ start, end }) => text.slice(start, end)),
      [ENTRY, ENTRY.replace('{k,', '{l,')],
    );
  });

  it('reads a hostile file in linear time', () => {
    const repeated = ['@a{k,title={', '@', '{', '\n@a{k', '@a{k,eprint={', '@a{k,title="'];
    const inEntry = ['title={', '{', '}', '{}', 'title={{}', 'title={{{x}} ', 'title={"', 'url="{', '\\{'];
    const hostile = [
      ...repeated.map((text) => text.repeat(200_000 / text.length)),
      ...inEntry.map((text) => `@a{k,${text.repeat(200_000 / text.length)}`),
      `@a{k,title=${'{'.repeat(100_000)}x${'}'.repeat(100_001)}`,
    ];
    for (const text of hostile) withinCpuSeconds(5, () => parseBibFile(text));
  });
});
