import assert from 'node:assert/strict';
import { parseQuery } from '../../../../src/core/query/parseQuery';

/** Returns a short form of the parsed clauses. */
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
  ['has:co', 'has:code'],
  ['has:c', 'has:code'],
  ['is:n', 'is:new'],
  ['-is:u', 'not is:unread'],
  ['is:new', 'is:new'],
  ['is:x', 'is:x'],
  ['has:weights', 'has:weights'],
  ['year:20', '2000-01-01..2100-01-01'],
  ['year:202', '2020-01-01..2030-01-01'],
  ['year:1', '1000-01-01..2000-01-01'],
  ['year:21', 'year:21'],
  ['year:3', 'year:3'],
  ['-year:202', '…'],
  ['after:202', '2020-01-01..'],
  ['before:202', '..2030-01-01'],
  ['year:2024-', '2024-01-01..2025-01-01'],
  ['year:2024-0', '2024-01-01..2025-01-01'],
  ['year:2024-06-', '2024-06-01..2024-07-01'],
  ['year:2024-13-', 'year:2024-13-'],
  ['year:20 x', 'year:20', 'x'],
  ['C++', 'C++'],
  ['a -- b', 'a', 'b'],
  ['ELECTRA: Pre-training', 'ELECTRA:', 'Pre-training'],
  ['"open phrase', '+"open phrase"'],
  ['constructor __proto__', 'constructor', '__proto__'],
  ['a', 'a'],
  ['\n\tdiffusion\u00a0models\r\n', 'diffusion', 'models'],
  ['BERT', 'BERT'],
  ['GPT-4', 'GPT-4'],
  ['pre-training', 'pre-training'],
  ['state-of-the-art', 'state-of-the-art'],
  ['C#', 'C#'],
  ['3D', '3D'],
  ["don't", "don't"],
  ['naïve', 'naïve'],
  ['注意力', '注意力'],
  ['🤖'],
  ['🤖 robots', 'robots'],
  ['-'],
  ['+'],
  ['--'],
  ['- survey', 'survey'],
  ['+ survey', 'survey'],
  ['--survey', '--survey'],
  ['-+survey', '-+survey'],
  ['+-survey', '+-survey'],
  ['""'],
  ['" "'],
  ['"'],
  ['"a" "b"', '+"a"', '+"b"'],
  ['"a"b', '+"a"', 'b'],
  ['a"b"', 'a"b"'],
  ['"one two" three', '+"one two"', 'three'],
  ['+"one two"', '+"one two"'],
  ['-"one two" three', '-"one two"', 'three'],
  ['«guillemets here»', '+"guillemets here"'],
  ['„unten oben“', '+"unten oben"'],
  ['TITLE:Attention', '+title=Attention'],
  ['+title:attention', '+title=attention'],
  ['-author:hinton', '-author=hinton'],
  ['-topic:agents', '-topic=agents'],
  ['-category:cs.CV', '-category=cs.CV'],
  ['title:"attention is all" need', '+title="attention is all"', 'need'],
  ['title:""', 'title'],
  ['title:', '…'],
  ['-title:', '…'],
  ['title: attention', 'title', 'attention'],
  ['title:-attention', '+title=-attention'],
  ['titles:attention', 'titles:attention'],
  ['xtitle:attention', 'xtitle:attention'],
  ['title:title:x', '+title=title:x'],
  ['repo:bert', '+repo=bert'],
  ['author:"Quoc Le', '+author="Quoc Le"'],
  ['topic:"language models"', '+topic="language models"'],
  ['has:', '…'],
  ['has:code x', 'has:code', 'x'],
  ['HAS:CODE', 'has:code'],
  ['has:co x', 'has:co', 'x'],
  ['has:"code"', 'has:code'],
  ['+has:code', 'has:code'],
  ['is:', '…'],
  ['is:sa', 'is:saved'],
  ['is:read', 'is:read'],
  ['-is:saved', 'not is:saved'],
  ['is:unread -is:saved', 'is:unread', 'not is:saved'],
  ['year:', '…'],
  ['year:2024 year:2023', '2024-01-01..2025-01-01', '2023-01-01..2024-01-01'],
  ['year:2024..2022', '2022-01-01..2025-01-01'],
  ['year:2024-12', '2024-12-01..2025-01-01'],
  ['year:2024-02-29', '2024-02-29..2024-02-30'],
  ['year:2024-13 x', 'year:2024-13', 'x'],
  ['year:twenty', 'year:twenty'],
  ['year:99999', 'year:99999'],
  ['after:2024', '2024-01-01..'],
  ['after:2024-6', '2024-06-01..'],
  ['after:2024-06-15', '2024-06-15..'],
  ['after:2024-00 x', 'after:2024-00', 'x'],
  ['after:', '…'],
  ['after:2024-', '2024-01-01..'],
  ['before:2024-', '..2025-01-01'],
  ['after:2024-13', 'after:2024-13'],
  ['after:2024-1-4', '2024-01-04..'],
  ['after:2024-06-', '2024-06-01..'],
  ['after:2024-06-3', '2024-06-03..'],
  ['before:2024-06-32', 'before:2024-06-32'],
  ['year:2023-20', '2000-01-01..2100-01-01'],
  ['year:2013-202', '2013-01-01..2030-01-01'],
  ['year:2013-', '2013-01-01..2014-01-01'],
  ['year:2023..', '2023-01-01..2024-01-01'],
  ['after:2023-20', 'after:2023-20'],
  ['before:2025-03', '..2025-03-01'],
  ['-before:2025', 'not ..2025-01-01'],
  ['after:2023 before:2024', '2023-01-01..', '..2024-01-01'],
  ['sort:relevance'],
  ['sort:upvotes', 'by upvotes'],
  ['sort:date sort:upvotes', 'by upvotes'],
  ['sort:da', '…', 'by date'],
  ['llm sort:u', 'llm', '…', 'by upvotes'],
  ['Wang et al., 2024', 'Wang', '2024'],
  ['(Wang et al. 2021)', '(Wang', '2021)'],
  ['wang ET AL', 'wang'],
  ['et al', 'et', 'al'],
  ['et al.', 'et', 'al.'],
  ['wang al et', 'wang', 'al', 'et'],
  ['wang "et al"', 'wang', '+"et al"'],
  ['sort:da x', 'sort:da', 'x'],
  ['sort:stars', 'sort:stars'],
  ['-sort:date', '-sort:date'],
  ['https://arxiv.org/abs/2109.00859', 'https://arxiv.org/abs/2109.00859'],
  ['a:b:c', 'a:b:c'],
  ['foo^10 bar~8 ba*', 'foo^10', 'bar~8', 'ba*'],
  ['a\\ b', 'a\\', 'b'],
  ['toString valueOf hasOwnProperty', 'toString', 'valueOf', 'hasOwnProperty'],
  ['title:constructor', '+title=constructor'],
  ['constructor:x', 'constructor:x'],
  ['a\u0000b', 'a\u0000b'],
  ['\ud800 x', 'x'],
];

describe('parseQuery', () => {
  for (const [text, ...clauses] of rows)
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.deepEqual(read(text), clauses);
    });
});

describe('parseQuery on anything', () => {
  it('has a table of a hundred texts and more', () => {
    assert.ok(rows.length >= 100, `${rows.length} rows`);
  });

  it('reads a text of megabytes as its beginning', () => {
    for (const text of ['a', ' ', '"', '-', 'title:', '(', 'a '].map((piece) => piece.repeat(1_000_000))) {
      const { clauses } = parseQuery(text);
      assert.ok(clauses.length <= 128);
      assert.ok(clauses.every((clause) => clause.end <= 2000));
    }
  });
});
