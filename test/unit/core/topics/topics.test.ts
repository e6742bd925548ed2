import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readTopics, type Topic, WHOLE_QUERY, withChanges } from '../../../../src/core/topics/topics';

const IDS = (
  'language-models training-data adaptation tokenization efficiency reasoning agents reinforcement-learning safety ' +
  'code multimodal vision generation three-d audio robotics world-models memory retrieval recommendation transfer ' +
  'multilingual evaluation science theory graphs other'
).split(' ');

const vision: Topic = { id: 'vision', label: 'Vision', icon: 'eye', terms: [{ weight: 2, any: ['image'] }] };
const other: Topic = { id: 'other', label: 'Other', icon: 'ellipsis', terms: [] };

describe('topics that come with the extension', () => {
  const { topics, problems } = readTopics(JSON.parse(readFileSync('seeds/topics.json', 'utf8')));

  it('are the documented ones, all readable', () => {
    assert.deepEqual(problems, []);
    assert.deepEqual(
      topics.map(({ id }) => id),
      IDS,
    );
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
    const added = withChanges(
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
        terms: [{ weight: WHOLE_QUERY, any: ['mamba "state space"'] }],
      },
      other,
    ]);
    assert.deepEqual(withChanges([vision, other], [{ id: 'vision', hidden: true }]).topics, [other]);
    const terms = [
      { weight: 3, any: ['face', '"optical flow"'] },
      { weight: -1, any: ['3d'], not: ['title:image'] },
    ];
    assert.deepEqual(withChanges([vision], [{ id: 'vision', terms }]).topics[0]?.terms, terms);
  });

  for (const [entry, problem] of [
    [7, 'Topic 2 is not an object.'],
    [{ label: 'x' }, 'Topic 2 has no id of small letters, digits and hyphens.'],
    [{ id: 'No Spaces' }, 'Topic 2 has no id of small letters, digits and hyphens.'],
    [{ id: 'new', query: 'x' }, 'Topic "new" has no label.'],
    [{ id: 'new', label: 'New' }, 'Topic "new" has neither "query" nor "terms".'],
    [{ id: 'new', label: 'New', query: ' ' }, 'Topic "new" has an empty "query".'],
    [
      { id: 'new', label: 'New', query: 'x', icon: '$(x)' },
      'Topic "new" has an icon that is no codicon name.',
    ],
    [{ id: 'new', label: 'New', terms: { x: 1 } }, 'Topic "new" has "terms" that are no list.'],
    [{ id: 'new', label: 'New', terms: ['x'] }, 'Topic "new" has a term 1 that is not an object.'],
    [
      { id: 'new', label: 'New', terms: [{ weight: '1', any: ['x'] }] },
      'Topic "new" has a term 1 whose "weight" is no number.',
    ],
    [
      { id: 'new', label: 'New', terms: [{ weight: 1, any: [] }] },
      'Topic "new" has a term 1 whose "any" is no list of queries.',
    ],
    [
      { id: 'new', label: 'New', terms: [{ weight: 1, any: ['x'], not: 'y' }] },
      'Topic "new" has a term 1 whose "not" is no list of queries.',
    ],
    [
      { id: 'new', label: 'New', query: 'x topic:vision' },
      'Topic "new" asks for topic:, is:saved or is:unread, which are not known when topics are given.',
    ],
    [
      { id: 'new', label: 'New', terms: [{ weight: 1, any: ['x'], not: ['is:saved'] }] },
      'Topic "new" asks for topic:, is:saved or is:unread, which are not known when topics are given.',
    ],
    [{ id: 'gone', hidden: true }, 'Topic "gone" is hidden, but there is no such topic.'],
    [{ id: 'vision', hidden: 1 }, 'Topic "vision" has a "hidden" that is not true or false.'],
    [{ id: '__proto__', label: 'x', query: 'x' }, 'Topic 2 has no id of small letters, digits and hyphens.'],
  ] as const) {
    it(`a bad entry is named and the others work: ${problem}`, () => {
      const good = { id: 'mamba', label: 'Mamba', query: 'mamba' };
      const { topics, problems } = withChanges([vision, other], [good, entry]);
      assert.deepEqual(problems, [problem]);
      assert.deepEqual(
        topics.map(({ id }) => id),
        ['vision', 'mamba', 'other'],
      );
    });
  }

  it('that are no list change nothing', () => {
    assert.deepEqual(withChanges([vision], 'x').topics, [vision]);
    assert.deepEqual(withChanges([vision], 'x').problems, ['The list of topics is not a list.']);
    assert.deepEqual(withChanges([vision], undefined), { topics: [vision], problems: [] });
    assert.equal(readTopics({ topics: {} }).problems.length, 1);
    assert.equal(readTopics(null).topics.length, 0);
  });
});
