import assert from 'node:assert/strict';
import { paperIdOf, paperIdOr, paperIdsOf, registerSelection } from '../../../src/papers/paperArgument';

describe('the paper that a command is called with', () => {
  const page = (): string => 'page';

  const cases: readonly (readonly [
    what: string,
    argument: unknown,
    id: string | undefined,
    orPage: string,
  ])[] = [
    ['an id', '2109.00859', '2109.00859', '2109.00859'],
    ['a row', { kind: 'paper', paperId: 'a', group: 'x' }, 'a', 'a'],
    ['nothing', undefined, undefined, 'page'],
    ['an empty text', '', undefined, 'page'],
    ['a heading', { kind: 'group', key: 'x' }, undefined, 'page'],
    ['a number for an id', { paperId: 7 }, undefined, 'page'],
    ['null', null, undefined, 'page'],
    // The arguments of a keyboard shortcut are JSON, in which an id without quotation marks is a number.
    ['an id without quotation marks', 2109.00859, '2109.00859', '2109.00859'],
    ['a wrong number', 42, '42', '42'],
    ['a list', ['2109.00859', '2003.10555'], '2109.00859', '2109.00859'],
    ['an empty list', [], undefined, 'page'],
  ];
  for (const [what, argument, id, orPage] of cases)
    it(`is given by ${what}`, () => {
      assert.equal(paperIdOf(argument), id);
      assert.equal(paperIdOr(argument, page), orPage);
    });

  it('is the selected row of the view whose key was pressed, never the open page', () => {
    let selected: readonly string[] = ['row', 'other'];
    const registered = registerSelection('papers.test', () => selected);
    const pressed = { view: 'papers.test' };
    assert.equal(paperIdOr(pressed, page), 'row');
    assert.deepEqual(paperIdsOf(pressed, undefined), ['row', 'other']);
    selected = [];
    assert.equal(paperIdOr(pressed, page), undefined);
    assert.deepEqual(paperIdsOf(pressed, undefined), []);
    selected = ['row'];
    registered.dispose();
    assert.equal(paperIdOr(pressed, page), undefined);
  });

  it('is each of the selected rows once, if a view passes them', () => {
    const [a, b] = [{ paperId: 'a' }, { paperId: 'b' }];
    assert.deepEqual(paperIdsOf(a, [a, b, { kind: 'group' }, a]), ['a', 'b']);
    assert.deepEqual(paperIdsOf(a, []), ['a']);
    assert.deepEqual(paperIdsOf(undefined, undefined), []);
  });

  it('is each paper of a list that another extension or a shortcut passes', () => {
    assert.deepEqual(paperIdsOf(['2109.00859', 2003.10555, { paperId: 'a' }, '2109.00859'], undefined), [
      '2109.00859',
      '2003.10555',
      'a',
    ]);
  });
});
