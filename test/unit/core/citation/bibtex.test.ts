import assert from 'node:assert/strict';
import { Cite, type CslItem, type CslName } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import fc from 'fast-check';
import type { Paper } from '../../../../src/core/paper/paper';
import { citationKey } from '../../../../src/core/citation/citationKey';
import { readBundledDigest } from '../../../../src/library/bundledDigest';
import { bibtex, bibtexOf, readable } from '../../../../src/library/texToUnicode';
import { madePaper } from '../../../support/papers';

function readBack(text: string): CslItem {
  const { data } = new Cite(text);
  assert.equal(data.length, 1);
  return data[0]!;
}

function whole(name: CslName): string {
  return [name.given, name['non-dropping-particle'], name.family, name.suffix]
    .filter((part) => part)
    .join(' ');
}

describe('a BibTeX entry', () => {
  it('holds what arXiv says, in the form that arXiv gives', () => {
    const paper = madePaper('2109.00859', {
      title: 'CodeT5: Identifier-aware Models for Code',
      authors: ['Yue Wang', 'Steven C. H. Hoi'],
      published: '2021-09-02',
      category: 'cs.CL',
      links: [{ kind: 'arxiv', url: 'https://arxiv.org/abs/2109.00859' }],
    });
    assert.equal(
      bibtex(paper),
      `@misc{wang2021codet5,
  title         = {{CodeT5}: Identifier-aware Models for Code},
  author        = {Wang, Yue and Hoi, Steven C. H.},
  year          = {2021},
  month         = sep,
  eprint        = {2109.00859},
  archivePrefix = {arXiv},
  primaryClass  = {cs.CL},
  doi           = {10.48550/arXiv.2109.00859},
  url           = {https://arxiv.org/abs/2109.00859},
}`,
    );
  });

  it('has no field for what nobody states', () => {
    const paper = madePaper('some-slug', { title: 'Some Slug', authors: [], published: '' });
    assert.equal(bibtex(paper), '@misc{anonsome,\n  title         = {Some Slug},\n}');
    const old = madePaper('cs/9901002', { title: 'Old', authors: ['A B'], published: '' });
    assert.match(bibtex(old), /year {10}= \{1999\}/);
    assert.doesNotMatch(bibtex(old), /month|primaryClass|url/);
  });

  const names: [name: string, written: string, read?: string][] = [
    ['Yue Wang', 'Wang, Yue'],
    ['Laurens van der Maaten', 'van der Maaten, Laurens'],
    ['Ludwig von Beethoven', 'von Beethoven, Ludwig'],
    ['Martin Luther King Jr.', 'King, Jr., Martin Luther'],
    ['Yingyan (Celine) Lin', 'Lin, Yingyan (Celine)'],
    ['Shih-Fu Chang', 'Chang, Shih-Fu'],
    ["Conan O'Brien", "O'Brien, Conan"],
    ['Qwen Team', '{Qwen Team}'],
    ['OpenAI', '{OpenAI}'],
    ['01. AI', '{01. AI}'],
    ['DeepSeek-AI', '{DeepSeek-AI}'],
    ['Gemma Team, Google DeepMind', '{Gemma Team, Google DeepMind}'],
    ['Alice and Bob', '{Alice and Bob}'],
    ['AT&T Labs', '{AT\\&T Labs}', 'AT&T Labs'],
    ['Paul Erdős', 'Erd{\\H{o}}s, Paul', 'Paul Erdős'],
    ['Šimon Łukasz', '{\\L}ukasz, {\\v{S}}imon', 'Šimon Łukasz'],
    ['Bjørn Åse Großmann', 'Gro{\\ss}mann, Bj{\\o}rn {\\r{A}}se', 'Bjørn Åse Großmann'],
    ['José María Núñez', "N{\\'{u}}{\\~{n}}ez, Jos{\\'{e}} Mar{\\'{i}}a", 'José María Núñez'],
    ['Nguyễn Văn', 'V{\\u{a}}n, Nguy{\\~{\\^{e}}}n'],
    ['王伟', '{王伟}'],
    ['Ольга Иванова', 'Иванова, Ольга'],
  ];
  for (const [name, written, read = name] of names) {
    it(`writes ${name}`, () => {
      const entry = bibtex(madePaper('x', { authors: [name], title: 'T' }));
      assert.ok(entry.includes(`author        = {${written}},`), entry);
      if (name === 'Nguyễn Văn') return; // The parser does not support two accents on a letter.
      assert.deepEqual(readBack(entry).author?.map(whole), [read]);
    });
  }

  const titles: [title: string, written: string, read?: string][] = [
    ['A Simple Title', 'A Simple Title'],
    ['BERT: Pre-training of Deep Models', '{BERT}: Pre-training of Deep Models'],
    ['Llama-2, mT5 and GPT-4o in 2D', '{Llama-2}, {mT5} and {GPT-4o} in {2D}'],
    ['LLM-based (LLMs) "VLMs"', "{LLM-based} ({LLMs}) ``{VLMs}''", 'LLM-based (LLMs) “VLMs”'],
    ['From C++ to C# and R', 'From {C++} to {C\\#} and {R}', 'From C++ to C# and R'],
    ['Quality, & Toxicity: 100% of a_b', 'Quality, \\& Toxicity: 100\\% of a\\_b', 'Quality, & Toxicity: 100% of a_b'],
    ['The $1 Question', 'The \\$1 Question', 'The $1 Question'],
    ['Pokémon ∼3× – so', "Pok{\\'{e}}mon {$\\sim$}3{$\\times$} -- so"],
    ['UniF²ace and ℓ₁', '{UniF{$^2$}ace} and {$\\ell$}{$_1$}'],
    ['{x} \\ ~ ^ }{', '{\\textbraceleft}x{\\textbraceright} {\\textbackslash} {\\textasciitilde} {\\textasciicircum} {\\textbraceright}{\\textbraceleft}'],
    ['模型 🤗', '模型 🤗', '模型 🤗'],
  ]; // oxfmt-ignore
  for (const [title, written, read] of titles) {
    it(`writes the title ${title}`, () => {
      const entry = bibtex(madePaper('x', { title }));
      assert.ok(entry.includes(`title         = {${written}},`), entry);
      const back = readBack(entry).title?.replace(/<\/?span[^>]*>/g, '');
      assert.ok(back);
      if (read !== undefined) assert.equal(back, read);
    });
  }

  // Checked with Typst 0.14, which prints `{$\\tau$}` as `\tau`, `{$\\geq$}` as `g=` and `` as two signs.
  const forTypst: [raw: string, written: string][] = [
    ['$\\tau^2$-Bench: "Why" $10\\times$ … – at 5°', '{τ²-Bench}: “Why” 10× … – at 5°'],
    ['{x} \\& 100\\% of a_b', 'x \\& 100\\% of a\\_b'],
    ["Pok\\'emon", 'Pokémon'],
  ];
  for (const [raw, written] of forTypst)
    it(`writes the title ${raw} for Typst without formulas`, () => {
      const paper = madePaper('x', { title: readable(raw), tex: { title: raw }, authors: ['Ève “X” Žák'] });
      const entry = bibtex(paper, undefined, 'typst');
      assert.ok(entry.includes(`title         = {${written}},`), entry);
      assert.ok(entry.includes('author        = {Žák, Ève “X”},'), entry);
    });

  const formulas: [raw: string, written: string][] = [
    ['The $\\ell_1$ norm of BERT', 'The {$\\ell_1$} norm of {BERT}'],
    ['$\\ell_1$ & \\textsc{Foo}_bar', '{$\\ell_1$} \\& \\textsc{Foo}\\_bar'],
    ['Reaching $7%$ error', 'Reaching {$7\\%$} error'],
    ['100\\% of $\\{0, 1\\}^n$', '100\\% of {$\\lbrace 0, 1\\rbrace ^n$}'],
    ["{BERT} at $α$, caf\\'e", "{BERT} at {${\\alpha}$}, caf{\\'{e}}"],
    ['\\emph{A $x^2$ B} & c', 'A {$x^2$} {B} \\& c'],
    ['\\methodname{} for $k$-means', 'methodname for {$k$}-means'],
    ['a_b # 5% of $x$', 'a\\_b \\# 5\\% of {$x$}'],
    // The formula is unbalanced, cut off, or contains text in which an underscore is an error.
    ['The $\\ell_{1$ norm', 'The {$\\ell$}{$_1$} norm'],
    ['The $x^$ of $\\frac$', 'The x{\\textasciicircum} of'],
    ['The $\\text{a_b}$ of c', 'The a\\_b of c'],
  ];
  for (const [raw, written] of formulas)
    it(`takes the formulas of ${raw}`, () => {
      const entry = bibtex(madePaper('x', { title: readable(raw), tex: { title: raw } }));
      assert.ok(entry.includes(`title         = {${written}},`), entry);
      assert.ok(readBack(entry).title);
    });

  const hostile = [
    'write18{rm -rf x}',
    'immediate\\write18{x}',
    'input{/etc/passwd}',
    'include{x}',
    'openin5=/etc/passwd',
    'read5 to\\x',
    'catcode`\\%=12',
    'def\\x{y}',
    'let\\x=y',
    'newcommand{\\x}{y}',
    'csname input\\endcsname x',
    'expandafter\\x',
    'directlua{x}',
    'special{x}',
    'loop\\x\\repeat',
    'begin{filecontents}x\\end{filecontents}',
    'href{run:x}{y}',
    'includegraphics{x}',
    'usepackage{x}',
  ];
  for (const command of hostile)
    it(`holds no \\${command}, in or around formulas`, () => {
      const name = /^[a-z]+/.exec(command)?.[0] ?? '';
      for (const raw of [
        `A $x \\${command}$ b`,
        `\\${command} $x$`,
        `\\emph{\\${command}} $x$`,
        `$\\text{\\${command}}$`,
      ]) {
        const entry = bibtex(madePaper('x', { title: readable(raw), tex: { title: raw } }));
        assert.doesNotMatch(entry, new RegExp(`\\\\${name}|\\\\csname|\\\\end`), entry);
      }
    });

  it('holds no coded backslash', () => {
    const raw = 'A $^^5cinput{x}$ and $\\^^5c$ b';
    assert.doesNotMatch(bibtex(madePaper('x', { title: readable(raw), tex: { title: raw } })), /\^\^/);
  });

  it('lets only known commands pass, whatever the title', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '$',
        '\\',
        '{',
        '}',
        '%',
        '#',
        '&',
        '^',
        '^^',
        '_',
        '~',
        '\\input',
        '\\def',
        '\\frac',
        '\\text{',
      ),
      fc.constantFrom('\\alpha', '\\emph{', '\\(', '\\)', ' ', 'x', '5c', '\n', '\r', '\u0085'),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
        const raw = `T $x$ ${pieces.join('')}`;
        const entry = bibtex(madePaper('x', { title: readable(raw), tex: { title: raw } }));
        for (const [, name = ''] of entry.matchAll(/\\([A-Za-z]+)/g))
          assert.doesNotMatch(name, /^(?:input|def)/, entry);
        assert.doesNotMatch(entry, /\^\^|(?<!\\)(?:\\\\)*[%#]/, entry);
      }),
      { numRuns: 3_000 },
    );
  });

  it('names 664 authors, none lost, on lines that any reader takes', () => {
    const authors = Array.from({ length: 664 }, (_, index) => `Given${index} Family${index}`);
    const entry = bibtex(madePaper('x', { authors }));
    assert.deepEqual(readBack(entry).author?.map(whole), authors);
    assert.ok(entry.split('\n').every((line) => line.length < 160));
  });

  it('balances its braces and stays one entry, whatever the words', () => {
    const word = fc.oneof(
      fc.constantFrom('{', '}', '\\', '$', '%', '@misc{x,', ' and ', ',', '"', '\\}', 'é', 'BERT', '\n'),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => `T${words.join('')}`);
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), (title, authors) => {
        const entry = bibtex(madePaper('x', { title, authors, tex: { title } }));
        let depth = 0;
        for (const [index, character] of Array.from(entry).entries()) {
          if (character === '{') depth += 1;
          if (character === '}') depth -= 1;
          assert.ok(depth > 0 || index < 5 || index >= Array.from(entry).length - 1, entry);
        }
        assert.equal(depth, 0, entry);
      }),
      { numRuns: 3_000 },
    );
  });

  it('of every bundled paper is read back as that paper', async () => {
    const l10n = { t: (message: string) => message };
    const { papers } = await readBundledDigest({ folder: 'seeds', l10n });
    const items = new Cite(bibtexOf(papers)).data;
    assert.equal(items.length, papers.length);
    assert.equal(new Set(items.map((item) => item.id)).size, papers.length, 'every key is another');
    for (const [index, item] of items.entries()) {
      const paper = papers[index]!;
      assert.deepEqual(item.author?.map(whole), paper.authors);
      assert.equal(item.title?.replace(/<\/?span[^>]*>/g, ''), paper.title);
      assert.equal(item.URL, `https://arxiv.org/abs/${paper.id}`);
    }
  });
});

