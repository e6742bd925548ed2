import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../../src/core/index/paperIndex';
import { parseQuery } from '../../../../../src/core/query/parseQuery';
import { madePaper } from '../../../../support/papers';

describe('words of a paper that a query matched', () => {
  const index = PaperIndex.of([
    madePaper('one', {
      title: 'Issues of SWE-bench',
      abstract: 'In diverse linguistic contexts, GPT-4 reads C++. GPT-3.5 too, and naïve readers pre-train.',
      authors: ['Mu Li', 'Bernhard Schölkopf'],
      repositories: [
        { host: 'github.com', owner: 'mini-swe', name: 'agent', url: 'https://github.com/mini-swe/agent' },
      ],
    }),
  ]);
  const rows: readonly (readonly [query: string, ...terms: string[]])[] = [
    ['swebench', 'swe-bench'],
    ['gpt4', 'gpt-4'],
    ['gpt4 reads ', 'gpt-4', 'reads'],
    ['gpt-4 ', 'gpt', '4'],
    ['gpt3 ', 'gpt-3'],
    ['gpt35 ', 'gpt-3.5'],
    ['pretrain ', 'pre-train'],
    ['miniswe ', 'mini-swe'],
    ['cpp ', 'c++'],
    ['naive ', 'naïve'],
    ['scholkopf ', 'schölkopf'],
    ['author:li', 'li'],
    ['title:issues', 'issues'],
    ['title:issues abstract:linguistic ', 'issues', 'linguistic'],
  ];
  for (const [query, ...terms] of rows)
    it(JSON.stringify(query), () => assert.deepEqual(index.search(parseQuery(query))[0]?.terms, terms));
});
