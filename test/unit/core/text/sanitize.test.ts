import assert from 'node:assert/strict';
import { escapeLabel, escapeMessage, escapeMarkdown } from '../../../../src/core/text/sanitize';

describe('inert text', () => {
  const messages: [given: string, shown: string][] = [
    ['[x](command:probe)', '[x]\u200b(command:probe)'],
    ['[x] (file:///etc)', '[x]\u200b (file:///etc)'],
    ['a\nb\u202ec', 'a b c'],
    ['a [1] and (2)', 'a [1] and (2)'],
  ];
  for (const [given, expected] of messages) {
    it(`message ${JSON.stringify(given)}`, () => assert.equal(escapeMessage(given), expected));
  }

  it('cuts a message that would fill the screen', () => {
    assert.equal(escapeMessage('a'.repeat(10_000)).length, 600);
  });

  it('keeps $( as text in a label', () => {
    assert.equal(escapeLabel('$(k)-means'), '\\$(k)-means');
  });
});

describe('inert Markdown', () => {
  for (const [text, expected] of [
    ['Plain words stay.', 'Plain words stay\\.'],
    ['[press](command:x)', '\\[press\\]\\(command\\:x\\)'],
    ['<b>&amp;</b> $(zap)', '\\<b\\>\\&amp\\;\\<\\/b\\> \\$\\(zap\\)'],
    ['# no\n\n- list', '\\# no \\- list'],
    ['https://example.org', 'https\\:\\/\\/example\\.org'],
    ['back\\slash', 'back\\\\slash'],
  ] as const) {
    it(text, () => assert.equal(escapeMarkdown(text), expected));
  }
});
