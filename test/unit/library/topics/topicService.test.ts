import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { Emitter } from '../../../../src/emitter';
import { Topics } from '../../../../src/library/topics/topicService';
import { english } from '../../../support/english';
import { silentLog } from '../../../support/log';
import { madePaper } from '../../../support/papers';

const file = JSON.stringify({
  topics: [
    { id: 'vision', label: 'Vision', icon: 'eye', terms: [{ weight: 4, any: ['image'] }] },
    { id: 'other', label: 'Other', icon: 'ellipsis', terms: [] },
  ],
});
const index = PaperIndex.of([madePaper('p', { title: 'An image of mamba' }), madePaper('q')]);

function made(setting: unknown): {
  topics: Topics;
  warnings: string[];
  change: (to: unknown) => void;
  reads: () => number;
} {
  const settingChanged = new Emitter<void>();
  const warnings: string[] = [];
  let now = setting;
  let reads = 0;
  const topics = new Topics({
    readFile: () => {
      reads++;
      return Promise.resolve(file);
    },
    setting: () => now,
    l10n: english,
    onDidChangeSetting: settingChanged.event,
    log: { ...silentLog, warn: (message: string) => void warnings.push(message) },
  });
  const change = (to: unknown): void => {
    now = to;
    settingChanged.fire();
  };
  return { topics, warnings, change, reads: () => reads };
}

describe('topics in effect', () => {
  it('are read at the first question and once', async () => {
    const { topics, reads } = made(undefined);
    assert.deepEqual([reads(), topics.topics().length], [0, 0]);
    const first = await topics.assign(index);
    await topics.assign(index);
    assert.equal(reads(), 1);
    assert.deepEqual([first.get('p'), first.get('q')], [['vision'], ['other']]);
  });

  it('follow the settings at once and say so', async () => {
    const { topics, change } = made([]);
    let told = 0;
    topics.onDidChange(() => told++);
    change([{ id: 'early', label: 'Too early to matter', query: 'x' }]);
    assert.equal(told, 0);
    await topics.assign(index);
    change([{ id: 'mamba', label: 'Mamba', query: 'mamba' }]);
    assert.equal(told, 1);
    assert.deepEqual(
      topics.topics().map(({ id }) => id),
      ['vision', 'mamba', 'other'],
    );
    assert.deepEqual((await topics.assign(index)).get('p'), ['mamba', 'vision']);
    change([{ id: 'vision', hidden: true }]);
    assert.deepEqual((await topics.assign(index)).get('p'), ['other']);
  });

  it('name mistakes, in the log once, and keep the others', async () => {
    const { topics, warnings, change } = made([
      { id: 'bad', label: 'Bad' },
      { id: 'mamba', label: 'Mamba', query: 'mamba' },
      { id: 'zebra', label: 'Zebrafish', query: 'titel:zebrafish', icon: 'rokcet' },
    ]);
    assert.deepEqual(topics.problems(), []);
    assert.deepEqual((await topics.assign(index)).get('p'), ['mamba', 'vision']);
    const expected = [
      'Topic “bad” has neither “query” nor “terms”.',
      'Topic “zebra” searches for “titel:zebrafish” as a plain word. Did you mean “title:zebrafish”?',
      'Topic “zebra”: there is no icon “rokcet”.',
      'Topic “zebra” has no paper in the library.',
    ];
    assert.deepEqual(topics.problems(), expected);
    await topics.assign(index);
    assert.deepEqual(
      warnings,
      expected.map((problem) => `papers.topics: ${problem}`),
    );
    change('mamba');
    await topics.assign(index);
    assert.deepEqual(topics.problems(), ['The topics are not a list in [ ], so none of them is used.']);
    change([]);
    await topics.assign(index);
    assert.deepEqual(topics.problems(), []);
    assert.equal(warnings.length, expected.length + 1);
  });

  it('do not call a topic empty because the library is', async () => {
    const { topics } = made([{ id: 'mamba', label: 'Mamba', query: 'mamba' }]);
    await topics.assign(PaperIndex.of([]));
    assert.deepEqual(topics.problems(), []);
  });

  it('ignore changes once disposed', async () => {
    const { topics, change } = made([]);
    await topics.assign(index);
    topics.dispose();
    change([{ id: 'mamba', label: 'Mamba', query: 'mamba' }]);
    assert.equal(topics.topics().length, 2);
  });
});
