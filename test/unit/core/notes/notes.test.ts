import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitNote } from '../../../../src/core/notes/splitNote';
import { noteFields, restoreArxivId } from '../../../../src/core/notes/noteFields';
import { findNoteLinks, noteName } from '../../../../src/core/notes/noteLinks';
import { firstLines, noteWords, tagTest, wordsTest } from '../../../../src/core/notes/noteText';
import { noteFileName } from '../../../../src/core/notes/noteFileName';
import { noteTemplate } from '../../../../src/core/notes/noteTemplate';
import { parseFrontMatter } from '../../../../src/library/notes/parseFrontMatter';
import { madePaper } from '../../../support/papers';

describe('an arXiv id that was written as a number', () => {
  for (const [text, id] of [
    ['2109.1', '2109.10000'],
    ['2109.0086', '2109.00860'],
    ['2109.00859', '2109.00859'],
    ['704.0001', '0704.0001'],
    ['1412.698', '1412.6980'],
    ['1501.1', '1501.10000'],
    ['2199.1', undefined],
    ['12.5', undefined],
    ['3.14', undefined],
    ['2109', undefined],
    ['2109.123456', undefined],
  ] as const)
    it(`${text}: ${String(id)}`, () => assert.equal(restoreArxivId(text), id));
});

describe('the template of a note', () => {
  const hostile = 'A "title": with # \\ [brackets](command:x) ]: & *stars*\n---\n\u202eend';
  for (const [name, paper] of [
    ['a paper', madePaper('2109.00859', { title: 'CodeT5: Identifier-aware' })],
    ['hostile text', madePaper('2109.10000', { title: hostile, authors: ['O’Brien: "x"', '- a', '{b}'] })],
    ['a paper without an arXiv id', madePaper('some-title', { published: '', authors: [] })],
  ] as const)
    it(`of ${name} is read as it was meant`, () => {
      const { yaml = '', body } = splitNote(noteTemplate(paper, false));
      const map = parseFrontMatter(yaml);
      assert.deepEqual(noteFields(map), { ids: [paper.id], tags: [], status: 'unread' });
      assert.equal(map.get('title'), paper.title.replace(/[\n\u202e]+/g, ' '));
      assert.deepEqual(map.get('authors'), paper.authors);
      assert.equal(firstLines(body), '');
    });

  it('has a file name that every system takes', () => {
    assert.equal(noteFileName(madePaper('1', { title: 'Deep Nets', authors: ['Yue Wang'] })), 'wang2026deep');
    assert.equal(
      noteFileName(madePaper('1', { title: 'Deep Nets', authors: ['Yue Wang'] }), 1),
      'wang2026deepb',
    );
    const device = { title: '', authors: ['Con'], published: '' };
    assert.equal(noteFileName(madePaper('x', device)), 'con-note');
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(60), (title, author, number) => {
        const name = noteFileName(madePaper('x', { title, authors: [author] }), number);
        assert.match(name, /^[a-z0-9][a-z0-9-]{0,110}$/);
      }),
    );
  });
});

describe('the papers of a note', () => {
  for (const [front, ...ids] of [
    ['id: 2109.00859\nurl: https://arxiv.org/abs/1706.03762', '2109.00859'],
    ['id: 202301011200\nurl: https://arxiv.org/abs/2109.00859', '2109.00859', '202301011200'],
    ['id: 3f9aXk2\ndoi: 10.48550/arXiv.2109.00859', '2109.00859', '3f9aXk2'],
    [
      'id: 202301011200\narxiv: 2109.00859\nurl: https://arxiv.org/abs/1706.03762',
      '202301011200',
      '2109.00859',
    ],
    ['id: some-title', 'some-title'],
  ])
    it(JSON.stringify(front), () => assert.deepEqual(noteFields(parseFrontMatter(front ?? '')).ids, ids));
});

describe('words of a note', () => {
  const words = noteWords('# Ideas\nAblations of the GPT-4 decoder, see café.\n');
  for (const [text, exact, open, found] of [
    ['ablation', false, false, true],
    ['ABLATIONS', false, false, true],
    ['abl', false, true, true],
    ['abl', false, false, false],
    ['cafe decoder', false, false, true],
    ['cafe encoder', false, false, false],
    ['the gpt-4 decoder', true, false, true],
    ['decoder gpt-4', true, false, false],
    ['the gp', true, true, true],
    ['the gp', true, false, false],
    ['…', false, false, false],
  ] as const)
    it(`${text}${exact ? ', exactly' : ''}${open ? ', while it is typed' : ''}: ${String(found)}`, () =>
      assert.equal(wordsTest(text, exact, open)(words), found));

  it('are found in long texts in linear time', () => {
    assert.ok(noteWords('word '.repeat(1_000_000)).length < 40_000);
    assert.equal(wordsTest('x', false, false)(''), false);
  });

  for (const [tag, open, found] of [
    ['ml', false, true],
    ['ML/NLP', false, true],
    ['#to-cite', false, true],
    ['to', false, false],
    ['to', true, true],
    ['nlp', false, false],
  ] as const)
    it(`tag ${tag}${open ? ', while it is typed' : ''}: ${String(found)}`, () =>
      assert.equal(tagTest(tag, open)(['ml/nlp', 'To-Cite']), found));
});

describe('first lines of a note', () => {
  for (const [body, shown] of [
    ['', ''],
    ['# Title\n\n', ''],
    ['\n# Title\n\nOne\n\nTwo\n', 'One\nTwo'],
    ['One\n# Later heading', 'One\n# Later heading'],
    ['1\n2\n3\n4\n5\n6\n7', '1\n2\n3\n4\n5\n6\n…'],
    ['x'.repeat(400), `${'x'.repeat(299)}…`],
  ] as const)
    it(JSON.stringify(body.slice(0, 30)), () => assert.equal(firstLines(body), shown));
});

describe('links between notes', () => {
  for (const [text, ...keys] of [
    ['See [[wang2021codet5]] and [[ a b ]].', 'wang2021codet5', 'a b'],
    ['[[key|label]] [[key2#part]] [[dir/key3.md]]', 'key', 'key2', 'dir/key3.md'],
    ['[[]] [[ ]] [x] [[a\nb]] [[[c]]] [[open', 'c'],
    ['[['.repeat(50_000)],
  ])
    it(JSON.stringify(text?.slice(0, 40)), () => {
      const found = findNoteLinks(text ?? '');
      assert.deepEqual(
        found.map(({ key }) => key),
        keys,
      );
      for (const { key, start, end } of found) assert.equal(text?.slice(start, end), key);
    });

  for (const [file, name] of [
    ['/notes/Wang2021CodeT5.md', 'wang2021codet5'],
    ['C:\\notes\\a.b.md', 'a.b'],
    ['plain', 'plain'],
  ] as const)
    it(`${file} is named ${name}`, () => assert.equal(noteName(file), name));
});
