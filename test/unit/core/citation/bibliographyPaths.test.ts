import assert from 'node:assert/strict';
import { bibliographyPaths, latexRoot } from '../../../../src/core/citation/bibliographyPaths';
import { withinCpuSeconds } from '../../../support/cpuTime';

describe('bibliography files of a document', () => {
  const rows: readonly (readonly [
    syntax: 'latex' | 'pandoc' | 'typst' | 'link',
    text: string,
    ...paths: string[],
  ])[] = [
    ['latex', '\\addbibresource{refs.bib}', 'refs.bib'],
    ['latex', '\\addbibresource[datatype=bibtex]{bib/refs.bib}', 'bib/refs.bib'],
    ['latex', '\\addbibresource{a.bib}\n\\addbibresource{b.bib}', 'a.bib', 'b.bib'],
    ['latex', '\\bibliography{refs}', 'refs.bib'],
    ['latex', '\\bibliography{a, b.bib}', 'a.bib', 'b.bib'],
    ['latex', '% \\bibliography{old}\n\\bibliography{new}', 'new.bib'],
    ['latex', '100\\% \\bibliography{refs}', 'refs.bib'],
    ['latex', 'text \\\\% \\bibliography{old}'],
    ['latex', '\\begin{verbatim}\\bibliography{x}\\end{verbatim}\\bibliography{y}', 'y.bib'],
    ['latex', '\\begin{lstlisting}\n\\bibliography{x}\n\\end{lstlisting}'],
    ['latex', '\\begin{verbatim}\\bibliography{x}'],
    ['latex', '%\\begin{comment}\n\\bibliography{refs}\n%\\end{comment}', 'refs.bib'],
    ['latex', '% no \\begin{verbatim} here\n\\addbibresource{refs.bib}', 'refs.bib'],
    ['latex', 'x \\\\\\begin{verbatim}% \\end{verbatim}\\bibliography{y}', 'y.bib'],
    ['latex', '\\bibliographystyle{plain}'],
    ['latex', '\\addbibresource[location=remote]{https://example.com/refs.bib}'],
    ['latex', '\\newcommand{\\bibliography}'],
    ['latex', '\\bibliography{\\bibdir/refs}'],
    ['latex', '\\bibliography{\\bibdir/refs, own}', 'own.bib'],
    ['latex', '\\addbibresource{\\jobname.bib}\n\\addbibresource{refs.bib}', 'refs.bib'],
    ['pandoc', '---\nbibliography: bib\\refs.bib\n---\n', 'bib\\refs.bib'],
    ['pandoc', '---\nbibliography: refs.bib\n---\ntext', 'refs.bib'],
    ['pandoc', '---\r\ntitle: x\r\nbibliography: "my refs.bib"\r\n---\r\n', 'my refs.bib'],
    ['pandoc', '---\nbibliography: [a.bib, "b.bib"]\n---\n', 'a.bib', 'b.bib'],
    ['pandoc', '---\nbibliography:\n  - a.bib\n  - b.bib # second\nother: x\n---\n', 'a.bib', 'b.bib'],
    [
      'pandoc',
      '---\nbibliography:\n  # both\n  - a.bib\n\n  - b.bib\nother:\n  - c.bib\n---\n',
      'a.bib',
      'b.bib',
    ],
    ['pandoc', '---\nbibliography: [a.bib, # ours\n  b.bib]\nother: x\n---\n', 'a.bib', 'b.bib'],
    ['pandoc', '---\nbibliography: [\n  a.bib,\n  b.bib\n]\n---\n', 'a.bib', 'b.bib'],
    ['pandoc', '---\r\nbibliography:\r\n- a.bib\r\n- b.bib\r\n---\r\n', 'a.bib', 'b.bib'],
    ['pandoc', '---\nbibliography: refs.bib # ours\n...\n', 'refs.bib'],
    ['pandoc', '---\nbibliography: # ours\n---\n'],
    ['pandoc', '---\nbibliography: a#b.bib # ours # too\n---\n', 'a#b.bib'],
    ['pandoc', '\uFEFF---\nbibliography: refs.bib\n---\n', 'refs.bib'],
    ['pandoc', 'text\n---\nbibliography: refs.bib\n---\n'],
    ['pandoc', '---\nbibliography: refs.bib\n'],
    ['pandoc', '---\n# bibliography: refs.bib\n---\n'],
    ['pandoc', '---\nbibliography: "`r here::here(\'refs.bib\')`"\n---\n'],
    ['pandoc', '---\nbibliography: !expr here::here("refs.bib")\n---\n'],
    ['pandoc', '---\nbibliography:\n  - "`r params$name`.bib"\n  - own.bib\n---\n', 'own.bib'],
    ['pandoc', ''],
    ['typst', '#bibliography("refs.bib")', 'refs.bib'],
    ['typst', '#bibliography("refs.bib", style: "ieee")', 'refs.bib'],
    ['typst', '#bibliography(("a.bib", "b.yml"))', 'a.bib', 'b.yml'],
    ['typst', '#bibliography(title: none, style:"ieee", "refs.bib")', 'refs.bib'],
    ['typst', '#bibliography(title: [Works (cited), all],\n  ("a.bib", "b.bib"))', 'a.bib', 'b.bib'],
    ['typst', '#set bibliography(title: none, style: "own.csl")'],
    ['typst', '#link("https://a.b") #bibliography("refs.bib")', 'refs.bib'],
    ['typst', '// #bibliography("old.bib")\n#bibliography("new.bib")', 'new.bib'],
    ['typst', '/* #bibliography("old.bib") */'],
    ['typst', '#show: ieee.with(bibliography: bibliography("refs.bib"))', 'refs.bib'],
    ['typst', '#my-bibliography("x.bib")'],
    ['link', '\\bibliography{refs}'],
  ];
  for (const [syntax, text, ...paths] of rows)
    it(`${syntax}: ${JSON.stringify(text)}`, () => assert.deepEqual(bibliographyPaths(syntax, text), paths));

  const hostile: readonly (readonly [syntax: 'latex' | 'pandoc', text: string])[] = [
    ['latex', '\\bibliography['.repeat(60_000)],
    ['latex', '\\bibliography[]'.repeat(60_000)],
    ['latex', '\\bibliography{'.repeat(60_000)],
    ['latex', `\\bibliography${' '.repeat(800_000)}`],
    ['pandoc', `---\nbibliography: ${'# '.repeat(400_000)}\u2028x\n---\n`],
    ['pandoc', `---\nbibliography: ${'# '.repeat(400_000)}\rx\n---\n`],
  ];
  for (const [syntax, text] of hostile)
    it(`are found in time proportional to the text: ${syntax}: ${JSON.stringify(text.slice(0, 40))}`, () =>
      withinCpuSeconds(5, () => assert.deepEqual(bibliographyPaths(syntax, text), [])));

  it('names the main file of a part', () => {
    assert.equal(latexRoot('% !TEX root = ../main.tex\n\\section{x}'), '../main.tex');
    assert.equal(latexRoot('\\section{x}\n%!TeX root="main.tex"'), 'main.tex');
    assert.equal(latexRoot('\\documentclass[../main.tex]{subfiles}\n'), '../main.tex');
    assert.equal(latexRoot('% \\documentclass[../main.tex]{subfiles}\n'), undefined);
    assert.equal(latexRoot('\\documentclass[11pt]{article}'), undefined);
    assert.equal(latexRoot('\\section{x}'), undefined);
  });
});
