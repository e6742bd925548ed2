import assert from 'node:assert/strict';
import { element, httpsAddress, markup } from '../../../src/pages/html';

describe('HTML of the page', () => {
  const texts: readonly (readonly [given: string, written: string])[] = [
    ['<script>', '&lt;script&gt;'],
    [`"'\`&`, '&quot;&#39;&#96;&amp;'],
    ['a\u0000b\u001bc', 'abc'],
    ['a\u202eb\u2066c', 'abc'],
    ['half \ud800 pair', 'half \ufffd pair'],
    ['😀 Ångström 中文', '😀 Ångström 中文'],
  ];
  for (const [given, written] of texts) {
    it(`writes ${JSON.stringify(given)}`, () =>
      assert.equal(String(markup`<p>${given}</p>`), `<p>${written}</p>`));
  }

  it('keeps HTML, joins lists, leaves out what is not there', () => {
    const part = markup`<b>${'<'}</b>`;
    assert.equal(String(markup`${[part, ' ', 7, [part]]}${undefined}${false}`), '<b>&lt;</b> 7<b>&lt;</b>');
  });

  it('escapes attributes of an element and refuses names that end the tag', () => {
    assert.equal(
      String(element('mi', [['class', '"><x']], 'a<b')),
      '<mi class="&quot;&gt;&lt;x">a&lt;b</mi>',
    );
    for (const name of ['', 'a b', 'a>', 'a/', 'A', '1', 'a"']) {
      assert.throws(() => element(name, [], ''));
      assert.throws(() => element('a', [[name, '']], ''));
    }
  });
});

describe('addresses', () => {
  const refused = [
    'http://arxiv.org/abs/1',
    'vscode://x/y',
    'command:workbench.action.quit',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'mailto:a@b.c',
    '//arxiv.org/abs/1',
    '\\\\server\\share',
    'https://user:secret@arxiv.org/',
    'https://',
    '',
  ];
  for (const url of refused)
    it(`refuses ${JSON.stringify(url)}`, () => assert.equal(httpsAddress(url), undefined));

  it('keeps https', () => assert.equal(httpsAddress('https://arxiv.org/abs/1'), 'https://arxiv.org/abs/1'));
});
