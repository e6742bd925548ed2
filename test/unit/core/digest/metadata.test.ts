import assert from 'node:assert/strict';
import { parseArxivId } from '../../../../src/core/links/arxiv';
import { parseDigest } from '../../../../src/core/digest/parseDigest';
import { toPapers } from '../../../../src/core/digest/toPapers';
import { parseDigestMetadata } from '../../../../src/core/digest/metadata';
import { uniqueSlug, slugOf } from '../../../../src/core/digest/slug';

const same = (text: string) => text;

describe('facts about papers', () => {
  it('are read as they are', () => {
    const entry = {
      title: ' A  Title ',
      arxivId: '2109.00859v2',
      authors: ['A B', ' C\u0000D '],
      category: 'cs.CL',
      repository: 'https://github.com/a/b/tree/main/c',
      note: 'more',
    };
    const { facts, problems } = parseDigestMetadata([entry]);
    assert.deepEqual(problems, []);
    assert.deepEqual(facts, [
      {
        title: 'A Title',
        arxivId: '2109.00859',
        authors: ['A B', 'C D'],
        category: 'cs.CL',
        repository: {
          host: 'github.com',
          owner: 'a',
          name: 'b',
          ref: 'main',
          folder: 'c',
          url: 'https://github.com/a/b/tree/main/c',
        },
      },
    ]);
  });

  const bad: [entry: unknown, left: number, field: string | undefined][] = [
    [null, 0, undefined],
    ['text', 0, undefined],
    [{}, 0, 'title'],
    [{ title: 7 }, 0, 'title'],
    [{ title: ' ' }, 0, 'title'],
    [JSON.parse('{"__proto__": {"title": "x"}}'), 0, 'title'],
    [{ title: 'T', arxivId: 2109.00859 }, 1, 'arxivId'],
    [{ title: 'T', arxivId: '../x' }, 1, 'arxivId'],
    [{ title: 'T', authors: 'A B' }, 1, 'authors'],
    [{ title: 'T', authors: ['A', null] }, 1, 'authors'],
    [{ title: 'T', category: ['cs.CL'] }, 1, 'category'],
    [{ title: 'T', repository: 'https://evil.example/a/b' }, 1, 'repository'],
    [{ title: 'T', repository: {} }, 1, 'repository'],
  ];
  for (const [entry, left, field] of bad) {
    it(`${JSON.stringify(entry)} is reported, its neighbours stay`, () => {
      const { facts, problems } = parseDigestMetadata([{ title: 'Before' }, entry, { title: 'After' }]);
      assert.equal(facts.length, 2 + left);
      assert.deepEqual(problems, [field === undefined ? { index: 1 } : { index: 1, field }]);
    });
  }

  for (const value of [undefined, null, {}, 'x', 7]) {
    it(`${JSON.stringify(value)} is no list`, () => {
      assert.deepEqual(parseDigestMetadata(value), { facts: [], problems: [{}] });
    });
  }
});

describe('a page joined with its facts', () => {
  const abstract = `${'Long enough to be an abstract. '.repeat(8)}End.`;
  const page = (...titles: string[]) =>
    titles.map((title) => `${title}\n\n${abstract}\n\n• 2 authors\n·\nSep 2, 2021\n`).join('\n');
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length'];

  it('finds facts by title, whatever its case and punctuation, and in order where titles are equal', () => {
    const facts = ['1000.00001', '1000.00002', '1000.00003'].map((arxivId, index) => {
      return { title: index === 1 ? 'Other' : 'Same: a “Title”', arxivId, authors: [] };
    });
    const { papers, unused } = toPapers(
      parseDigest(page('same – a title', 'Same a Title', 'Newer')),
      facts,
      same,
    );
    assert.deepEqual(
      papers.map((paper) => paper.id),
      ['1000.00001', '1000.00003', 'newer'],
    );
    assert.deepEqual(unused, [facts[1]]);
  });

  it('shows a paper that the page names twice once, and says so', () => {
    const facts = ['A', 'B'].map((title) => ({ title, arxivId: '1000.00001', authors: [] }));
    const { papers, problems } = toPapers(parseDigest(page('A', 'B')), facts, same);
    assert.equal(papers.length, 1);
    assert.deepEqual(
      problems.map((problem) => problem.kind),
      ['duplicate'],
    );
  });

  it('takes names such as constructor as ordinary titles', () => {
    const before = Reflect.ownKeys(Object.prototype).length;
    const { papers } = toPapers(parseDigest(page(...names)), [], same);
    assert.deepEqual(
      papers.map((paper) => paper.title),
      names,
    );
    assert.equal(new Set(papers.map((paper) => paper.id)).size, names.length);
    assert.equal(Reflect.ownKeys(Object.prototype).length, before);
  });
});

describe('an id of a title', () => {
  const slugs: [title: string, slug: string][] = [
    ['Pre-training under infinite compute', 'pre-training-under-infinite-compute'],
    ['  «Éclair»: über-große Fälle!  ', 'eclair-uber-große-falle'],
    ['C++ & C#', 'c-c'],
    ['模型 与 数据', '模型-与-数据'],
    ['../../etc/passwd', 'etc-passwd'],
    ['__proto__', 'proto'],
    ['???', 'paper'],
    ['', 'paper'],
    ['2109.00859', '2109-00859'],
  ];
  for (const [title, slug] of slugs) it(JSON.stringify(title), () => assert.equal(slugOf(title), slug));

  it('is cut at a word of 80 characters, and never ends in a hyphen', () => {
    assert.equal(slugOf('ab '.repeat(100)).length, 80);
    assert.equal(slugOf(`${'a'.repeat(79)} b`), 'a'.repeat(79));
  });

  it('takes a number where it is taken', () => {
    assert.equal(uniqueSlug('A', new Set(['a', 'a-2'])), 'a-3');
    assert.equal(uniqueSlug('A', new Set<string>()), 'a');
  });
});

describe('an arXiv id', () => {
  const ids: [text: string, id: string | undefined][] = [
    ['2109.00859', '2109.00859'],
    ['arXiv:2109.00859v12', '2109.00859'],
    ['0704.0001', '0704.0001'],
    ['cs/0112017v1', 'cs/0112017'],
    ['math.GT/0309136', 'math.GT/0309136'],
    ['2109.008591', undefined],
    ['2109.00859/../x', undefined],
    ['', undefined],
  ];
  for (const [text, id] of ids) it(JSON.stringify(text), () => assert.equal(parseArxivId(text), id));
});
