import assert from 'node:assert/strict';
import { isMarkdown, parseFullText } from '../../../../src/core/fullText/parseFullText';
import { hubText, madeUpSections } from '../../../support/hub-content';

describe('the text of a paper', () => {
  const long = madeUpSections('quokkas');

  const cases: readonly (readonly [what: string, answer: string, kind: string, begin: string])[] = [
    ['from the HTML on arXiv', hubText('2603.00001', 'Quokkas', long), 'full', '###### Abstract'],
    ['with a version', hubText('2603.00001v2', 'Quokkas', long), 'full', '###### Abstract'],
    ['from the abstract page', hubText('2603.00001', 'Quokkas', long, 'abs'), 'abstract', '###### Abstract'],
    ['from a failed conversion', hubText('2603.00001', 'Quokkas', 'No HTML.'), 'abstract', 'No HTML.'],
    [
      'from the page on Hugging Face',
      hubText('2603.00001', 'Paper page - Quokkas', long).replace('arxiv.org/html', 'huggingface.co/papers'),
      'abstract',
      '###### Abstract',
    ],
    ['without a header', long, 'full', '###### Abstract'],
    ['without a header, and short', '# Quokkas\n\nWe made them up.', 'abstract', '# Quokkas'],
  ];
  for (const [what, answer, kind, begin] of cases) {
    for (const [how, changed] of [
      ['', answer],
      [', with a byte order mark and CRLF', `\ufeff${answer.replaceAll('\n', '\r\n')}`],
    ] as const) {
      it(`is read ${what}${how}`, () => {
        const found = parseFullText(changed);
        assert.equal(found.kind, kind);
        assert.ok(found.markdown.startsWith(begin), found.markdown.slice(0, 80));
      });
    }
  }

  it('has the title and source of its header, which is not part of it', () => {
    const { title, source, markdown } = parseFullText(hubText('2603.00001', 'Quokkas: a study', long));
    assert.deepEqual([title, source], ['Quokkas: a study', 'https://arxiv.org/html/2603.00001']);
    assert.doesNotMatch(markdown, /URL Source|Markdown Content|Published Time/);
  });

  it('keeps a first line that only looks like a header', () => {
    const markdown = `Title: of what?\n\nNot a header.\n\n${long}`;
    assert.ok(parseFullText(markdown).markdown.startsWith('Title: of what?'));
  });

  for (const [text, is] of [
    ['# Title', true],
    ['Title: A <b>bold</b> claim', true],
    ['[1] A list of links', true],
    ['{a set} of things', true],
    ['', false],
    [' \n', false],
    ['<!doctype html><title>Sign in</title>', false],
    ['\n <HTML lang=en>', false],
    ['<?xml version="1.0"?>', false],
    ['{"error":"Paper not found"}', false],
    ['%PDF-1.7', false],
    ['\u0000\u0001binary', false],
  ] as const) {
    it(`${is ? 'can be' : 'is not'} ${JSON.stringify(text)}`, () => assert.equal(isMarkdown(text), is));
  }
});
