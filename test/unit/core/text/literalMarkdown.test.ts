import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { literalMarkdown, literalMarkdownPart } from '../../../../src/core/text/literalMarkdown';
import { readBundledDigest } from '../../../../src/library/bundledDigest';
import { inProject } from '../../../support/project.mjs';

/** The parser of VS Code's Markdown preview, with its options. */
const preview = new MarkdownIt({ html: true, linkify: true });
preview.linkify.set({ fuzzyLink: false });

/** Returns the text of a rendered line and the kinds of its markup. */
function rendered(line: string): { readonly text: string; readonly marks: readonly string[] } {
  const tokens = preview.parse(line, {}).flatMap(({ children }) => children ?? []);
  const plain = tokens.filter(({ type }) => type === 'text' || type === 'text_special');
  return {
    text: plain.map(({ content }) => content).join(''),
    marks: tokens.filter((token) => !plain.includes(token)).map(({ type }) => type),
  };
}

describe('text in a Markdown document', () => {
  const rows: readonly (readonly [text: string, written: string])[] = [
    ['TIME: A Multi-level Benchmark (v1.0)!', 'TIME: A Multi-level Benchmark (v1.0)!'],
    ['snake_case and C++, 50% & R&D, #1, ~3x, a | b', 'snake_case and C++, 50% & R&D, #1, ~3x, a | b'],
    ['A* Search, pass@k and a < b for $5', 'A* Search, pass@k and a < b for $5'],
    ['From $5 to $10, ~3x to ~5x, 2 * 3 * 4', 'From $5 to $10, ~3x to ~5x, 2 * 3 * 4'],
    ['An _open end, C:\\ and \\alpha', 'An _open end, C:\\ and \\alpha'],
    ['*bold* _it_ `code` <b> $x$', '\\*bold\\* \\_it\\_ \\`code\\` \\<b> \\$x\\$'],
    ['[words](https://x.org) ![i](y)', '\\[words\\](https\\://x.org) !\\[i\\](y)'],
    ['~~gone~~ :smile: &amp; a\\_b\\', '\\~\\~gone\\~\\~ \\:smile\\: \\&amp; a\\\\_b\\\\'],
    ['www.x.org by @ann, a@b.org', 'www\\.x.org by \\@ann, a\\@b.org'],
    ['//x.org, //wordwww.x.org, //localhost', '\\//x.org, \\//wordwww.x.org, \\//localhost'],
    ['//a@localhost, 5@éa.org, a@$5.org', '\\//a@localhost, 5\\@éa.org, a\\@$5.org'],
    ['a // b.c, 5//6.7, http:///x.org', 'a // b.c, 5//6.7, http\\:///x.org'],
    ['a\nb', 'a b'],
  ];
  for (const [text, written] of rows)
    it(JSON.stringify(text), () => {
      assert.equal(literalMarkdown(text), written);
      assert.deepEqual(rendered(`A ${written}`), { text: `A ${shown(text)}`, marks: [] });
    });

  it('renders every title of the digest as it is, and escapes none that does so by itself', async () => {
    const digest = await readBundledDigest({ folder: inProject('seeds'), l10n: { t: (text) => text } });
    for (const { title } of digest.papers) {
      const written = literalMarkdown(title);
      assert.deepEqual(rendered(`A ${written}`), { text: `A ${title}`, marks: [] });
      if (rendered(`A ${title}`).text === `A ${title}`) assert.equal(written, title);
    }
  });

  const parts = fc.constantFrom(
    ...[
      '*',
      '**',
      '_',
      '__',
      '~',
      '~~',
      '`',
      '``',
      '$',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '\\',
      '!',
      '&',
      '#',
      '@',
    ],
    ...['a', 'word', ' ', ' ', '.', ',', '-', ':', '/', '5', 'é', '王', '“', '😀', '\n', '\t'],
    ...[
      'https://x.org',
      '//x.org',
      '//',
      'localhost',
      'www.x.org',
      'a@b.org',
      '&amp;',
      '&#35;',
      '<b>',
      '<!--',
      '<https://x.org>',
      '](x)',
    ],
  );
  const texts = fc.array(parts, { maxLength: 14 }).map((some) => some.join(''));
  const shown = (text: string): string => text.replace(/[\n\t]+/g, ' ');

  it('renders any text as it is, alone and as the text of a link', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const alone = rendered(`A ${literalMarkdown(text)}.`);
        assert.deepEqual(alone, { text: `A ${shown(text)}.`, marks: [] });
        const link = rendered(`A [${literalMarkdown(text)}](<https://arxiv.org/abs/1>) z`);
        assert.deepEqual(link, { text: `A ${shown(text)} z`, marks: ['link_open', 'link_close'] });
      }),
      { numRuns: 3_000 },
    );
  });

  it('renders texts that share a paragraph as they are', () => {
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 4 }), (some) => {
        const line = rendered(`A ${some.map(literalMarkdownPart).join(', ')}.`);
        assert.deepEqual(line, { text: `A ${some.map(shown).join(', ')}.`, marks: [] });
      }),
      { numRuns: 1_000 },
    );
  });
});