describe('a citation key', () => {
  const rows: [facts: Partial<Paper>, key: string][] = [
    [{ title: 'Attention Is All You Need', authors: ['Ashish Vaswani'] }, 'vaswani2026attention'],
    [{ title: 'On the Use of X', authors: ['Laurens van der Maaten'] }, 'maaten2026use'],
    [{ title: '“Why Should I Trust You?”', authors: ['Ólafur Þór'] }, 'thor2026trust'],
    [{ title: 'To Be or Not', authors: ['Gro Harlem Brundtland-Øst'] }, 'brundtlandost2026to'],
    [{ title: '1.5-Pints Report', authors: ['OpenAI'] }, 'openai2026pints'],
    [{ title: '模型', authors: ['王伟'] }, 'anon2026'],
    [{ title: 'A', authors: [], published: '' }, 'anona'],
  ];
  for (const [facts, key] of rows) {
    it(key, () => assert.equal(citationKey(madePaper('x', facts)), key));
  }

  it('gets a letter where it is taken', () => {
    const same = ['x', 'y', 'z'].map((id) => madePaper(id, { title: 'Same', authors: ['A B'] }));
    assert.deepEqual(
      [...bibtexOf(same).matchAll(/@misc\{(\w+),/g)].map((match) => match[1]),
      ['b2026same', 'b2026sameb', 'b2026samec'],
    );
  });

  it('has letters for a thousand equals', () => {
    const same = Array.from({ length: 1_000 }, (_, index) =>
      madePaper(`p${index}`, { title: 'Same', authors: [] }),
    );
    const keys = [...bibtexOf(same).matchAll(/@misc\{(\w+),/g)].map((match) => match[1]);
    assert.equal(new Set(keys).size, 1_000);
  });
});
