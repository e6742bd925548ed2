import assert from 'node:assert/strict';
import {
  citationSyntax,
  citationText,
  parseLatexCommand,
  typedKey,
} from '../../../../src/core/citation/citationContext';

/** A cursor is written as `|`; the result shows the inserted text between the two halves of the line. */
const cited = (
  syntax: 'latex' | 'pandoc' | 'typst',
  line: string,
  keys: readonly string[] = ['k'],
  command?: string,
): string => {
  const [before = '', after = ''] = line.split('|');
  return `${before}${citationText(syntax, { before, after }, keys, command)}${after}`;
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
    ['latex', '\\cite{|}', '\\cite{k,l}', ['k', 'l']],
    ['latex', '\\cite[see][]{|}', '\\cite[see][]{k}'],
    ['latex', '\\cite[see][p.~3]{a,|}', '\\cite[see][p.~3]{a,k}'],
    ['latex', '\\citep*{|}', '\\citep*{k}'],
    ['latex', '\\textcite{|}', '\\textcite{k}', ['k'], '\\citep'],
    ['latex', '\\Citet{|}', '\\Citet{k}'],
    ['latex', '\\nocite{|}', '\\nocite{k}'],
    ['latex', '\\autocites{a}{|}', '\\autocites{a}{\\cite{k}}'],
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
    ['pandoc', 'Wang et al. @|', 'Wang et al. @k'],
    ['pandoc', 'me@|', 'me@[@k]'],
    ['pandoc', '[a link|](u)', '[a link[@k]](u)'],
    ['pandoc', '[@a] and |', '[@a] and [@k]'],
    ['typst', '|', '@k'],
    ['typst', 'As in |.', 'As in @k.'],
    ['typst', '|', '@k @l', ['k', 'l']],
    ['typst', '@|', '@k'],
    ['typst', 'see @|', 'see @k @l', ['k', 'l']],
    ['typst', '#cite(<|>)', '#cite(<k>)'],
    ['typst', '#cite(<|', '#cite(<k>'],
    ['typst', '#cite(|)', '#cite(<k>)'],
    ['typst', '#cite(<|>)', '#cite(<k>) #cite(<l>)', ['k', 'l']],
    ['typst', '#cite(|)', '#cite(<k>) #cite(<l>)', ['k', 'l']],
    ['typst', '#{ cite(<|>) }', '#{ cite(<k>) + cite(<l>) }', ['k', 'l']],
    ['typst', 'me@|', 'me@@k'],
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
    it(`${syntax}: ${before}`, () => assert.equal(typedKey(syntax, before)?.word, word));
});
