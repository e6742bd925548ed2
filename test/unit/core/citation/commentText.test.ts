import assert from 'node:assert/strict';
import { commentText } from '../../../../src/core/citation/commentText';
import { markdownLink } from '../../../../src/core/citation/titleLink';
import { madePaper } from '../../../support/papers';

describe('a comment with a paper', () => {
  const rows: readonly (readonly [language: string, before: string, after: string | undefined])[] = [
    ['python', '|', '# T'],
    ['python', '# |', '# T'],
    ['python', '#|', '#T'],
    ['python', 'x = 1|', 'x = 1 # T'],
    ['python', 'x = 1  |', 'x = 1  # T'],
    ['python', '    |x = 1', '    # T\n    x = 1'],
    ['python', '# see |.', '# see T.'],
    ['typescript', '|', '// T'],
    ['typescript', '  // |', '  // T'],
    ['css', 'a {} |', 'a {} /* T */'],
    ['css', '|a {}', '/* T */a {}'],
    ['lua', '|', '-- T'],
    ['matlab', '|', '% T'],
    ['plaintext', '|', undefined],
    ['html', '|', undefined],
  ];
  for (const [language, marked, expected] of rows)
    it(`${language}: ${marked}`, () => {
      const [before = '', after = ''] = marked.split('|');
      const text = commentText(language, { before, after }, 'T');
      assert.equal(text === undefined ? undefined : `${before}${text}${after}`, expected);
    });

  it('is not ended by the title', () => {
    assert.equal(commentText('css', { before: '', after: '' }, 'a */ b'), '/* a * / b */');
  });
});

describe('a Markdown link to a paper', () => {
  it('keeps the title text, whatever it holds', () => {
    assert.equal(
      markdownLink(madePaper('2109.00859', { title: '[x](y) *b* <i>' })),
      '[\\[x\\](y) \\*b\\* \\<i>](https://arxiv.org/abs/2109.00859)',
    );
    const links = [{ kind: 'page', url: 'https://a.b/c(d)' }] as const;
    assert.equal(markdownLink(madePaper('slug', { title: 'T', links })), '[T](https://a.b/c%28d%29)');
  });
});
