import assert from 'node:assert/strict';
import {
  citationEdit,
  citationSyntax,
  completedKey,
  parseLatexCommand,
  spanningText,
  typedKey,
  type CitationSyntax,
} from '../../../../src/core/citation/citationContext';

/** The text around the cursor `|` of a document. */
function around(syntax: CitationSyntax, text: string) {
  const [before = '', after = ''] = text.split('|');
  const above = before.split('\n');
  const below = after.split('\n');
  const line = { before: above.pop() ?? '', after: below.shift() ?? '' };
  return spanningText(syntax, line, { above, below });
}

/** A cursor is written as `|`; the result shows the inserted text between the two halves of the line. */
const cited = (
  syntax: 'latex' | 'pandoc' | 'typst',
  line: string,
  keys: readonly string[] = ['k'],
  command?: string,
): string => {
  const [before = '', after = ''] = line.split('|');
  const edit = citationEdit(syntax, around(syntax, line), keys, command);
  return `${before.slice(0, before.length - edit.replacedBefore)}${edit.text}${after.slice(edit.replacedAfter)}`;
};

describe('citation at a cursor', () => {
  const rows: readonly (readonly [
    syntax: 'latex' | 'pandoc' | 'typst',
    before: string,
    after: string,
    keys?: readonly string[],
    command?: string,
  ])[] = [
    ['latex', '|', '\\cite{k}'],
    ['latex', 'See~|.', 'See~\\cite{k}.'],
    ['latex', '|', '\\cite{k,l}', ['k', 'l']],
    ['latex', '|', '\\citep{k}', ['k'], '\\citep'],
    ['latex', '|', '\\parencite{k,l}', ['k', 'l'], '\\parencite'],
    ['latex', '\\cite{|}', '\\cite{k}'],
    ['latex', '\\cite{|', '\\cite{k'],
    ['latex', '\\cite{a,|}', '\\cite{a,k}'],
    ['latex', '\\cite{a, |}', '\\cite{a, k}'],
    ['latex', '\\cite{a|}', '\\cite{a,k}'],
    ['latex', '\\cite{a|,b}', '\\cite{a,k,b}'],
    ['latex', '\\cite{|a}', '\\cite{k,a}'],
    ['latex', '\\cite{a,|b}', '\\cite{a,k,b}'],
    ['latex', '\\cite{wa|ng, b}', '\\cite{wang,k, b}'],
    ['latex', '\\cite{\n  wa|ng\n}', '\\cite{\n  wang,k\n}'],
    ['latex', '\\cite{|}', '\\cite{k,l}', ['k', 'l']],
    ['latex', '\\cite[see][]{|}', '\\cite[see][]{k}'],
    ['latex', '\\cite[see][p.~3]{a,|}', '\\cite[see][p.~3]{a,k}'],
    ['latex', '\\citep*{|}', '\\citep*{k}'],
    ['latex', '\\textcite{|}', '\\textcite{k}', ['k'], '\\citep'],
    ['latex', '\\Citet{|}', '\\Citet{k}'],
    ['latex', '\\nocite{|}', '\\nocite{k}'],
    ['latex', '\\autocites{a}{|}', '\\autocites{a}{k}'],
    ['latex', '\\parencites[1]{a}[see][2]{b,|}', '\\parencites[1]{a}[see][2]{b,k}'],
    ['latex', '\\cites(see)(){a}{|}', '\\cites(see)(){a}{k}'],
    ['latex', '\\cite{a}{|}', '\\cite{a}{\\cite{k}}'],
    ['latex', '\\cite{\n  a,\n  |\n}', '\\cite{\n  a,\n  k\n}'],
    ['latex', '\\cite{\n  a|\n}', '\\cite{\n  a,k\n}'],
    ['latex', '\\cite{\n  |\n  b\n}', '\\cite{\n  k,\n  b\n}'],
    ['latex', '\\cite{a, % {first\n  |\n  % }\n}', '\\cite{a, % {first\n  k\n  % }\n}'],
    ['latex', '\\citep[see][]{a,\r\n|}', '\\citep[see][]{a,\r\nk}'],
    ['latex', '% \\cite{a\nText |\n}', '% \\cite{a\nText \\cite{k}\n}'],
    ['latex', '\\cite{a\n% see |\n}', '\\cite{a\n% see \\cite{k}\n}'],
    ['latex', '\\cite{a\n\nText |}', '\\cite{a\n\nText \\cite{k}}'],
    ['latex', '\\cite{a\nText |', '\\cite{a\nText \\cite{k}'],
    ['latex', '\\cite{a}\nText |\n\\cite{b}', '\\cite{a}\nText \\cite{k}\n\\cite{b}'],
    ['latex', '100\\% \\cite{a,\n|}', '100\\% \\cite{a,\nk}'],
    ['latex', '\\emph{|}', '\\emph{\\cite{k}}'],
    ['latex', '\\cite{a} and |', '\\cite{a} and \\cite{k}'],
    ['latex', '% see |', '% see \\cite{k}'],
    ['latex', '\\cite{|%', '\\cite{k%'],
    ['pandoc', '|', '[@k]'],
    ['pandoc', 'As shown |.', 'As shown [@k].'],
    ['pandoc', '|', '[@k; @l]', ['k', 'l']],
    ['pandoc', '[@|]', '[@k]'],
    ['pandoc', '[@|', '[@k'],
    ['pandoc', '[@|]', '[@k; @l]', ['k', 'l']],
    ['pandoc', '[@a; |]', '[@a; @k]'],
    ['pandoc', '[@a|]', '[@a; @k]'],
    ['pandoc', '[see @a, p. 3; |]', '[see @a, p. 3; @k]'],
    ['pandoc', '[see @|]', '[see @k]'],
    ['pandoc', '[-@|]', '[-@k]'],
    ['pandoc', '[@a; @|]', '[@a; @k]'],
    ['pandoc', '[@a; |@b]', '[@a; @k; @b]'],
    ['pandoc', '[@wa|ng, p. 3]', '[@wang, p. 3; @k]'],
    ['pandoc', '[@wang|, p. 3; @b]', '[@wang, p. 3; @k; @b]'],
    ['pandoc', '[@wang,\n p|. 3]', '[@wang,\n p; @k. 3]'],
    ['pandoc', '[@{10.1/wa|ng}, p. 3]', '[@{10.1/wang}, p. 3; @k]'],
    ['pandoc', '<td>@wang|</td>', '<td>@wang[@k]</td>'],
    ['pandoc', '<td>@wa|ng</td>', '<td>@wang[@k]</td>'],
    ['pandoc', '@wang|<br>', '@wang[@k]<br>'],
    ['pandoc', 'as @wang|---which shows', 'as @wang[@k]---which shows'],
    ['pandoc', 'as @wa|ng--which', 'as @wang[@k]--which'],
    ['pandoc', '~~@wang|~~x', '~~@wang[@k]~~x'],
    ['pandoc', '@DBLP:|wang/a', '@DBLP:wang/a[@k]'],
    ['pandoc', '[@|wang]', '[@wang; @k]'],
    ['pandoc', '[@DBLP:wa|ng/a.b]', '[@DBLP:wang/a.b; @k]'],
    ['pandoc', '@wa|ng.', '@wang[@k].'],
    ['pandoc', 'me@wa|ng', 'me@wa[@k]ng'],
    ['pandoc', '[|@a]', '[@k; @a]'],
    ['pandoc', '[|@a]', '[@k; @l; @a]', ['k', 'l']],
    ['pandoc', '[ |-@a; @b]', '[ @k; -@a; @b]'],
    ['pandoc', '[-|@a]', '[-@k; @a]'],
    ['pandoc', '[see |@a, p. 3]', '[see @k; @a, p. 3]'],
    ['pandoc', '[|@a](u)', '[[@k]@a](u)'],
    ['pandoc', '[|@a', '[[@k]@a'],
    ['pandoc', '[x] |@a]', '[x] [@k]@a]'],
    ['pandoc', '[|a]', '[[@k]a]'],
    ['pandoc', 'Wang et al. @|', 'Wang et al. @k'],
    ['pandoc', 'me@|', 'me@[@k]'],
    ['pandoc', '[see @a;\n|]', '[see @a;\n@k]'],
    ['pandoc', '[@a;\n|@b]', '[@a;\n@k; @b]'],
    ['pandoc', '[@a\n\nText |]', '[@a\n\nText [@k]]'],
    ['pandoc', '[@a\nText |', '[@a\nText [@k]'],
    ['pandoc', '[a link|](u)', '[a link[@k]](u)'],
    ['pandoc', '[@a] and |', '[@a] and [@k]'],
    ['pandoc', 'As |.', 'As [@k; @{a--b}].', ['k', 'a--b']],
    ['pandoc', '[@|]', "[@{o'neil2016}]", ["o'neil2016"]],
    ['pandoc', '[@a|]', '[@a; @{c.}]', ['c.']],
    ['pandoc', 'Wang et al. @|', "Wang et al. @{d'ascoli}", ["d'ascoli"]],
    ['pandoc', '|', '[@DBLP:conf/nips/Wang17; @2020A&A; @a_b]', ['DBLP:conf/nips/Wang17', '2020A&A', 'a_b']],
    ['typst', '|', '@k'],
    ['typst', 'As in |.', 'As in @k.'],
    ['typst', '|', '@k @l', ['k', 'l']],
    ['typst', '@|', '@k'],
    ['typst', '@wa|ng.', '@wang@k.'],
    ['typst', '@wa|ng[p. 5].', '@wang[p. 5]@k.'],
    ['typst', '@|[p. 5]', '@k[p. 5]'],
    ['typst', '#cite(<wa|ng>).', '#cite(<wang>)@k.'],
    ['typst', '#cite(<wang|>, supplement: [p. 3])', '#cite(<wang>, supplement: [p. 3])@k @l', ['k', 'l']],
    ['typst', '#cite(<|wang>)', '#cite(<wang>)@k'],
    ['typst', '#cite(label("DBLP:a/|b"))', '#cite(label("DBLP:a/b"))@k'],
    ['typst', '#{ cite(<wa|ng>) }', '#{ cite(<wang>) + cite(<k>) }'],
    ['typst', '#cite(<|>)', '#cite(<k>)'],
    ['typst', 'see @|', 'see @k @l', ['k', 'l']],
    ['typst', '#cite(<|>)', '#cite(<k>)'],
    ['typst', '#cite(<|', '#cite(<k>'],
    ['typst', '#cite(|)', '#cite(<k>)'],
    ['typst', '#cite(<|>)', '#cite(<k>) #cite(<l>)', ['k', 'l']],
    ['typst', '#cite(|)', '#cite(<k>) #cite(<l>)', ['k', 'l']],
    ['typst', '#{ cite(<|>) }', '#{ cite(<k>) + cite(<l>) }', ['k', 'l']],
    ['typst', 'me@|', 'me@@k'],
    ['typst', 'see @|', 'see #cite(label("a/b"))', ['a/b']],
    ['typst', '#cite(<|>)', '#cite(label("a/b"))', ['a/b']],
  ];
  for (const [syntax, before, after, keys, command] of rows)
    it(`${syntax}: ${before}  ->  ${after}`, () => assert.equal(cited(syntax, before, keys, command), after));

  for (const [language, syntax] of [
    ['latex', 'latex'],
    ['tex', 'latex'],
    ['rsweave', 'latex'],
    ['markdown', 'pandoc'],
    ['rmd', 'pandoc'],
    ['quarto', 'pandoc'],
    ['typst', 'typst'],
    ['python', 'link'],
    ['plaintext', 'link'],
    ['bibtex', 'link'],
  ])
    it(`${language} cites as ${syntax}`, () => assert.equal(citationSyntax(language ?? ''), syntax));

  for (const [setting, command] of [
    ['\\citep', '\\citep'],
    ['citet', '\\citet'],
    [' \\cite* ', '\\cite*'],
    ['', undefined],
    ['\\cite{x}', undefined],
    ['\\cite\\input', undefined],
    [`\\${'a'.repeat(41)}`, undefined],
    [3, undefined],
    [undefined, undefined],
  ] as const)
    it(`reads ${JSON.stringify(setting)} as ${command ?? 'no command'}`, () =>
      assert.equal(parseLatexCommand(setting), command));
});

