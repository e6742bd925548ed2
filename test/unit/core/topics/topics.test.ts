import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { MAX_TOPIC_QUERY_LENGTH, MAX_TOPIC_QUERIES, MAX_TOPICS } from '../../../../src/core/topics/limits';
import type { TopicProblem } from '../../../../src/core/topics/topicProblem';
import { isCodicon } from '../../../../src/library/topics/codicons';
import { parseTopics, type Topic, applyChanges } from '../../../../src/core/topics/topics';

const IDS = (
  'language-models training-data adaptation tokenization efficiency reasoning agents reinforcement-learning safety ' +
  'code multimodal vision generation three-d audio robotics world-models memory retrieval recommendation transfer ' +
  'multilingual evaluation science theory graphs other'
).split(' ');

const vision: Topic = { id: 'vision', label: 'Vision', icon: 'eye', terms: [{ weight: 2, any: ['image'] }] };
const other: Topic = { id: 'other', label: 'Other', icon: 'ellipsis', terms: [] };

describe('topics that come with the extension', () => {
  const { topics, problems } = parseTopics(JSON.parse(readFileSync('seeds/topics.json', 'utf8')));

  it('are the documented ones, all readable', () => {
    assert.deepEqual(problems, []);
    assert.deepEqual(
      topics.map(({ id }) => id),
      IDS,
    );
  });

  it('are listed in the description of the setting, and have icons of VS Code', () => {
    const { 'setting.topics': description = '' } = JSON.parse(
      readFileSync('package.nls.json', 'utf8'),
    ) as Record<string, string>;
    const [, listed = ''] = description.split('Built-in topics: ');
    const ids = topics.map(({ id }) => id).filter((id) => id !== 'other');
    assert.deepEqual(listed.match(/[a-z-]+/g), ids);
    for (const { icon } of topics) assert.ok(isCodicon(icon), icon);
  });

  it('name no paper: no arXiv id and no address', () => {
    for (const { terms } of topics) {
      for (const { any, not = [] } of terms) {
        for (const query of [...any, ...not]) assert.doesNotMatch(query, /\d{4}\.\d{4,5}|https?:/);
      }
    }
  });
});

