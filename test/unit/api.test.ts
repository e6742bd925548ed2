import assert from 'node:assert/strict';
import { apiOf, type ApiSource, type DailyPapersApi } from '../../src/api';
import { lazyPaper } from '../../src/core/paper/lazyPaper';
import type { Paper } from '../../src/core/paper/paper';
import { madePaper } from '../support/papers';

/** A type that allows everything an untyped caller may do. */
type Loose = Record<string, never> & unknown[];

const repository = { host: 'github.com', owner: 'lab', name: 'code', url: 'https://github.com/lab/code' };
const link = { kind: 'page' as const, url: 'https://example.org/' };

function plain(): Paper {
  return {
    ...madePaper('2401.00001'),
    authors: ['A'],
    featuredOn: ['2024-01-01'],
    repositories: [{ ...repository }],
    links: [{ ...link }],
    keywords: ['k'],
    tex: { title: 'T' },
  };
}

function lazy(): Paper {
  const { abstract, links, keywords, tex, ...facts } = plain();
  const texts = { abstract, links, ...(keywords && { keywords }), ...(tex && { tex }) };
  return lazyPaper({ ...facts, id: '2401.00002' }, { read: () => structuredClone(texts) });
}

describe('the API for other extensions', () => {
  let papers: Paper[];
  let asked: unknown[];
  let api: DailyPapersApi;
  beforeEach(() => {
    papers = [plain(), lazy()];
    asked = [];
    const source: ApiSource = {
      ready: Promise.resolve(),
      papers: () => papers,
      paper: (id) => papers.find((paper) => paper.id === id),
      has: (id) => papers.some((paper) => paper.id === id),
      search: (query, options) => {
        asked.push([query.text, options]);
        options?.signal?.throwIfAborted();
        return Promise.resolve(papers.map((paper) => ({ paper, score: 1, terms: ['a'] })));
      },
    };
    api = apiOf(source);
  });

  const ways: readonly (readonly [name: string, take: () => Promise<readonly unknown[]>])[] = [
    ['papers()', () => Promise.resolve(api.papers())],
    ['papers() after ready', () => api.ready.then(() => api.papers())],
    ['paper()', () => Promise.resolve(papers.map(({ id }) => api.paper(id)))],
    ['search()', async () => (await api.search('x')).map(({ paper }) => paper)],
  ];
  const changes: readonly (readonly [what: string, change: (paper: Loose) => unknown])[] = [
    ['a field', (paper) => Object.assign(paper, { title: 'x' })],
    ['the authors', (paper) => (paper['authors'] as unknown as Loose).push('x')],
    ['the topics', (paper) => (paper['topics'] as unknown as Loose).push('x')],
    ['the days', (paper) => (paper['featuredOn'] as unknown as Loose).pop()],
    ['the repositories', (paper) => (paper['repositories'] as unknown as Loose).pop()],
    [
      'a repository',
      (paper) => Object.assign((paper['repositories'] as unknown as Loose)[0] as object, { url: 'x' }),
    ],
    ['the links', (paper) => (paper['links'] as unknown as Loose).pop()],
    ['a link', (paper) => Object.assign((paper['links'] as unknown as Loose)[0] as object, { url: 'x' })],
    ['the keywords', (paper) => (paper['keywords'] as unknown as Loose).push('x')],
    ['the TeX', (paper) => Object.assign(paper['tex'] as unknown as object, { title: 'x' })],
  ];
  for (const [name, take] of ways)
    it(`refuses every change of a paper from ${name}`, async () => {
      const before = JSON.stringify(papers);
      for (const paper of await take())
        for (const [what, change] of changes) assert.throws(() => change(paper as Loose), TypeError, what);
      assert.equal(JSON.stringify(papers), before);
    });

  it('refuses changes of its lists', async () => {
    assert.throws(() => ((api.papers() as unknown as Loose).length = 0), TypeError);
    const hits = await api.search('x');
    assert.throws(() => ((hits as unknown as Loose).length = 0), TypeError);
    assert.equal(api.papers().length, 2);
  });

  const calls: readonly (readonly [what: string, query: unknown, options: unknown, expected: unknown])[] = [
    ['no options', 'x', undefined, ['x', { typing: false }]],
    ['null for options', 'x', null, ['x', { typing: false }]],
    ['a text for options', 'x', 'limit', ['x', { typing: false }]],
    ['a broken limit', 'x', { limit: 2.7 }, ['x', { limit: 2, typing: false }]],
    ['a negative limit', 'x', { limit: -1 }, ['x', { typing: false }]],
    ['a limit that is no number', 'x', { limit: '3' }, ['x', { typing: false }]],
    ['a signal that is none', 'x', { signal: {} }, ['x', { typing: false }]],
    ['no query', undefined, {}, ['', { typing: false }]],
    ['a number for a query', 7, {}, ['', { typing: false }]],
  ];
  for (const [what, query, options, expected] of calls)
    it(`answers a search with ${what}`, async () => {
      const loose = api as unknown as { search(query: unknown, options: unknown): Promise<unknown> };
      assert.ok((await loose.search(query, options)) !== undefined);
      assert.deepEqual(asked, [expected]);
    });

  it('has no paper that is only shown from an answer of Hugging Face', () => {
    const found = apiOf({
      ready: Promise.resolve(),
      papers: () => [],
      paper: () => plain(),
      has: () => false,
      search: () => Promise.resolve([]),
    });
    assert.equal(found.paper('2401.00001'), undefined);
  });

  it('rejects, and does not throw, when a search fails or is aborted', async () => {
    await assert.rejects(api.search('x', { signal: AbortSignal.abort() }), { name: 'AbortError' });
    const failing = apiOf({
      ready: Promise.resolve(),
      papers: () => papers,
      paper: () => undefined,
      has: () => false,
      search: () => {
        throw new Error('at once');
      },
    });
    await assert.rejects(failing.search('x'), /at once/);
    assert.equal(failing.paper(null as unknown as string), undefined);
  });
});