describe('key that is being typed', () => {
  const rows: readonly (readonly ['latex' | 'pandoc' | 'typst' | 'link', string, string | undefined])[] = [
    ['latex', '\\cite{', ''],
    ['latex', '\\cite{wang', 'wang'],
    ['latex', '\\citep[see][]{a, wang2', 'wang2'],
    ['latex', '\\cite{a,', ''],
    ['latex', '\\cite{a}', undefined],
    ['latex', '\\emph{a', undefined],
    ['latex', '\\cite{code t5', 'code t5'],
    ['latex', '\\cite{\n  a,\n  wa|\n}', 'wa'],
    ['latex', '\\cite{\n  a\n  wa|\n}', 'wa'],
    ['latex', '\\cite{\n  a,\n  wa|', undefined],
    ['latex', '\\textcites{a}{wa', 'wa'],
    ['pandoc', '[@a;\n@wa|]', 'wa'],
    ['pandoc', '[@', ''],
    ['pandoc', '[@wa', 'wa'],
    ['pandoc', '[see @a; -@wa', 'wa'],
    ['pandoc', '[@a;', undefined],
    ['pandoc', '@wa', undefined],
    ['pandoc', 'me@exa', undefined],
    ['pandoc', '[text](@', undefined],
    ['typst', '@', ''],
    ['typst', 'see @wa', 'wa'],
    ['typst', 'me@wa', undefined],
    ['typst', '#cite(<wa', 'wa'],
    ['link', '@wa', undefined],
  ];
  for (const [syntax, before, word] of rows)
    it(`${syntax}: ${before}`, () =>
      assert.equal(typedKey(syntax, around(syntax, before).before)?.word, word));

  it('is completed by the key alone, in braces or a call if the key needs that in Pandoc or Typst', () => {
    const completed = (
      syntax: CitationSyntax,
      typed: string,
      key: string,
      after = '>)',
    ): readonly unknown[] => {
      const { word = '' } = typedKey(syntax, typed) ?? {};
      const before = typed.slice(0, typed.length - word.length);
      const { text, replacedBefore, replacedAfter } = completedKey(syntax, { before, after }, key, word);
      return [text, replacedBefore, replacedAfter];
    };
    assert.deepEqual(completed('latex', '\\cite{', 'a/b'), ['a/b', 0, 0]);
    assert.deepEqual(completed('pandoc', '[@', 'a/b'), ['a/b', 0, 0]);
    assert.deepEqual(completed('pandoc', '[@', "o'neil2016"), ["{o'neil2016}", 0, 0]);
    assert.deepEqual(completed('pandoc', '[@{', 'a', '}]'), ['a', 0, 1]);
    assert.deepEqual(completed('pandoc', '[@{a-', 'a--b', '}]'), ['{a--b}', 0, 1]);
    assert.deepEqual(completed('pandoc', '\\footnote{[@', 'a', '}'), ['a', 0, 0]);
    assert.deepEqual(completed('pandoc', '\\footnote{[@o', "o'neil2016", '}'), ["{o'neil2016}", 0, 0]);
    assert.deepEqual(completed('typst', 'see @', 'k'), ['k', 0, 0]);
    assert.deepEqual(completed('typst', 'see @', 'a/b'), ['#cite(label("a/b"))', 1, 0]);
    assert.deepEqual(completed('typst', '#cite(<', 'a/b'), ['label("a/b")', 1, 1]);
  });
});
