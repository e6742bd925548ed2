import assert from 'node:assert/strict';
import { titleLink } from '../../../../src/core/citation/titleLink';

describe('title link', () => {
  const url = 'https://arxiv.org/abs/2109.00859';
  const rows: readonly (readonly [language: string, title: string, link: string])[] = [
    ['python', 'A & B', `A & B (${url})`],
    ['plaintext', '$x$ "y"', `$x$ "y" (${url})`],
    ['html', 'A <b> & "c"', `<a href="${url}">A &lt;b&gt; &amp; &quot;c&quot;</a>`],
    ['restructuredtext', 'A `b` <c>', `\`A \\\`b\\\` \\<c\\> <${url}>\`__`],
    ['asciidoc', 'A [b]', `${url}[A [b\\]]`],
    ['org', 'A [b]', `[[${url}][A  b ]]`],
  ];
  for (const [language, title, link] of rows)
    it(`in ${language}`, () => assert.equal(titleLink(language, title, url), link));
});
