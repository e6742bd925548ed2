import assert from 'node:assert/strict';
import { bestSentence, markMatches } from '../../../../src/core/highlight/highlight';
import { parseQuery, type Field } from '../../../../src/core/query/parseQuery';
import { QueryTerms } from '../../../../src/core/highlight/queryTerms';
import { generatedPapers } from '../../../support/generatedPapers';

describe('marked words', () => {
  const rows: readonly (readonly [query: string, text: string, marked: readonly string[], field?: Field])[] =
    [
      ['model ', 'A model of Models, remodelled', ['model', 'Models']],
      ['mod', 'A model', ['mod']],
      ['gpt4 ', 'GPT-4 and GPT4', ['GPT-4', 'GPT4']],
      ['gpt4', 'GPT-4 and GPT4o', ['GPT-4', 'GPT4']],
      ['swebenc', 'On SWE-bench', ['SWE-bench']],
      ['swe', 'On SWE-bench', ['SWE']],
      ['pretraining ', 'Pre-training, pre training', ['Pre-training', 'pre training']],
      ['tsne', 'By t-SNE', ['t-SNE']],
      ['cpp ', 'In C++', ['C++']],
      ['grey ', 'gray', ['gray']],
      ['gray ', 'grey', ['grey']],
      ['fly ', 'flies', ['flies']],
      ['aeroplane ', 'an airplane', ['airplane']],
      ['beta ', 'a β-VAE', ['β']],
      ['schölkopf', 'B. Scholkopf', ['Scholkopf']],
      ['scholkopf', 'B. Schölkopf', ['Schölkopf']],
      ['author:li ', 'A linguistic Li', [], 'abstract'],
      ['author:li', 'Mu Li', ['Li'], 'author'],
      ['title:li ', 'A Li', [], 'abstract'],
      ['title:li ', 'A Li', ['Li'], 'title'],
      ['title:li ', 'A Li', []],
      ['topic:agents ', 'Agents', [], 'title'],
      ['-li ', 'Li', []],
      ['', 'Li', []],
    ];
  for (const [query, text, marked, field] of rows)
    it(`${JSON.stringify(query)} in ${JSON.stringify(text)} (${field ?? 'any text'})`, () =>
      assert.deepEqual(
        markMatches(text, parseQuery(query), field).map(([start, end]) => text.slice(start, end)),
        marked,
      ));

  it('are those of a hit, as the paper writes them', () => {
    const text = 'The SWE-bench of Schölkopf, a bench';
    assert.deepEqual(
      markMatches(text, ['swe-bench', 'schölkopf']).map(([start, end]) => text.slice(start, end)),
      ['SWE-bench', 'Schölkopf'],
    );
  });
});

describe('the look ahead before a text is cut into words', () => {
  it('never misses a word that is looked for', () => {
    const texts = generatedPapers(60, 5, 30).flatMap(({ title, abstract }) =>
      `${title} ${abstract}`.split(' '),
    );
    const words = [
      ...texts,
      ...'programme programs artefact artifacts judgement grey grayscale sulphur sulfur organise organizing centre'.split(
        ' ',
      ),
      ...'tries try dying dies added ebbing hoping hoped C++ c# F# t-SNE 3-D GPT-4 a I β naïve'.split(' '),
    ];
    for (const word of words.slice(-400))
      for (const query of [`${word} `, word, word.slice(0, 3)]) {
        const wanted = QueryTerms.ofQuery(parseQuery(query), undefined);
        for (const other of words.slice(-300))
          if (wanted.keyOf(other.toLowerCase()) !== undefined)
            assert.ok(wanted.mayBeIn(`x ${other}.`), `${query} in ${other}`);
      }
  });
});

describe('the best sentence', () => {
  const text = ' One model. Two models learn, e.g. This. Nothing.';
  const rows: readonly (readonly [
    query: string,
    sentence: string,
    start: number,
    first: number | undefined,
  ])[] = [
    ['', 'One model.', 1, undefined],
    ['model ', 'One model.', 1, 4],
    ['model learn ', 'Two models learn, e.g. This.', 12, 4],
    ['absent ', 'One model.', 1, undefined],
  ];
  for (const [query, sentence, start, first] of rows)
    it(JSON.stringify(query), () =>
      assert.deepEqual(bestSentence(text, parseQuery(query)), { text: sentence, start, first }),
    );
});