describe('topics of the settings', () => {
  it('come before "other", replace what they name, or hide it', () => {
    const added = applyChanges(
      [vision, other],
      [
        { id: 'mamba', label: ' Mamba ', query: ' mamba "state space" ' },
        { id: 'vision', label: 'Seeing' },
      ],
    );
    assert.deepEqual(added.problems, []);
    assert.deepEqual(added.topics, [
      { ...vision, label: 'Seeing' },
      {
        id: 'mamba',
        label: 'Mamba',
        icon: 'tag',
        terms: [],
        query: 'mamba "state space"',
        added: true,
      },
      other,
    ]);
    assert.deepEqual(applyChanges([vision, other], [{ id: 'vision', hidden: true }]).topics, [other]);
    const terms = [
      { weight: 3, any: ['face', '"optical flow"'] },
      { weight: -1, any: ['3d'], not: ['title:image'] },
    ];
    assert.deepEqual(applyChanges([vision], [{ id: 'vision', terms }]).topics[0]?.terms, terms);
  });

  const good = { id: 'mamba', label: 'Mamba', query: 'mamba' };
  const fresh = { id: 'new', label: 'New' };
  const rejected: readonly (readonly [entry: unknown, problem: TopicProblem])[] = [
    [7, { kind: 'notObject', subject: 2 }],
    [[good], { kind: 'notObject', subject: 2 }],
    [{ label: 'x' }, { kind: 'badId', subject: 2 }],
    [{ id: 'No Spaces' }, { kind: 'badId', subject: 2, detail: 'No Spaces' }],
    [
      { id: '__proto__', label: 'x', query: 'x' },
      { kind: 'badId', subject: 2, detail: '__proto__' },
    ],
    [
      { ...good, label: 'Again' },
      { kind: 'duplicate', subject: 2, detail: 'mamba' },
    ],
    [
      { id: 'new', query: 'x' },
      { kind: 'noLabel', subject: 'new' },
    ],
    [fresh, { kind: 'noQuery', subject: 'new' }],
    [
      { ...fresh, query: ' ' },
      { kind: 'emptyQuery', subject: 'new' },
    ],
    [
      { ...fresh, query: 7 },
      { kind: 'emptyQuery', subject: 'new' },
    ],
    [
      { ...fresh, query: 'author:' },
      { kind: 'emptyQuery', subject: 'new' },
    ],
    [
      { ...fresh, query: 'sort:date' },
      { kind: 'emptyQuery', subject: 'new' },
    ],
    [
      { ...fresh, query: 'x'.repeat(MAX_TOPIC_QUERY_LENGTH + 1) },
      { kind: 'longQuery', subject: 'new', detail: MAX_TOPIC_QUERY_LENGTH },
    ],
    [
      { ...fresh, terms: { x: 1 } },
      { kind: 'badTerms', subject: 'new' },
    ],
    [
      { ...fresh, terms: ['x'] },
      { kind: 'badTerm', subject: 'new', detail: 1 },
    ],
    [
      { ...fresh, terms: [{ weight: '1', any: ['x'] }] },
      { kind: 'badWeight', subject: 'new', detail: 1 },
    ],
    [
      {
        ...fresh,
        terms: [
          { weight: 1, any: ['y'] },
          { weight: 1, any: [] },
        ],
      },
      { kind: 'badAny', subject: 'new', detail: 2 },
    ],
    [
      { ...fresh, terms: [{ weight: 1, any: ['x'], not: 'y' }] },
      { kind: 'badNot', subject: 'new', detail: 1 },
    ],
    [
      { ...fresh, query: 'x topic:vision' },
      { kind: 'circular', subject: 'new', detail: 'x topic:vision' },
    ],
    [
      { ...fresh, terms: [{ weight: 1, any: ['x'], not: ['is:saved'] }] },
      { kind: 'circular', subject: 'new', detail: 'is:saved' },
    ],
    [
      { id: 'gone', hidden: true },
      { kind: 'hidesNothing', subject: 'gone' },
    ],
    [
      { id: 'vision', hidden: 1 },
      { kind: 'badHidden', subject: 'vision' },
    ],
  ];
  for (const [entry, problem] of rejected)
    it(`a bad entry is named and the others work: ${JSON.stringify(problem)}`, () => {
      const { topics, problems } = applyChanges([vision, other], [good, entry]);
      assert.deepEqual(problems, [problem]);
      assert.deepEqual(
        topics.map(({ id, label }) => `${id} ${label}`),
        ['vision Vision', 'mamba Mamba', 'other Other'],
      );
    });

  const survived: readonly (readonly [entry: object, problem: TopicProblem])[] = [
    [
      { ...fresh, query: 'x', querry: 'y' },
      { kind: 'unknownField', subject: 'new', detail: 'querry', instead: 'query' },
    ],
    [
      { ...fresh, query: 'x', colour: 'red' },
      { kind: 'unknownField', subject: 'new', detail: 'colour' },
    ],
    [
      { ...fresh, query: 'titel:mamba' },
      { kind: 'misspelt', subject: 'new', detail: 'titel:mamba', instead: 'title:mamba' },
    ],
    [
      { ...fresh, terms: [{ weight: 4, any: ['x', 'year:2024-13'] }] },
      { kind: 'misspelt', subject: 'new', detail: 'year:2024-13' },
    ],
    [
      { ...fresh, query: 'x', icon: '$(x)' },
      { kind: 'badIcon', subject: 'new', detail: '$(x)' },
    ],
    [
      { ...fresh, query: 'x', icon: 7 },
      { kind: 'badIcon', subject: 'new', detail: '7' },
    ],
  ];
  for (const [entry, problem] of survived)
    it(`a mistake that an entry survives is named: ${JSON.stringify(problem)}`, () => {
      const { topics, problems } = applyChanges([vision], [entry]);
      assert.deepEqual(problems, [problem]);
      const [, topic] = topics;
      assert.deepEqual([topic?.id, topic?.icon], ['new', 'tag']);
    });

  it('name an icon that VS Code does not have', () => {
    const entries = [
      { ...good, icon: 'rocket' },
      { ...fresh, query: 'x', icon: 'rokcet' },
    ];
    const { topics, problems } = applyChanges([], entries, isCodicon);
    assert.deepEqual(problems, [{ kind: 'badIcon', subject: 'new', detail: 'rokcet' }]);
    assert.deepEqual(
      topics.map(({ icon }) => icon),
      ['rocket', 'tag'],
    );
  });

  it('are limited in number', () => {
    const many = Array.from({ length: MAX_TOPICS + 5 }, (_, i) => ({ id: `t${i}`, label: 'T', query: 'x' }));
    const { topics, problems } = applyChanges([], many);
    assert.equal(topics.length, MAX_TOPICS);
    assert.deepEqual(problems, [{ kind: 'tooMany', subject: MAX_TOPICS + 1, detail: MAX_TOPICS }]);
  });

  it('are limited in the number of their queries', () => {
    const any = Array.from({ length: MAX_TOPIC_QUERIES - 1 }, (_, i) => `word${i}`);
    const entries = [
      { ...fresh, terms: [{ weight: 4, any }] },
      good,
      { id: 'late', label: 'Late', query: 'x' },
    ];
    const { topics, problems } = applyChanges([], entries);
    assert.deepEqual(
      topics.map(({ id }) => id),
      ['new'],
    );
    assert.deepEqual(problems, [{ kind: 'tooManyQueries', subject: 2, detail: MAX_TOPIC_QUERIES }]);
  });

  it('that are no list change nothing', () => {
    assert.deepEqual(applyChanges([vision], 'x').topics, [vision]);
    assert.deepEqual(applyChanges([vision], 'x').problems, [{ kind: 'notList' }]);
    assert.deepEqual(applyChanges([vision], undefined), { topics: [vision], problems: [] });
    assert.equal(parseTopics({ topics: {} }).problems.length, 1);
    assert.equal(parseTopics(null).topics.length, 0);
  });
});
