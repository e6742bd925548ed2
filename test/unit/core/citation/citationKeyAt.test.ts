import assert from 'node:assert/strict';
import { citationKeyAt } from '../../../../src/core/citation/citationKeyAt';

describe('citation key at a position', () => {
  const rows: readonly (readonly ['latex' | 'pandoc' | 'typst' | 'bibtex' | 'link', string, string?])[] = [
    ['latex', '\\cite{wa|ng2021}', 'wang2021'],
    ['latex', '\\cite{|wang2021}', 'wang2021'],
    ['latex', '\\cite{wang2021|}', 'wang2021'],
    ['latex', '\\cite{a, wa|ng, b}', 'wang'],
    ['latex', '\\citep[see][p.~3]{a,b|}', 'b'],
    ['latex', '\\parencite*{k|}', 'k'],
    ['latex', '\\Textcite{k|}', 'k'],
    ['latex', '\\nocite{k|', 'k'],
    ['latex', '\\cite{a}, \\cite{b|}', 'b'],
    ['latex', '\\ci|te{a}'],
    ['latex', '\\cite[s|ee]{a}'],
    ['latex', '\\emph{k|}'],
    ['latex', 'wang20|21'],
    ['pandoc', '[@wa|ng2021]', 'wang2021'],
    ['pandoc', 'As @wang|2021 says', 'wang2021'],
    ['pandoc', '[see @a, p. 3; -@b:c|.d]', 'b:c.d'],
    ['pandoc', 'See @key|.', 'key'],
    ['pandoc', '@{ke|y}', 'key'],
    ['pandoc', "[@{o'ne|il}; @b]", "o'neil"],
    ['pandoc', '[@{a--b|.}]', 'a--b.'],
    ['pandoc', 'me@exa|mple.org'],
    ['pandoc', '\\@ke|y'],
    ['pandoc', 'git@git|hub.com'],
    ['pandoc', 'no ke|y'],
    ['typst', 'See @ke|y.', 'key'],
    ['typst', '#cite(<ke|y>)', 'key'],
    ['typst', '#cite(label("a/k|ey"))', 'a/key'],
    ['typst', '#cite(lab|el("a/key"))'],
    ['typst', '<ke|y>'],
    ['bibtex', '@misc{ke|y,', 'key'],
    ['bibtex', '@Article ( ke|y,', 'key'],
    ['bibtex', '  title = {k|ey}'],
    ['link', '@ke|y'],
  ];
  for (const [syntax, marked, key] of rows)
    it(`${syntax}: ${marked}  ->  ${key ?? 'none'}`, () => {
      const offset = marked.indexOf('|');
      const line = marked.replace('|', '');
      const found = citationKeyAt(syntax, line, offset);
      assert.equal(found?.key, key);
      if (found) assert.equal(line.slice(found.start, found.end), key);
    });
});
