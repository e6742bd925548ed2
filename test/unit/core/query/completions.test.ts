import assert from 'node:assert/strict';
import {
  completions,
  knownValue,
  type KnownValue,
  type KnownValues,
  isHalfTyped,
} from '../../../../src/core/query/completions';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import { runToEnd } from '../../../../src/core/lang/runGenerator';
import { FieldValues, collectValues, type PaperValues } from '../../../../src/search/fieldValues';
import { madePaper } from '../../../support/papers';

const all = (...values: string[]): KnownValue[] => values.map((value) => knownValue(value));
const known: KnownValues = {
  topics: [
    knownValue('agents', 'Agents'),
    knownValue('three-d', '3D'),
    knownValue('language-models', 'Language models'),
    knownValue('theory', 'Theory and optimisation'),
  ],
  authors: all('Yann LeCun', 'Bernhard Schölkopf', 'Łukasz Kaiser', 'Plato', 'Anna Plath'),
  categories: all('cs.CL', 'stat.ML'),
  repositories: all('google/bert', 'bert-team/models'),
  years: all('2024', '2023'),
  tags: all('to-cite', 'ml/nlp'),
};

describe('completions of a query', () => {
  const rows: readonly (readonly [text: string, ...becomes: string[]])[] = [
    [''],
    ['au', 'author:'],
    ['x au', 'x author:'],
    ['a', 'abstract:', 'author:', 'after:'],
    ['attention a'],
    ['-au', '-author:'],
    ['so', 'sort:'],
    ['-so'],
    ['-sort:'],
    ['-sort:d'],
    ['diffusion models'],
    ['"au'],
    ['"x" au', '"x" author:'],
    ['say "x au'],
    ['https://x'],
    ['sort:', 'sort:relevance ', 'sort:date ', 'sort:upvotes '],
    ['diffusion sort:d', 'diffusion sort:date '],
    ['has:', 'has:code ', 'has:note '],
    ['has:n', 'has:note '],
    ['tag:to', 'tag:to-cite '],
    ['x -tag:nlp', 'x -tag:ml/nlp '],
    ['x has:code'],
    ['-is:', '-is:saved ', '-is:unread ', '-is:new '],
    ['has:co', 'has:code '],
    ['is:n', 'is:new '],
    ['year:202', 'year:2024 ', 'year:2023 '],
    ['year:2024'],
    ['x after:202', 'x after:2024 ', 'x after:2023 '],
    ['diffusion topic:ag', 'diffusion topic:agents '],
    ['has:code topic:ag', 'has:code topic:agents '],
    ['author:"Yann LeCun" topic:ag', 'author:"Yann LeCun" topic:agents '],
    ['topic:3', 'topic:three-d '],
    ['topic:three', 'topic:three-d '],
    ['TOPIC:"language mo', 'TOPIC:language-models '],
    ['topic:language_'],
    ['topic:optim', 'topic:theory '],
    ['topic:mod', 'topic:language-models '],
    ['author:yann', 'author:"Yann LeCun" '],
    ['author:"yann le', 'author:"Yann LeCun" '],
    ['author:"Yann LeCun"'],
    ['author:“yann le', 'author:"Yann LeCun" '],
    ['author:schol', 'author:"Bernhard Schölkopf" '],
    ['author:SCHÖL', 'author:"Bernhard Schölkopf" '],
    ['x -author:lukasz', 'x -author:"Łukasz Kaiser" '],
    ['author:pla', 'author:Plato ', 'author:"Anna Plath" '],
    ['author:Plato'],
    ['author:yann lec'],
    ['category:cs', 'category:cs.CL '],
    ['repo:bert', 'repo:bert-team/models ', 'repo:google/bert '],
    ['title:au'],
  ];
  for (const [text, ...becomes] of rows)
    it(JSON.stringify(text), () => {
      const offered = completions(parseQuery(text), known);
      assert.deepEqual(
        offered.map(({ start, insert }) => text.slice(0, start) + insert),
        becomes,
      );
    });

  it('have readable names, and are no more than requested', () => {
    assert.deepEqual(
      completions(parseQuery('topic:3'), known).map(({ label }) => label),
      ['3D'],
    );
    assert.equal(completions(parseQuery('topic:'), known, 2).length, 2);
  });

  it('cut nothing off a text that is longer than a query may be', () => {
    const text = `${'x '.repeat(1000)}topic:ag`;
    assert.deepEqual(completions(parseQuery(text), known), []);
    assert.deepEqual(completions(parseQuery(`${'x '.repeat(996)}topic:ag`), known), []);
  });
});

describe('a filter that is half typed', () => {
  const rows: readonly (readonly [text: string, half: boolean])[] = [
    ['', false],
    ['top', false],
    ['topic', false],
    ['topic:', true],
    ['llm topic:', true],
    ['topic:ag', true],
    ['topic:agents', false],
    ['topic:"Language mod', true],
    ['topic:"Language models"', false],
    ['topic:3D', false],
    ['topic:agents ', false],
    ['topic: llm', false],
    ['-topic:', true],
    ['has:', true],
    ['has:cod', true],
    ['has:code', false],
    ['is:', true],
    ['year:', true],
    ['year:202', true],
    ['year:2021', false],
    ['year:21', false],
    ['author:"yue wang" year:2021', false],
    ['author:', true],
    ['author:lecun', false],
    ['sort:', true],
    ['sort:d', true],
    ['sort:date', false],
  ];
  for (const [text, half] of rows)
    it(`${JSON.stringify(text)}: ${String(half)}`, () =>
      assert.equal(
        isHalfTyped(
          parseQuery(text),
          known.topics.map(({ value, label }) => ({ id: value, label })),
        ),
        half,
      ));
});

describe('what a library knows for each keyword', () => {
  const papers = [
    madePaper('1', { authors: ['A', 'B'], published: '2021-01-02', category: 'cs.CL' }),
    madePaper('2', { authors: ['B', '__proto__'], published: '2024-05-06' }),
    madePaper('3', { authors: ['B'], published: '' }),
  ];
  const values = runToEnd(collectValues(papers));
  const rows: readonly (readonly [kind: keyof PaperValues, what: string, values: readonly string[]])[] = [
    ['authors', 'who wrote most comes first', ['B', 'A', '__proto__']],
    ['years', 'the newest comes first', ['2024', '2021']],
    ['categories', 'what is not stated is left out', ['cs.CL']],
  ];
  for (const [kind, what, expected] of rows)
    it(`${kind}: ${what}`, () =>
      assert.deepEqual(
        values?.[kind].map(({ value }) => value),
        expected,
      ));

  it('is cancelled when other papers are requested', () =>
    assert.equal(runToEnd(collectValues(papers, () => true)), undefined));

  it('is reported when counted, and stays until other papers are counted', async () => {
    const library = new FieldValues();
    const learned = (): Promise<void> =>
      new Promise((resolve) => {
        const listening = library.onDidUpdate(() => {
          listening.dispose();
          resolve();
        });
      });
    assert.deepEqual(library.of(papers).years, []);
    await learned();
    assert.equal(library.of(papers).years.length, 2);
    const more = [...papers, madePaper('4', { published: '2026-01-01' })];
    assert.equal(library.of(more).years.length, 2);
    await learned();
    assert.equal(library.of(more).years.length, 3);
    library.dispose();
  });
});
