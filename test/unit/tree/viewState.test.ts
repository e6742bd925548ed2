import assert from 'node:assert/strict';
import { readArrangement, storeArrangement } from '../../../src/tree/viewState';

function memory(stored?: unknown) {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string): never => (values.has(key) ? values.get(key) : stored) as never,
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
  };
}

describe('arrangement of the library view', () => {
  it('is kept', async () => {
    const memento = memory();
    await storeArrangement(memento, { groupBy: 'month', order: 'popularity' });
    assert.deepEqual(readArrangement(memento), { groupBy: 'month', order: 'popularity' });
  });

  for (const stored of [undefined, null, 'x', 7, {}, { groupBy: 'size', order: 3 }]) {
    it(`is the first one when ${JSON.stringify(stored)} is stored`, () =>
      assert.deepEqual(readArrangement(memory(stored)), { groupBy: 'topic', order: 'date' }));
  }

  it('keeps the part that can be read', () =>
    assert.deepEqual(readArrangement(memory({ groupBy: 'code', order: 'shuffled' })), {
      groupBy: 'code',
      order: 'date',
    }));
});
