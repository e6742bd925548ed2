import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { Emitter } from '../../../../src/emitter';
import { Topics } from '../../../../src/library/topics/topicService';
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
    assert.deepEqual((await topics.assign(index)).get('p'), ['mamba']);
    change([{ id: 'vision', hidden: true }]);
    assert.deepEqual((await topics.assign(index)).get('p'), ['other']);
  });

  it('name a bad entry in the log and keep the others', async () => {
    const { topics, warnings } = made([
      { id: 'bad', label: 'Bad' },
      { id: 'mamba', label: 'Mamba', query: 'mamba' },
    ]);
    assert.deepEqual((await topics.assign(index)).get('p'), ['mamba']);
    assert.deepEqual(warnings, ['papers.topics: Topic "bad" has neither "query" nor "terms".']);
  });

  it('listen no longer when disposed', async () => {
    const { topics, change } = made([]);
    await topics.assign(index);
    topics.dispose();
    change([{ id: 'mamba', label: 'Mamba', query: 'mamba' }]);
    assert.equal(topics.topics().length, 2);
  });
});
