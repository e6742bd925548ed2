import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  appendEntries,
  comparableTitle,
  keyInBibliography,
  parseBibFile,
} from '../../../../src/core/citation/bibFile';

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

  it('gives the place of each entry', () => {
    const text = `% refs\n${ENTRY}\n\n${ENTRY.replace('{k,', '{l,')}\n`;
    assert.deepEqual(
      parseBibFile(text).map(({ start, end }) => text.slice(start, end)),
      [ENTRY, ENTRY.replace('{k,', '{l,')],
    );
  });

  const title = 'CodeT5: Identifier-aware Unified Pre-trained Encoder-Decoder Models';
  const paper = { arxivId: '2109.00859', title, key: 'wang2021codet5' };
  const found: readonly (readonly [bib: string, key: string | undefined])[] = [
    ['@misc{mine, eprint={2109.00859}}', 'mine'],
    ['@misc{mine, doi={https://doi.org/10.48550/ARXIV.2109.00859}}', 'mine'],
    [
      `@inproceedings{emnlp, title={{CodeT5}: Identifier-aware unified pre-trained encoder-decoder models}}`,
      'emnlp',
    ],
    [`@misc{other, title={${title}}, eprint={2405.15738}}`, undefined],
    ['@misc{other, title={CodeT5}}', undefined],
    ['@misc{wang2021codet5, title={Something else entirely, at some length}}', undefined],
    ['', undefined],
  ];
  for (const [bib, key] of found)
    it(`${key === undefined ? 'does not have' : 'has'} the paper in ${bib}`, () =>
      assert.equal(keyInBibliography(paper, parseBibFile(bib)), key));

  it('compares titles by letters and digits', () => {
    assert.equal(
      comparableTitle('{\\`E}tude of \\emph{Eﬃcient} $k$-means'),
      comparableTitle('Étude of Efficient k-Means'),
    );
    assert.equal(comparableTitle('…'), '');
  });

  const appended: readonly (readonly [what: string, before: string, after: string])[] = [
    ['an empty file', '', `${ENTRY}\n`],
    ['a final line end', `${ENTRY}\n`, `${ENTRY}\n\n${ENTRY}\n`],
    ['no final line end', ENTRY, `${ENTRY}\n\n${ENTRY}`],
    ['a blank line at the end', `${ENTRY}\n\n`, `${ENTRY}\n\n${ENTRY}\n`],
    ['CRLF', `${ENTRY}\n`.replaceAll('\n', '\r\n'), `${ENTRY}\n\n${ENTRY}\n`.replaceAll('\n', '\r\n')],
    [
      'tabs',
      '@misc{a,\n\ttitle = {x},\n}\n',
      `@misc{a,\n\ttitle = {x},\n}\n\n${ENTRY.replace(/^ {2}/gm, '\t')}\n`,
    ],
    ['entries without blank lines', '@misc{a,}\n@misc{b,}\n', `@misc{a,}\n@misc{b,}\n${ENTRY}\n`],
    ['a comment only', '% refs\n', `% refs\n\n${ENTRY}\n`],
    ['an entry that is not closed', '@misc{a, title={x\n', `@misc{a, title={x\n\n${ENTRY}\n`],
  ];
  for (const [what, before, after] of appended)
    it(`keeps the style of a file with ${what}`, () => {
      const { offset, text } = appendEntries(before, [ENTRY]);
      assert.equal(before.slice(0, offset) + text + before.slice(offset), after);
    });

  it('appends what it reads again, and never changes what was there', () => {
    const piece = fc.constantFrom(...read.map(([text]) => text), '\r\n', '\n', ' ', '}', '{', '%');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const before = pieces.join('');
        const { offset, text } = appendEntries(before, [ENTRY]);
        const after = before.slice(0, offset) + text + before.slice(offset);
        assert.ok(after.startsWith(before));
        assert.equal(parseBibFile(after).at(-1)?.key, 'k');
      }),
    );
  });

  it('reads a hostile file in linear time', () => {
    const hostile = ['@a{k,title={', '@', '{', '\n@a{k', '@a{k,eprint={', '@a{k,title="'];
    for (const text of hostile) parseBibFile(text.repeat(200_000 / text.length));
  });
});
