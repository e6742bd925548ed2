import assert from 'node:assert/strict';
import { parseBibFile } from '../../../../src/core/citation/bibFile';
import { keyInBibliography } from '../../../../src/core/citation/existingEntry';
import { escapeLatex } from '../../../../src/core/citation/latexEscape';
import { bibtex, readable } from '../../../../src/library/texToUnicode';
import { madePaper } from '../../../support/papers';

describe('quotation marks in LaTeX', () => {
  for (const [text, written] of [
    ['"A"', "``A''"],
    ['the "A" of', "the ``A'' of"],
    ['("A") ["B"] \u00a0"C"', "(``A'') [``B''] ~``C''"],
    ['a: "A": b', "a: ``A'': b"],
    ['so-"A" – "B" —"C"', "so-``A'' -- ``B'' ---``C''"],
    ['"pre-" and "post-"', "``pre-'' and ``post-''"],
    ['a 27" screen', "a 27'' screen"],
    ['"', '``'],
    ['a"', "a''"],
    ['“A” ‘B’', "``A'' `B'"],
    ['"\'A\' b"', "``'A' b''"],
    ['\'"A" b\'', "'``A'' b'"],
    ['‘"A"’', "`{}``A'''"],
    ['"a ‘B’"', "``a `B'{}''"],
    ["``A''", "``A''"],
    ["rock 'n' roll's", "rock 'n' roll's"],
  ] as const)
    it(text, () => {
      assert.equal(
        escapeLatex(text, () => undefined),
        written,
      );
    });

  for (const [raw, title] of [
    ['"$x$" and "BERT"', "``{$x$}'' and ``{BERT}''"],
    ['$x$ "\\emph{Why}" \\emph{"not"}', "{$x$} ``\\emph{Why}'' \\emph{``not''}"],
    ['$x$-"ray" na\\"ive', "{$x$}-``ray'' na{\\\"{i}}ve"],
    ["$x$ ``A''", "{$x$} ``A''"],
  ] as const)
    it(`around formulas: ${raw}`, () => {
      const entry = bibtex(madePaper('x', { title: readable(raw), tex: { title: raw } }));
      assert.ok(entry.includes(`title         = {${title}},`), entry);
    });

  it('in the name of an author', () => {
    const entry = bibtex(madePaper('x', { authors: ['Dwayne "The Rock" Johnson'] }));
    assert.ok(entry.includes("author        = {Johnson, Dwayne ``The Rock''},"), entry);
  });

  it('do not hide the entry of a paper', () => {
    const title = 'A "Simple" Title of Some Length';
    const entries = parseBibFile(bibtex(madePaper('x', { title }), 'k'));
    assert.equal(keyInBibliography({ title, key: 'other' }, entries), 'k');
  });
});
