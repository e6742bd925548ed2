import assert from 'node:assert/strict';
import { parseQuery } from '../../../src/core/query/parseQuery';
import { describeInWords } from '../../../src/search/queryDescription';
import { english } from '../../support/english';

const labels = new Map([['code', 'Code']]);

const without = (words: string): string => Array.from(words, (word) => `without ${word}`).join(', ');

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
    ['llm -a -b -c -d -e -f -g -h -i -j -k -l -m has:code', `Papers about llm, ${without('abcdefghijkl')}`],
  ];
  for (const [query, words] of rows) {
    it(JSON.stringify(query), () => {
      assert.equal(
        describeInWords(parseQuery(query), (id) => labels.get(id) ?? id, english),
        words,
      );
    });
  }
});
