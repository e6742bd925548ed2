import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../../../src/core/index/paperIndex';
import { withoutUmlautE } from '../../../../../../src/core/index/searcher/plan/compounds';
import { parseQuery } from '../../../../../../src/core/query/parseQuery';
import { madePaper } from '../../../../../support/papers';

describe('words that papers spell in another way', () => {
  const index = PaperIndex.of([
    madePaper('node', { title: 'Types for Node.js' }),
    madePaper('nodes', { title: 'Nodes of graphs, and nodes again' }),
    madePaper('cpp', { title: 'Running llama.cpp' }),
    madePaper('llama 3.1', { title: 'Adapting Llama-3.1' }),
    madePaper('llama 3', { title: 'Adapting Llama 3, table 1 of 1' }),
    madePaper('many', { title: 'From 10,000 samples' }),
    madePaper('ten', { title: 'From 10 samples of 000' }),
    madePaper('müller', { title: 'On kernels', authors: ['Klaus-Robert Müller'] }),
    madePaper('mueller', { title: 'On probes', authors: ['Aaron Mueller'] }),
    madePaper('michal', { title: 'On trees', authors: ['Michal Novak'] }),
  ]);
  const found = (text: string): string[] => index.search(parseQuery(text)).map(({ paper }) => paper.id);

  const first: readonly (readonly [query: string, id: string])[] = [
    ['nodejs', 'node'],
    ['nodejs types', 'node'],
    ['llamacpp', 'cpp'],
    ['llama3.1', 'llama 3.1'],
    ['llama 3.1', 'llama 3.1'],
    ['10000', 'many'],
    ['10,000', 'many'],
  ];
  for (const [query, id] of first) it(`${query} finds ${id} first`, () => assert.equal(found(query)[0], id));

  it('finds a name with and without umlaut, typed with e', () => {
    assert.deepEqual(found('mueller').sort(), ['mueller', 'müller']);
    assert.deepEqual(found('author:mueller').sort(), ['mueller', 'müller']);
    assert.ok(!found('author:michael').includes('michal'));
  });

  for (const [query, ...ids] of [
    ['author:"klaus mueller"', 'müller'],
    ['author:"Mueller, Klaus"', 'müller'],
    ['author:"K. Mueller"', 'müller'],
    ['author:"klaus muell', 'müller'],
    ['author:"klaus müller"', 'müller'],
    ['author:"aaron mueller"', 'mueller'],
    ['author:"a mueller"', 'mueller'],
    ['author:"aaron muller"'],
    ['author:"michael novak"'],
    ['author:"mueller mueller"'],
    ['+on -author:"klaus mueller"', 'michal', 'mueller'],
  ] as const)
    it(`${query} finds ${ids.join(' and ') || 'none'}`, () =>
      assert.deepEqual(
        found(query).filter((id) => id.startsWith('m') && id !== 'many'),
        ids,
      ));

  const names: readonly (readonly [typed: string, name: string])[] = [
    ['mueller', 'muller'],
    ['schroeder', 'schroder'],
    ['jaeger', 'jager'],
    ['boehm', 'bohm'],
    ['bauer', 'bauer'],
    ['michael', 'michael'],
    ['noel', 'noel'],
    ['meyer', 'meyer'],
  ];
  for (const [typed, name] of names)
    it(`${typed} is also ${name}`, () => assert.equal(withoutUmlautE(typed), name));
});
