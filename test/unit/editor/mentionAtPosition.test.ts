import assert from 'node:assert/strict';
import { mentionInLine } from '../../../src/editor/mentionAtPosition';

describe('the paper named at a position of a line', () => {
  it('has offsets of the line, also far inside a long line', () => {
    const before = 'x '.repeat(500_000);
    const line = `${before}arXiv:2109.00859 ${before}`;
    const found = mentionInLine(line, before.length + 3);
    assert.equal(line.slice(found?.start, found?.end), 'arXiv:2109.00859');
    assert.equal(mentionInLine(line, before.length - 5), undefined);
  });
});
