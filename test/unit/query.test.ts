import assert from 'node:assert/strict';
import { parseQuery } from '../../src/core/query';

/** What a text is read as, clause by clause, in short. */
function read(text: string): string[] {
  const { clauses, sort } = parseQuery(text);
  const said = clauses.map((clause) => {
    switch (clause.kind) {
      case 'unfinished':
        return '…';
      case 'flag':
        return `${clause.not ? 'not ' : ''}${clause.flag}`;
      case 'date':
        return `${clause.not ? 'not ' : ''}${clause.from ?? ''}..${clause.until ?? ''}`;
      case 'text': {
        const sign = { may: '', must: '+', mustNot: '-' }[clause.presence];
        return `${sign}${clause.field === undefined ? '' : `${clause.field}=`}${clause.exact ? `"${clause.text}"` : clause.text}`;
      }
    }
  });
  return sort === 'relevance' ? said : [...said, `by ${sort}`];
}

describe('parseQuery', () => {
  const rows: readonly (readonly [text: string, ...clauses: string[]])[] = [
    [''],
    ['   '],
    ['attention', 'attention'],
    ['  diffusion  models ', 'diffusion', 'models'],
    ['"exact phrase"', '+"exact phrase"'],
    ['“curly quotes”', '+"curly quotes"'],
    ['-survey', '-survey'],
    ['+benchmark', '+benchmark'],
    ['-"large language"', '-"large language"'],
    ['title:attention', '+title=attention'],
    ['abstract:"mixture of experts"', '+abstract="mixture of experts"'],
    ['author:hinton', '+author=hinton'],
    ['author:"Quoc Le"', '+author="Quoc Le"'],
    ['topic:agents', '+topic=agents'],
    ['repo:facebookresearch/llama', '+repo=facebookresearch/llama'],
    ['category:cs.CL', '+category=cs.CL'],
    ['-title:survey', '-title=survey'],
    ['has:code', 'has:code'],
    ['-has:code', 'not has:code'],
    ['is:saved is:unread', 'is:saved', 'is:unread'],
    ['year:2024', '2024-01-01..2025-01-01'],
    ['year:2023-2024', '2023-01-01..2025-01-01'],
    ['-year:2024', 'not 2024-01-01..2025-01-01'],
    ['year:2024-06', '2024-06-01..2024-07-01'],
    ['after:2024-06', '2024-06-01..'],
    ['before:2025', '..2025-01-01'],
    ['sort:date', 'by date'],
    ['SORT:Upvotes agents', 'agents', 'by upvotes'],
    ['author:', '…'],
    ['author: x', 'author', 'x'],
    ['has:co', '…'],
    ['has:weights', 'has:weights'],
    ['year:20', '…'],
    ['year:20 x', 'year:20', 'x'],
    ['C++', 'C++'],
    ['a -- b', 'a', 'b'],
    ['ELECTRA: Pre-training', 'ELECTRA:', 'Pre-training'],
    ['"open phrase', '+"open phrase"'],
    ['constructor __proto__', 'constructor', '__proto__'],
  ];
  for (const [text, ...clauses] of rows)
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.deepEqual(read(text), clauses);
    });
});
