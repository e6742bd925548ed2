import assert from 'node:assert/strict';
import { paperDeepLink, parseDeepLink } from '../../../../src/core/links/deepLink';

describe('deep links', () => {
  const paper = (id: string) => ({ kind: 'paper', id });
  const search = (query: string) => ({ kind: 'search', query });
  const links: readonly (readonly [path: string, query: string, link: unknown])[] = [
    ['/paper/2109.00859', '', paper('2109.00859')],
    ['/paper/2109.00859v3', '', paper('2109.00859')],
    ['/paper/2109.00859/', '', paper('2109.00859')],
    ['/paper/arXiv:2109.00859', '', paper('2109.00859')],
    ['/paper/cs/0112017', '', paper('cs/0112017')],
    ['/paper/a-paper-without-an-arxiv-id', '', paper('a-paper-without-an-arxiv-id')],
    ['/search', 'q=topic:code has:code', search('topic:code has:code')],
    ['/search', 'q=a&b', search('a&b')],
    ['/search', 'windowId=1&q=a', search('a')],
    ['/search/', 'q=', search('')],
    ['/search', '', search('')],
    ['/search', 'q=a\nb\u0000c', search('a b c')],
    ['/search', `q=${'x'.repeat(600)}`, search('x'.repeat(500))],
    ['/paper/', '', undefined],
    ['/paper', '', undefined],
    ['/paper/../../etc/passwd', '', undefined],
    ['/paper/$(touch x)', '', undefined],
    ['/paper/-rf', '', undefined],
    ['/paper/A Paper', '', undefined],
    [`/paper/${'a'.repeat(201)}`, '', undefined],
    ['/clone/2109.00859', '', undefined],
    ['/', '', undefined],
    ['', '', undefined],
    ['/searching', 'q=a', undefined],
  ];
  for (const [path, query, link] of links)
    it(`${path}?${query.slice(0, 40)}`, () => assert.deepEqual(parseDeepLink(path, query), link));

  for (const id of ['2109.00859', 'cs/0112017', 'a-paper-without-an-arxiv-id'])
    it(`are made for ${id}`, () => {
      const link = new URL(paperDeepLink('vscode', id));
      assert.equal(link.host, 'daily-papers.daily-papers');
      assert.deepEqual(parseDeepLink(link.pathname, ''), paper(id));
    });
});
