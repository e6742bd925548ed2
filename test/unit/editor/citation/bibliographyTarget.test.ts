import assert from 'node:assert/strict';
import { parseBibFile } from '../../../../src/core/citation/bibFile';
import { bibContent, targetOf, type BibContent } from '../../../../src/editor/citation/bibliographyTarget';

describe('the bibliography for a new entry', () => {
  const rows: readonly (readonly [
    name: string,
    target: string | undefined,
    named: Readonly<Record<string, BibContent>>,
  ])[] = [
    ['the only one', 'refs.bib', { 'refs.bib': 'missing' }],
    ['missing, after abbreviations of TeX', 'refs.bib', { 'IEEEabrv.bib': 'missing', 'refs.bib': 'missing' }],
    ['missing, after abbreviations', 'refs.bib', { 'IEEEabrv.bib': 'unsuitable', 'refs.bib': 'missing' }],
    ['after abbreviations', 'refs.bib', { 'IEEEfull.bib': 'unsuitable', 'refs.bib': 'entries' }],
    ['before abbreviations', 'refs.bib', { 'refs.bib': 'empty', 'bib/ieeeabrv.bib': 'unsuitable' }],
    ['after other abbreviations', 'refs.bib', { 'strings.bib': 'unsuitable', 'refs.bib': 'missing' }],
    ['the last with entries', 'b.bib', { 'a.bib': 'entries', 'b.bib': 'entries', 'c.bib': 'empty' }],
    ['with entries before an empty one', 'a.bib', { 'a.bib': 'entries', 'b.bib': 'empty' }],
    ['empty before a missing one', 'a.bib', { 'a.bib': 'empty', 'b.bib': 'missing' }],
    ['the last missing one', 'b.bib', { 'a.bib': 'missing', 'b.bib': 'missing' }],
    ['of the author', 'custom.bib', { 'anthology.bib': 'entries', 'custom.bib': 'missing' }],
    ['after CryptoBib', 'biblio.bib', { '/c/abbrev3.bib': 'unsuitable', '/c/crypto.bib': 'entries', 'biblio.bib': 'missing' }],
    ['with strings only, if there is no other', 'refs.bib', { 'refs.bib': 'unsuitable' }],
    ['none, with downloaded files only', undefined, { 'IEEEabrv.bib': 'unsuitable', 'IEEEfull.bib': 'missing' }],
    ['none, without names', undefined, {}],
    ['with a similar name', 'myIEEEabrv.bib', { 'myIEEEabrv.bib': 'empty' }],
  ]; // oxfmt-ignore
  for (const [name, target, named] of rows)
    it(name, () => {
      const files = Object.entries(named).map(([path, content]) => ({ path, content }));
      assert.equal(targetOf(files)?.path, target);
    });

  for (const [text, content] of [
    ['', 'empty'],
    ['% References\n', 'empty'],
    ['@comment{x}', 'empty'],
    ['@STRING{IEEE_J_AC = "{IEEE} Trans. Autom. Control"}', 'unsuitable'],
    ['@string (x = "y")', 'unsuitable'],
    ['@string{x = "y"}\n@misc{k, title={T}}', 'entries'],
  ] as const)
    it(`contains: ${content} in ${JSON.stringify(text)}`, () =>
      assert.equal(
        bibContent(() => text, parseBibFile(text)),
        content,
      ));

  it('is not read again for its text if it has entries', () => {
    const unread = (): string => assert.fail('the text was read');
    assert.equal(bibContent(unread, [{}]), 'entries');
  });
});
