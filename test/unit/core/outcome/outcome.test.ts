import assert from 'node:assert/strict';
import { readOutcome, type HubOutcome } from '../../../../src/core/outcome/outcome';
import { parseLinkedRepos } from '../../../../src/core/outcome/parseLinkedRepos';
import { papersWithCodeId, parsePapersWithCode } from '../../../../src/core/outcome/parsePapersWithCode';
import { evaluations, linkedRepos, withCode } from '../../../support/outcomes';

describe('linked models, data sets and Spaces', () => {
  it('are counted and named, those with the most likes first', () => {
    assert.deepEqual(parseLinkedRepos(linkedRepos), {
      models: {
        count: 3,
        top: [
          { id: 'made-up/quokka-large', likes: 40 },
          { id: 'made-up/quokka-base', likes: 3 },
          { id: 'wombat-small' },
        ],
      },
      datasets: { count: 1, top: [{ id: 'made-up/marsupials', likes: 1 }] },
      spaces: { count: 1, top: [{ id: 'made-up/quokka-demo', likes: 7 }] },
    } satisfies HubOutcome);
  });

  it('are named five at most, and all counted', () => {
    const models = Array.from({ length: 3_000 }, (_, at) => ({ id: `made-up/m${at}`, likes: at }));
    const found = parseLinkedRepos({ models })?.models;
    assert.equal(found?.count, 3_000);
    assert.deepEqual(
      found.top.map(({ id }) => id),
      ['2999', '2998', '2997', '2996', '2995'].map((at) => `made-up/m${at}`),
    );
  });

  const bad: readonly (readonly [what: string, item: unknown])[] = [
    ['a path', { id: '../../etc/passwd' }],
    ['an address', { id: 'https://evil.test/x' }],
    ['markup', { id: '<b>x</b>' }],
    ['a query', { id: 'a/b?x=1' }],
    ['three levels', { id: 'a/b/c' }],
    ['no name', {}],
    ['a number', 4],
    ['null', null],
  ];
  for (const [what, item] of bad)
    it(`are not named by ${what}`, () =>
      assert.deepEqual(parseLinkedRepos({ spaces: [item] })?.spaces, { count: 1, top: [] }));

  for (const answer of [null, [], {}, 'x', 4, { error: 'made up' }, { models: {} }])
    it(`are not read from ${JSON.stringify(answer)}`, () =>
      assert.equal(parseLinkedRepos(answer), undefined));
});

describe('an answer of Papers with Code', () => {
  it('gives tasks, venue, results, lineage and code', () => {
    assert.deepEqual(parsePapersWithCode(withCode, evaluations), {
      tasks: ['Marsupial Recognition', 'Counting'],
      venue: 'MADEUP 2026',
      results: [
        { benchmark: 'Pouch-1k', metric: 'Accuracy', value: '91.25', rank: 2 },
        { benchmark: 'Burrow', metric: 'F1', value: '0.5', rank: undefined },
      ],
      predecessors: [{ title: 'Wombats', id: '2001.00001' }],
      successors: [{ title: 'Numbats' }],
      repositories: [
        { url: 'https://github.com/made-up/quokka', official: true },
        { url: 'https://github.com/fan/quokka-port', official: false },
      ],
    });
    assert.equal(papersWithCodeId(withCode), '4711');
  });

  it('needs only a paper', () => {
    const none = { tasks: [], results: [], predecessors: [], successors: [], repositories: [] };
    assert.deepEqual(parsePapersWithCode({ arxiv_id: '2603.00001' }, undefined), {
      ...none,
      venue: undefined,
    });
  });

  it('is read part by part: wrong types are left out', () => {
    const found = parsePapersWithCode(
      {
        id: 1,
        tasks: [4, { name: 'Counting' }, { name: 'x'.repeat(400) }, null],
        conference: { name: 'MADEUP' },
        repositories: ['https://evil.test/x', { url: 4 }, { url: 'http://github.com/a/b' }],
        predecessor_papers: 'Wombats',
        successor_papers: [{ title: '' }, { title: 'Numbats', route_identifier: 'javascript:x' }],
      },
      { results: [{ dataset_name: 'A', metrics: {} }, { metrics: { F1: 1 } }, 7] },
    );
    assert.deepEqual(found, {
      tasks: ['Counting'],
      venue: 'MADEUP',
      results: [],
      predecessors: [],
      successors: [{ title: 'Numbats' }],
      repositories: [{ url: 'https://github.com/a/b', official: false }],
    });
  });

  it('is limited', () => {
    const many = Array.from({ length: 500 }, (_, at) => ({ name: `T${at}`, title: `P${at}` }));
    const results = many.map(({ name }) => ({ dataset_name: name, metrics: { F1: 1 } }));
    const found = parsePapersWithCode({ id: 1, tasks: many, predecessor_papers: many }, { results });
    assert.deepEqual([found?.tasks.length, found?.predecessors.length, found?.results.length], [10, 6, 8]);
  });

  for (const answer of [null, [], {}, 'x', { error: 'made up' }])
    it(`is not read from ${JSON.stringify(answer)}`, () =>
      assert.equal(parsePapersWithCode(answer, undefined), undefined));

  for (const id of ['a b', '../x', {}, null, Number.NaN])
    it(`has no id ${JSON.stringify(id)}`, () => assert.equal(papersWithCodeId({ id }), undefined));
});

describe('a stored outcome', () => {
  const hub = {
    host: 'huggingface.co',
    fetched: '2026-11-29T05:00:00.000Z',
    value: parseLinkedRepos(linkedRepos)!,
  };
  it('reads what was written', () => {
    const revision = { host: 'arxiv.org', fetched: hub.fetched, value: { version: 2, day: '2026-03-04' } };
    const outcome = { hub, revision, code: { ...hub, value: parsePapersWithCode(withCode, evaluations)! } };
    assert.deepEqual(readOutcome(JSON.parse(JSON.stringify(outcome))), JSON.parse(JSON.stringify(outcome)));
  });
  for (const damaged of [
    null,
    4,
    [],
    { hub: 4 },
    { hub: { ...hub, value: { models: 'x' } } },
    { hub: { value: hub.value } },
  ])
    it(`leaves out what is damaged: ${JSON.stringify(damaged).slice(0, 40)}`, () => {
      const { hub: none, code, revision } = readOutcome(damaged);
      assert.deepEqual([none, code, revision], [undefined, undefined, undefined]);
    });
});
