import assert from 'node:assert/strict';
import type { SearchHit } from '../../../src/core/index/searchHit';
import { parseQuery, type Query } from '../../../src/core/query/parseQuery';
import { textFilters } from '../../../src/core/query/textQuery';
import { answerQuery, type Answer } from '../../../src/search/answerQuery';
import type { SearchBoxDeps } from '../../../src/search/searchBoxTypes';
import { madePaper } from '../../support/papers';

describe('the answer of the search box', () => {
  const hit = (id: string): SearchHit => ({ paper: madePaper(id), score: 1, terms: [] });
  const numbered = (from: number, count: number): SearchHit[] =>
    Array.from({ length: count }, (_, i) => hit(`2603.${10_000 + from + i}`));

  let asked: string[];
  /** Answers a query from what the library and the kept texts have. */
  function answered(
    text: string,
    {
      library,
      texts = [],
      size = 1,
      signal = new AbortController().signal,
    }: {
      readonly library: readonly SearchHit[];
      readonly texts?: readonly SearchHit[];
      readonly size?: number;
      readonly signal?: AbortSignal;
    },
  ): Promise<Answer> {
    asked = [];
    const search = (query: Query, { limit }: { readonly limit?: number }): Promise<readonly SearchHit[]> =>
      Promise.resolve((textFilters(query).length > 0 ? texts : library).slice(0, limit));
    const parts = {
      papers: { search, paper: () => undefined },
      texts: {
        size,
        refresh: () => Promise.resolve(void asked.push('refresh')),
        excerpt: (id: string) => Promise.resolve(void asked.push(id)).then(() => `Sentence of ${id}.`),
      },
      help: { relax: () => [] },
    } as unknown as SearchBoxDeps;
    const request = { title: '', text: '', chosen: () => undefined, closed: () => undefined };
    return answerQuery(parts, request, parseQuery(text), { expanded: false, signal });
  }
  const ids = (hits: readonly SearchHit[]): string[] => hits.map(({ paper }) => paper.id);

  it('has papers that only kept texts found below the others, without repeating any', async () => {
    const library = numbered(0, 3);
    const { hits, inTexts, excerpts } = await answered('wombats', {
      library,
      texts: [hit('2603.10001'), hit('2603.20000'), hit('2603.20001')],
    });
    assert.deepEqual(ids(hits), ids(library));
    assert.deepEqual(ids(inTexts), ['2603.20000', '2603.20001']);
    assert.deepEqual([...excerpts.keys()], ['2603.20000', '2603.20001']);
  });

  it('has ten of them at most, also if the texts rank fifty listed papers first', async () => {
    const { hits, inTexts } = await answered('wombats', {
      library: numbered(0, 80),
      texts: [...numbered(0, 50), ...numbered(100, 30)],
    });
    assert.equal(hits.length, 50);
    assert.deepEqual(ids(inTexts), ids(numbered(100, 10)));
  });

  for (const [count, hasMore] of [
    [0, false],
    [49, false],
    [50, false],
    [51, true],
  ] as const)
    it(`${hasMore ? 'has' : 'has no'} further papers if ${count} match`, async () => {
      const answer = await answered('wombats', { library: numbered(0, count) });
      assert.deepEqual([answer.hits.length, answer.hasMore], [Math.min(count, 50), hasMore]);
    });

  it('shows the sentences of the texts for text:, of the first rows', async () => {
    const { hits, inTexts, excerpts } = await answered('text:wombats', {
      library: [],
      texts: numbered(0, 60),
    });
    assert.equal(hits.length, 50);
    assert.deepEqual(inTexts, []);
    assert.equal(excerpts.size, 24);
    assert.equal(excerpts.get('2603.10000'), 'Sentence of 2603.10000.');
  });

  it('opens the index of the texts, without waiting for it', async () => {
    const { inTexts } = await answered('wombats', {
      library: numbered(0, 1),
      texts: numbered(5, 1),
      size: 0,
    });
    assert.deepEqual(inTexts, []);
    assert.deepEqual(asked, ['refresh']);
  });

  it('reads no text for an empty query', async () => {
    await answered('', { library: numbered(0, 2), texts: numbered(5, 2) });
    assert.deepEqual(asked, []);
  });

  it('stops reading texts when the next key comes', async () => {
    const controller = new AbortController();
    controller.abort(new Error('next key'));
    const stopped = answered('text:wombats', {
      library: [],
      texts: numbered(0, 9),
      signal: controller.signal,
    });
    await assert.rejects(stopped, /next key/);
    assert.equal(asked.length, 1);
  });
});
