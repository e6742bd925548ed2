import assert from 'node:assert/strict';
import fc from 'fast-check';
import { appendEntries } from '../../../../src/core/citation/appendEntries';
import { parseBibFile } from '../../../../src/core/citation/bibFile';

const ENTRY = '@misc{k,\n  title         = {T},\n  eprint        = {2109.00859},\n}';

describe('entries appended to a .bib file', () => {
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
    ['spaces in its last line', `${ENTRY}\n\n  `, `${ENTRY}\n\n  \n${ENTRY}\n`],
    [
      'spaces after entries without blank lines',
      '@misc{a,}\n@misc{b,}\n ',
      `@misc{a,}\n@misc{b,}\n \n${ENTRY}\n`,
    ],
    ['spaces after an entry that is not closed', '@misc{a,\n\n ', `@misc{a,\n\n \n${ENTRY}\n`],
  ];
  for (const [what, before, after] of appended)
    it(`keeps the style of a file with ${what}`, () => {
      const { offset, text } = appendEntries(before, [ENTRY]);
      assert.equal(before.slice(0, offset) + text + before.slice(offset), after);
    });

  it('appends what it reads again, and never changes what was there', () => {
    const piece = fc.constantFrom(
      '@misc{a, eprint={2109.00859}}',
      '@string{x = {y}}',
      '@misc{a, title={{CodeT5}: x',
      '@comment{z}',
      '\r\n',
      '\n',
      ' ',
      '}',
      '{',
      '%',
    );
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
});
