import assert from 'node:assert/strict';
import { beginning } from '../../../src/core/text/beginning';
import { rowContext } from '../../../src/papers/rowContext';
import { rowDescription, rowLabel, accessibilityLabel } from '../../../src/papers/rowText';
import { madePaper } from '../../support/papers';

const words = {
  language: 'en',
  code: 'code',
  codeArrived: 'code arrived',
  hasCode: 'has code',
  cloned: 'cloned',
  saved: 'saved',
  unread: 'unread',
  read: 'read',
  new: 'new',
  note: 'note',
  hasNote: 'has a note',
  upvotes: (count: number) => `${count} upvotes`,
};
const byDate = { byUpvotes: false, year: 2025 };
const repositories = [{ host: 'github.com', owner: 'a', name: 'b', url: 'https://github.com/a/b' }];
const plain = madePaper('2109.00859', { title: 'CodeT5', published: '2021-09-02' });
const withCode = { ...plain, repositories };
const nothing = { cloned: false, saved: false, unread: false };

describe('words of a row', () => {
  for (const [name, paper, state, description, spoken, context] of [
    ['a paper', plain, nothing, '2021', 'CodeT5, 2 September 2021', 'paper arxiv notSaved notRead'],
    [
      'a paper with code',
      withCode,
      nothing,
      '2021 · code',
      'CodeT5, 2 September 2021, has code',
      'paper arxiv hasCode notCloned notSaved notRead',
    ],
    [
      'a cloned, saved and unread paper',
      withCode,
      { cloned: true, saved: true, unread: true },
      '2021 · cloned · saved',
      'CodeT5, 2 September 2021, has code, cloned, saved, unread',
      'paper arxiv hasCode cloned saved notRead',
    ],
    [
      'a paper that has just come',
      plain,
      { ...nothing, isNew: true },
      '2021 · new',
      'CodeT5, 2 September 2021, new',
      'paper arxiv notSaved notRead new',
    ],
    [
      'a paper whose code arrived',
      withCode,
      { ...nothing, saved: true, unread: true, codeArrived: true, codeDay: '2026-03-05' },
      '2021 · code arrived · saved',
      'CodeT5, 2 September 2021, has code, saved, unread, code arrived',
      'paper arxiv hasCode notCloned saved notRead',
    ],
    [
      'a paper with a note',
      plain,
      { ...nothing, noted: true },
      '2021 · note',
      'CodeT5, 2 September 2021, has a note',
      'paper arxiv notSaved notRead noted',
    ],
    [
      'a paper without a date or an arXiv id',
      { ...plain, id: 'some-title', published: '' },
      nothing,
      '',
      'CodeT5',
      'paper notSaved notRead',
    ],
  ] as const) {
    it(`of ${name}`, () => {
      assert.equal(rowDescription(paper, state, byDate, words), description);
      assert.equal(accessibilityLabel(paper, state, byDate, words), spoken);
      assert.equal(rowContext(paper, state), context);
    });
  }
});

describe('words of a row in a narrow view', () => {
  const named = { ...plain, title: 'CodeT5: Identifier-aware models', upvotes: 12 };
  const read = { ...nothing, saved: true, read: true };

  it('are the name first, then the date, and the rest of the title at the end', () => {
    assert.equal(rowLabel(named, byDate), 'CodeT5');
    assert.equal(rowDescription(named, nothing, byDate, words), '2021 · Identifier-aware models');
    assert.equal(
      accessibilityLabel(named, read, byDate, words),
      'CodeT5: Identifier-aware models, 2 September 2021, saved, read',
    );
  });

  it('are the first words first, where a title has no name', () => {
    const unnamed = { ...plain, title: 'Efficient Streaming Language Models with Attention Sinks' };
    assert.equal(rowLabel(unnamed, byDate), 'Efficient Streaming…');
    assert.equal(
      rowDescription(unnamed, nothing, byDate, words),
      '2021 · Language Models with Attention Sinks',
    );
    assert.match(accessibilityLabel(unnamed, nothing, byDate, words), /^Efficient .* Sinks, 2 September/);
  });

  it('begin with the upvotes in that order, where they are known', () => {
    const byUpvotes = { byUpvotes: true, year: 2025 };
    assert.equal(rowLabel(named, byUpvotes), '▲12 CodeT5');
    assert.match(accessibilityLabel(named, nothing, byUpvotes, words), /2 September 2021, 12 upvotes$/);
    assert.equal(rowLabel(plain, byUpvotes), 'CodeT5');
  });

  it('have dates of this year with their day', () => {
    assert.equal(rowDescription(plain, nothing, { ...byDate, year: 2021 }, words), '2 Sept');
  });
});

describe('beginning of an abstract', () => {
  for (const [text, expected] of [
    ['Short enough.', 'Short enough.'],
    ['The first sentence is here. The second one is too long to fit.', 'The first sentence is here.'],
    ['No sentence of this text ends before the cut is made here', 'No sentence of this text ends before…'],
    ['a'.repeat(60), `${'a'.repeat(40)}…`],
  ] as const) {
    it(`of "${text.slice(0, 30)}"`, () => assert.equal(beginning(text, 40), expected));
  }
});
