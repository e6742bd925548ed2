import assert from 'node:assert/strict';
import { LunrTermCollector } from '../../../../../src/core/index/write/lunrBuilder';

describe('the terms that Lunr’s builder collects', () => {
  const collector = new LunrTermCollector((texts) => texts.flatMap((text) => text.split(' ')));
  const add = (ref: string, title: string): void =>
    collector.add({ ref, title: [title], abstract: [], authors: [], repositories: [] });

  it('have their frequencies in each field of each document', () => {
    add('d0', 'a b a');
    add('d1', 'b');
    const { invertedIndex, fieldTermFrequencies } = collector.takeTerms();
    assert.deepEqual(Object.keys(invertedIndex), ['a', 'b']);
    assert.deepEqual({ ...fieldTermFrequencies['title/d0'] }, { a: 2, b: 1 });
    assert.deepEqual({ ...fieldTermFrequencies['title/d1'] }, { b: 1 });
  });

  // The builder would keep them from minor collections.
  it('are in the builder no more after they were taken', () => {
    add('d2', 'c');
    assert.deepEqual(Object.keys(collector.takeTerms().invertedIndex), ['c']);
    const rest = collector.takeTerms();
    assert.deepEqual(rest, { invertedIndex: {}, fieldTermFrequencies: {} });
  });
});
