import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  parseFeedItem,
  parseFeedSteps,
  type FeedOptions,
  type ParsedFeed,
} from '../../../../src/core/feed/parseFeed';
import { runToEnd } from '../../../../src/core/lang/runGenerator';
import type { Paper } from '../../../../src/core/paper/paper';
import { parsePythonLiteral } from '../../../../src/core/feed/pythonLiteral';
import { parseStoredPaper } from '../../../../src/core/paper/storedPaper';
import { readable } from '../../../../src/library/texToUnicode';
import { item2024, item2026 } from '../../../support/feed-items';

const context: FeedOptions = { readable };

function readFeed(answer: unknown, about: FeedOptions): ParsedFeed | undefined {
  return runToEnd(parseFeedSteps(answer, about));
}

function read(item: unknown, day?: string): Paper {
  const paper = parseFeedItem(item, day === undefined ? context : { ...context, day });
  if (typeof paper === 'string') assert.fail(paper);
  return paper;
}

describe('reading an answer of the feed', () => {
  it('reads the shape of 2024, whose titles and abstracts are hard-wrapped', () => {
    const paper = read(item2024({ id: '2405.00001' }), '2024-05-31');
    assert.deepEqual(paper, {
      id: '2405.00001',
      title: 'Made-up findings about 2405.00001',
      abstract: 'We made up 2405.00001. Nothing was measured.',
      authors: ['Ada Example 0', 'Ada Example 1'],
      authorCount: 2,
      published: '2024-05-28',
      featuredOn: ['2024-05-31'],
      comments: 1,
      upvotes: 3,
      topics: [],
      repositories: [],
      links: [
        { kind: 'arxiv', url: 'https://arxiv.org/abs/2405.00001' },
        { kind: 'pdf', url: 'https://arxiv.org/pdf/2405.00001' },
        { kind: 'huggingface', url: 'https://huggingface.co/papers/2405.00001' },
      ],
    });
  });

  it('reads the shape of 2026 with its day, code, stars, summary and keywords', () => {
    const paper = read(item2026({ id: '2603.00001', day: '2026-03-05', comments: 4 }));
    assert.deepEqual(paper.featuredOn, ['2026-03-05']);
    assert.deepEqual([paper.comments, paper.upvotes, paper.stars], [4, 3, 12]);
    assert.deepEqual(
      paper.repositories.map((r) => r.url),
      ['https://github.com/made-up/p2603-00001'],
    );
    assert.equal(paper.aiSummary, 'A short summary by a machine.');
    assert.deepEqual(paper.keywords, ['made-up findings', 'nothing at all']);
    assert.deepEqual(paper.links.at(-1), { kind: 'project', url: 'https://made-up.example/2603.00001' });
  });

  it('has the day of the item, of the answer, and of the question, in this order', () => {
    const asked = { ...context, day: '2026-03-09' };
    const answer = {
      date: '2026-03-07',
      data: [item2026({ id: '2603.00001' }), item2024({ id: '2603.00002' })],
    };
    assert.deepEqual(
      readFeed(answer, asked)?.papers.map(({ featuredOn }) => featuredOn),
      [['2026-03-05'], ['2026-03-07']],
    );
    assert.deepEqual(read(answer.data[0], '2026-03-09').featuredOn, ['2026-03-05']);
    assert.deepEqual(read(answer.data[1], '2026-03-09').featuredOn, ['2026-03-09']);
    const broken = item2026({ id: '2603.00003', day: '2026-02-31' });
    assert.deepEqual(read(broken, '2026-03-09').featuredOn, ['2026-03-09']);
  });

  it('adds no day if none is given', () => {
    assert.deepEqual(read(item2024({ id: '2405.00001' })).featuredOn, []);
  });

  const places: [what: string, paper: Record<string, unknown>, urls: string[]][] = [
    ['the field alone', { githubRepo: 'https://github.com/a/one' }, ['https://github.com/a/one']],
    [
      'field and abstract disagree: both, the field first',
      { githubRepo: 'https://github.com/next/name', summary: 'Code: https://github.com/old/name.' },
      ['https://github.com/next/name', 'https://github.com/old/name'],
    ],
    [
      'field and abstract agree but for case and .git',
      { githubRepo: 'https://github.com/a/one', summary: 'At https://github.com/A/One.git.' },
      ['https://github.com/a/one'],
    ],
    [
      'the project page is a repository',
      { projectPage: 'https://github.com/a/page' },
      ['https://github.com/a/page'],
    ],
    [
      'a branch and a folder',
      { githubRepo: 'https://github.com/a/b/tree/main/sub' },
      ['https://github.com/a/b/tree/main/sub'],
    ],
    ['a broken line inside', { githubRepo: 'https://github.com/a/\none' }, ['https://github.com/a/one']],
    ['an owner only', { githubRepo: 'https://github.com/a' }, []],
    ['another site', { githubRepo: 'https://github.com.evil.example/a/b' }, []],
    ['a number', { githubRepo: 7 }, []],
    ['an address for a key', { githubRepo: 'git@github.com:a/b.git' }, ['https://github.com/a/b']],
    ['the same with a scheme', { githubRepo: 'ssh://git@gitlab.com/a/b.git' }, ['https://gitlab.com/a/b']],
    ['another site’s', { githubRepo: 'git@evil.example:a/b.git' }, []],
    ['Markdown', { githubRepo: '[code](https://github.com/a/b)' }, ['https://github.com/a/b']],
    ['words around it', { githubRepo: 'Code: https://github.com/a/b (soon)' }, ['https://github.com/a/b']],
    [
      'a character that nobody sees',
      { githubRepo: 'https://github.com/a/b\u200b' },
      ['https://github.com/a/b'],
    ],
    [
      'two without a space',
      { projectPage: 'https://github.com/a/b;https://github.com/c/dhttps://github.com/e/f' },
      ['https://github.com/a/b', 'https://github.com/c/d', 'https://github.com/e/f'],
    ],
    ['for pip', { githubRepo: 'git+https://github.com/a/b.git' }, ['https://github.com/a/b']],
    [
      'two in one field',
      { projectPage: 'https://github.com/a/b, https://github.com/c/d' },
      ['https://github.com/a/b', 'https://github.com/c/d'],
    ],
  ];
  for (const [what, facts, urls] of places) {
    it(`repositories: ${what}`, () => {
      const paper = read(item2024({ id: '2405.00001', paper: facts }));
      assert.deepEqual(
        paper.repositories.map((repository) => repository.url),
        urls,
      );
    });
  }

  const long = `https://lab.example/${'x'.repeat(600)}`;
  const pages: [field: 'githubRepo' | 'projectPage' | 'summary', text: string, links: string[]][] = [
    ['githubRepo', 'https://gitee.com/a/b', ['page https://gitee.com/a/b']],
    ['githubRepo', 'http://bitbucket.org/a/b', ['page https://bitbucket.org/a/b']],
    ['githubRepo', 'https://gist.github.com/a/0123', ['page https://gist.github.com/a/0123']],
    ['githubRepo', 'https://github.com/a', ['page https://github.com/a']],
    ['githubRepo', '[code](https://gitee.com/a/b)', ['page https://gitee.com/a/b']],
    ['githubRepo', 'https://user:key@gitee.com/a/b', []],
    ['githubRepo', 'soon', []],
    ['githubRepo', 'javascript:alert(1)', []],
    ['projectPage', 'lab.example/x', ['project https://lab.example/x']],
    ['projectPage', '//lab.example/x', ['project https://lab.example/x']],
    ['projectPage', 'www.lab.example', ['project https://www.lab.example/']],
    ['projectPage', 'Coming.soon', []],
    ['projectPage', 'https://lab.example?x=y', ['project https://lab.example/?x=y']],
    ['projectPage', 'https://lab.example:8443/x', ['project https://lab.example:8443/x']],
    ['projectPage', 'https://lab.example:443/x', ['project https://lab.example/x']],
    ['projectPage', 'http://lab.example:80/x', ['project https://lab.example/x']],
    ['projectPage', 'http://lab.example:8080/x', []],
    ['projectPage', 'https://lab.example:99999/x', []],
    ['projectPage', 'https://größe.example/ü', ['project https://größe.example/ü']],
    ['projectPage', 'https://例え.テスト/', ['project https://例え.テスト/']],
    ['projectPage', 'https://xn--gre-6ka8l.xn--zckzah/', ['project https://xn--gre-6ka8l.xn--zckzah/']],
    ['projectPage', 'Our page: https://lab.example/x.', ['project https://lab.example/x']],
    ['projectPage', 'https://lab.example/my page', []],
    ['projectPage', 'lab.example/my page', []],
    ['projectPage', 'https://a.example/ https://b.example/', ['project https://a.example/', 'project https://b.example/']],
    ['projectPage', long, [`project ${long}`]],
    ['projectPage', `https://lab.example/${'x'.repeat(2_048)}`, []],
    ['projectPage', `See ${long}`, []],
    ['projectPage', 'https://127.0.0.1/x', []],
    ['projectPage', 'https://[::1]/x', []],
    ['projectPage', 'https://localhost/x', []],
    ['projectPage', 'https://lab.example\\@evil.example/', []],
    ['projectPage', 'file:///etc/passwd', []],
    ['projectPage', 'vscode://x/y', []],
    ['summary', `See ${long} for more.`, []],
    ['summary', `See https://github.com/a/b/tree/main/${'x'.repeat(600)} for more.`, []],
  ]; // oxfmt-ignore
  for (const [field, text, links] of pages) {
    it(`pages: ${field} ${JSON.stringify(text.slice(0, 60))}`, () => {
      const paper = read(item2024({ id: 'a-slug', paper: { [field]: text } }));
      assert.deepEqual(
        paper.links.map(({ kind, url }) => `${kind} ${url}`),
        links,
      );
      for (const { url } of paper.links) assert.equal(new URL(url).protocol, 'https:');
    });
  }

  const fallbacks: [what: string, inner: Record<string, unknown>, outer: Record<string, unknown>][] = [
    ['of a wrong type', { title: 5, summary: {} }, { title: 'T', summary: 'S' }],
    ['empty', { title: '', summary: ' \n' }, { title: 'T', summary: 'S' }],
    ['too long', { title: 'x'.repeat(5_000), summary: 'x'.repeat(500_000) }, { title: 'T', summary: 'S' }],
    ['not there', {}, { title: 'T', summary: 'S' }],
    ['of a wrong type, in an archive', { title: 'T', summary: 1, abstract: 'S' }, { summary: '' }],
  ];
  for (const [what, inner, outer] of fallbacks) {
    it(`looks for a title and an abstract further when one is ${what}`, () => {
      const { title, abstract } = read({ ...outer, paper: { id: '2603.00001', ...inner } });
      assert.deepEqual([title, abstract], ['T', 'S']);
    });
  }

  const ids: [given: unknown, id: string | undefined][] = [
    ['2603.00001', '2603.00001'],
    ['2603.00001v3', '2603.00001'],
    ['arXiv:2603.00001', '2603.00001'],
    ['__proto__', undefined],
    ['constructor', 'constructor'],
    ['../../etc', undefined],
    ['a b', undefined],
    ['', undefined],
    [26.03, undefined],
  ];
  for (const [given, id] of ids) {
    it(`id ${JSON.stringify(given)}`, () => {
      const paper = parseFeedItem(item2026({ id: '2603.00001', paper: { id: given } }), context);
      assert.equal(typeof paper === 'string' ? undefined : paper.id, id);
    });
  }

  it('drops a bad item, says why, and keeps the others', () => {
    const good = item2026({ id: '2603.00001' });
    const bad: [item: unknown, why: RegExp][] = [
      [null, /not an object/],
      [[], /not an object/],
      ['text', /not an object/],
      [{}, /no usable id/],
      [{ paper: { id: '2603.00002' } }, /2603\.00002: no usable title/],
      [{ paper: { id: '2603.00003', title: 'x'.repeat(5_000_000), summary: 's' } }, /no usable title/],
      [item2026({ id: '2603.00004', summary: 'x'.repeat(5_000_000) }), /no usable abstract/],
      [{ ...good, title: 5, paper: { id: '2603.00005', title: {}, summary: 's' } }, /no usable title/],
    ];
    const reading = readFeed([...bad.map(([item]) => item), good], context);
    assert.deepEqual(
      reading?.papers.map((paper) => paper.id),
      ['2603.00001'],
    );
    assert.equal(reading.skipped.length, bad.length);
    bad.forEach(([, why], index) => assert.match(reading.skipped[index]?.why ?? '', why));
  });

  const texts: readonly (readonly [text: string, names: readonly string[]])[] = [
    ['Ada Lovelace, Yann LeCun and Fei-Fei Li', ['Ada Lovelace', 'Yann LeCun', 'Fei-Fei Li']],
    ['Ada Lovelace, Yann LeCun, and Fei-Fei Li', ['Ada Lovelace', 'Yann LeCun', 'Fei-Fei Li']],
    ['Lovelace, Ada and LeCun, Yann', ['Lovelace, Ada', 'LeCun, Yann']],
    ['Ada Lovelace; Yann LeCun;', ['Ada Lovelace', 'Yann LeCun']],
    ['Ada', []],
    ['a, b, c', []],
    ['', []],
  ];
  for (const [text, names] of texts)
    it(`reads authors that are one text: ${JSON.stringify(text)}`, () => {
      const paper = read(item2026({ id: '2603.00001', paper: { authors: text } }));
      assert.deepEqual([paper.authors, paper.authorCount], [names, names.length]);
    });

  it('reads authors by their full names', () => {
    const paper = read(item2026({ id: '2603.00001', paper: { authors: [{ fullname: 'Ada Lovelace' }] } }));
    assert.deepEqual(paper.authors, ['Ada Lovelace']);
  });

  it('leaves out a field of a wrong type and keeps the item', () => {
    const paper = read(
      item2026({
        id: '2603.00001',
        paper: {
          upvotes: '7',
          githubStars: -1,
          authors: 'Ada',
          publishedAt: '2026-02-31',
          submittedOnDailyAt: Number.NaN,
          ai_keywords: [1, 'kept', null, 'kept'],
          ai_summary: [],
        },
      }),
    );
    assert.deepEqual(
      [paper.upvotes, paper.stars, paper.authors, paper.published, paper.featuredOn, paper.aiSummary],
      [undefined, undefined, [], '2026-03-02', [], undefined],
    );
    assert.deepEqual(paper.keywords, ['kept']);
  });

  it('makes text harmless: control and direction characters, halves of surrogate pairs', () => {
    const paper = read(
      item2026({ id: '2603.00001', title: 'a\u202eb\u0000c \ud800d', paper: { ai_summary: 'x\u2066y' } }),
    );
    assert.equal(paper.title, 'a b c \ufffdd');
    assert.equal(paper.aiSummary, 'x y');
  });

  it('takes 500 authors and a very long abstract', () => {
    const paper = read(item2026({ id: '2603.00001', authors: 500, summary: 'word '.repeat(10_000) }));
    assert.equal(paper.authors.length, 500);
    assert.equal(paper.abstract.length, 49_999);
  });

  const wrappers: [what: string, answer: unknown, papers: number | undefined][] = [
    ['an empty day', [], 0],
    [
      '{status, date, count, data}',
      { status: 'ok', date: '2025-01-10', data: [item2024({ id: '2501.00001' })] },
      1,
    ],
    ['one item alone', item2026({ id: '2603.00001' }), 1],
    ['one paper alone', item2026({ id: '2603.00001' })['paper'], 1],
    ['an error', { error: 'Invalid date' }, undefined],
    ['null', null, undefined],
    ['a text', 'Service unavailable', undefined],
  ];
  for (const [what, answer, papers] of wrappers) {
    it(`answer: ${what}`, () => assert.equal(readFeed(answer, context)?.papers.length, papers));
  }

  it('takes the day of a wrapper', () => {
    const reading = readFeed({ date: '2025-01-10', data: [item2024({ id: '2501.00001' })] }, context);
    assert.deepEqual(reading?.papers[0]?.featuredOn, ['2025-01-10']);
  });

  it('reads items that an archive wrote as Python', () => {
    const item =
      "{'paper': {'id': '2412.00001', 'title': \"It's made up\", 'summary': 'One\\ntwo \\u00e9 \\'three\\'', " +
      "'authors': [{'name': 'Ada', 'hidden': False, 'user': None}], 'upvotes': 3}, 'numComments': 2}";
    const paper = read(item, '2024-12-20');
    assert.deepEqual(
      [paper.title, paper.abstract, paper.authors, paper.upvotes, paper.comments],
      ["It's made up", "One two é 'three'", ['Ada'], 3, 2],
    );
  });

  it('is not changed by its own keys', () => {
    const answer: unknown = JSON.parse(
      '[{"__proto__":{"polluted":1},"paper":{"__proto__":{"id":"9"},"constructor":{},"id":"2603.00001","title":"t","summary":"s"}}]',
    );
    assert.deepEqual(
      readFeed(answer, context)?.papers.map((paper) => paper.id),
      ['2603.00001'],
    );
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });

  it('takes any JSON without throwing, and only gives papers that the store would take back', () => {
    const field = fc.oneof(
      fc.jsonValue(),
      fc.string(),
      fc.constantFrom('2603.00001', '2026-03-05T00:00:00Z', -1),
    );
    const paper = fc.dictionary(
      fc.constantFrom(
        ...[
          'id',
          'title',
          'summary',
          'authors',
          'publishedAt',
          'submittedOnDailyAt',
          'upvotes',
          'githubStars',
        ],
        ...['githubRepo', 'projectPage', 'ai_summary', 'ai_keywords', '__proto__', 'constructor'],
      ),
      field,
    );
    const item = fc.oneof(
      fc.jsonValue(),
      paper,
      fc.record({ paper, title: field, numComments: field }),
      paper.map((facts) => item2026({ id: '2603.00001', paper: facts })),
    );
    fc.assert(
      fc.property(fc.oneof(fc.array(item), item), (answer) => {
        for (const found of readFeed(answer, context)?.papers ?? []) {
          assert.deepEqual(parseStoredPaper(JSON.parse(JSON.stringify(found))), found);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('ends on JSON that is nested without end', () => {
    const deep = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000)) as unknown;
    assert.equal(readFeed(deep, context)?.papers.length, 0);
    const paper = read(item2026({ id: '2603.00001', paper: { authors: deep, ai_keywords: deep } }));
    assert.equal(paper.id, '2603.00001');
    assert.equal(parsePythonLiteral('['.repeat(200_000)), undefined);
  });
});

describe('a Python literal', () => {
  const cases: [text: string, value: unknown][] = [
    ['[1, -2.5, 1e3, True, None, (3,)]', [1, -2.5, 1000, true, null, [3]]],
    [`{'a': "b'c", "d": 'e"f'}`, { a: "b'c", d: 'e"f' }],
    [`'\\x41\\u00e9\\U0001F600\\t\\\\'`, 'Aé😀\t\\'],
    ['{}', {}],
    ['{1: 2}', undefined],
    ['[1 2]', undefined],
    ['__import__("os")', undefined],
    ["'open", undefined],
    ['', undefined],
  ];
  for (const [text, value] of cases) {
    it(text || 'nothing', () => assert.deepEqual(parsePythonLiteral(text), value));
  }

  it('keeps __proto__ as a key of its own', () => {
    const value = parsePythonLiteral("{'__proto__': {'x': 1}}") as object;
    assert.deepEqual(Object.keys(value), ['__proto__']);
  });
});
