import assert from 'node:assert/strict';
import type { Paper } from '../../src/core/paper';
import { parseQuery } from '../../src/core/query';
import { knownValues } from '../../src/search/knownValues';
import { queryInWords } from '../../src/search/queryWords';

const l10n = {
  t: (message: string, ...args: string[]): string =>
    message.replace(/\{(\d)\}/g, (_, index: string) => args[Number(index)] ?? ''),
};
const labels = new Map([['code', 'Code']]);

describe('a query in words', () => {
  const rows: [query: string, words: string][] = [
    ['', ''],
    ['tokenization', ''],
    ['tokenization has:code after:2024', 'Papers about tokenization, with code, since 2024'],
    ['has:code', 'Papers with code'],
    ['-has:code year:2024', 'Papers without code, from 2024'],
    ['topic:code -title:survey', 'Papers on Code, without survey in the title'],
    ['author:"Yue Wang" sort:date', 'Papers by Yue Wang, newest first'],
    [
      '"mixture of experts" +routing -vision',
      'Papers with “mixture of experts”, with routing, without vision',
    ],
    ['is:unread category:cs.CL before:2025', 'Papers not read yet, in cs.CL, before 2025'],
    ['llm sort:upvotes', 'Papers about llm, most upvoted first'],
    ['-after:2024', 'Papers before 2024'],
  ];
  for (const [query, words] of rows) {
    it(JSON.stringify(query), () => {
      assert.equal(
        queryInWords(parseQuery(query), (id) => labels.get(id) ?? id, l10n),
        words,
      );
    });
  }
});

describe('what a library knows for each keyword', () => {
  const paper = (authors: string[], published: string, category?: string): Paper => ({
    id: authors.join(),
    title: '',
    abstract: '',
    authors,
    authorCount: authors.length,
    published,
    featuredOn: [],
    comments: 0,
    ...(category !== undefined && { category }),
    topics: [],
    repositories: [],
    links: [],
  });
  const known = knownValues(
    [paper(['A', 'B'], '2021-01-02', 'cs.CL'), paper(['B', '__proto__'], '2024-05-06'), paper(['B'], '')],
    ['code'],
  );

  it('puts who wrote most first', () => assert.deepEqual(known.authors, ['B', 'A', '__proto__']));
  it('puts the newest year first', () => assert.deepEqual(known.years, ['2024', '2021']));
  it('leaves out what is not stated', () => assert.deepEqual(known.categories, ['cs.CL']));
  it('knows the topics', () => assert.deepEqual(known.topics, ['code']));
});
