import assert from 'node:assert/strict';
import {
  completedTypstKey,
  typstCitation,
  type CursorEdit,
} from '../../../../src/core/citation/typstCitation';

/** The line after an edit at its cursor `|`. */
function edited(line: string, edit: (before: string, after: string) => CursorEdit): string {
  const [before = '', after = ''] = line.split('|');
  const { text, replacedBefore, replacedAfter } = edit(before, after);
  return `${before.slice(0, before.length - replacedBefore)}${text}${after.slice(replacedAfter)}`;
}

describe('citation in Typst', () => {
  for (const [key, reference] of [
    ['wang2021codet5', '@wang2021codet5'],
    ['wang:2021.a-b_c', '@wang:2021.a-b_c'],
    ['Müller2021', '@Müller2021'],
    ['2021_', '@2021_'],
    ['a', '@a'],
    ['DBLP:conf/emnlp/Wang', '#cite(label("DBLP:conf/emnlp/Wang"))'],
    ['a+b', '#cite(label("a+b"))'],
    ["o'brien", '#cite(label("o\'brien"))'],
    ['a.', '#cite(label("a."))'],
    ['a:', '#cite(label("a:"))'],
    ['-a', '#cite(label("-a"))'],
    ['a<b>', '#cite(label("a<b>"))'],
    ['a"b\\c', '#cite(label("a\\"b\\\\c"))'],
  ] as const)
    it(`of ${key}`, () =>
      assert.equal(
        edited('|', (before, after) => typstCitation(before, after, [key])),
        reference,
      ));

  for (const [line, keys, result] of [
    ['see |.', ['a/b', 'k'], 'see #cite(label("a/b")) @k.'],
    ['see @|.', ['a/b'], 'see #cite(label("a/b")).'],
    ['see @|.', ['k', 'a/b'], 'see @k #cite(label("a/b")).'],
    ['see @|.', ['a/b', 'k'], 'see #cite(label("a/b")) @k.'],
    ['me@|', ['a/b'], 'me@#cite(label("a/b"))'],
    ['#cite(|)', ['a/b'], '#cite(label("a/b"))'],
    ['#cite( |', ['a/b'], '#cite( label("a/b")'],
    ['#cite(<|>)', ['a/b'], '#cite(label("a/b"))'],
    ['#cite(<|)', ['a/b'], '#cite(label("a/b"))'],
    ['#cite(<|>)', ['a/b', 'k'], '#cite(label("a/b")) #cite(<k>)'],
    ['#cite(<|>)', ['k', 'a/b'], '#cite(<k>) #cite(label("a/b"))'],
    ['#{ cite(<|>) }', ['a/b', 'c+d'], '#{ cite(label("a/b")) + cite(label("c+d")) }'],
  ] as const)
    it(`of ${keys.join()} in ${line}`, () =>
      assert.equal(
        edited(line, (before, after) => typstCitation(before, after, keys)),
        result,
      ));

  for (const [line, key, result] of [
    ['@|', 'k', '@k'],
    ['@|', 'a/b', '#cite(label("a/b"))'],
    ['#cite(<|', 'k', '#cite(<k'],
    ['#cite(<|>)', 'k', '#cite(<k>)'],
    ['#cite(<|', 'a/b', '#cite(label("a/b")'],
    ['#cite(<|>)', 'a/b', '#cite(label("a/b"))'],
  ] as const)
    it(`completed with ${key} in ${line}`, () =>
      assert.equal(
        edited(line, (before, after) => completedTypstKey(before, after, key)),
        result,
      ));
});
