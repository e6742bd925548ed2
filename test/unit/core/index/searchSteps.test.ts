import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import type { SearchHit } from '../../../../src/core/index/searchHit';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import { generatedPapers } from '../../../support/generatedPapers';

const papers = generatedPapers(600, 5);
const index = PaperIndex.of(papers);
const titles = papers.slice(0, 40).map(({ title }) => title.split(' ').slice(0, 4).join(' '));
const queries = [
  ...titles,
  ...titles.map((title) => `"${title.split(' ').slice(0, 2).join(' ')}" sort:date`),
  ...titles.map((title) => `${title.split(' ')[0] ?? ''} has:code -title:${title.split(' ')[1] ?? ''}`),
].map((text) => parseQuery(text));

/** Runs searches in turn, one step each, and returns their answers. */
function interleaved(searches: readonly Generator<void, SearchHit[]>[]): readonly SearchHit[][] {
  const answers: SearchHit[][] = [];
  let running = [...searches.entries()];
  while (running.length > 0)
    running = running.filter(([at, search]) => {
      const step = search.next();
      if (step.done === true) answers[at] = step.value;
      return step.done !== true;
    });
  return answers;
}

const described = (hits: readonly SearchHit[] | undefined): unknown =>
  hits?.map(({ paper, score, terms }) => [paper.id, score, terms]);

describe('searches in steps', () => {
  it('find the same when they alternate as alone', () => {
    const answers = interleaved(queries.map((query) => index.searching(query, { limit: 20 })));
    let found = 0;
    for (const [at, query] of queries.entries()) {
      assert.deepEqual(described(answers[at]), described(index.search(query, { limit: 20 })), query.text);
      found += answers[at]?.length ?? 0;
    }
    assert.ok(found > queries.length, `${found} papers`);
  });

  it('find the same after a cancelled search', () => {
    const [first, second] = queries;
    assert.ok(first && second);
    const alone = described(PaperIndex.of(papers).search(second));
    const given = index.searching(first);
    for (let step = 0; step < 4; step += 1) given.next();
    assert.deepEqual(described(index.search(second)), alone);
  });

  it('pause after each filter and each word', () => {
    const steps = (text: string): number => {
      const search = index.searching(parseQuery(text));
      let count = 0;
      while (search.next().done !== true) count += 1;
      return count;
    };
    const [few, word, filter] = [steps('neural'), steps('neural network model'), steps('neural has:code')];
    assert.ok(word >= few + 2, `${word} steps`);
    assert.ok(filter >= few + 1, `${filter} steps`);
  });
});
