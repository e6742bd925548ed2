import assert from 'node:assert/strict';
import { Emitter } from '../../src/emitter';

describe('an emitter', () => {
  it('calls every listener although one throws, and reports what it threw', () => {
    const reported: unknown[] = [];
    const emitter = new Emitter<number>((error) => reported.push(error));
    const called: string[] = [];
    const broken = new Error('A view is broken.');
    emitter.event((value) => called.push(`first ${value}`));
    emitter.event(() => {
      throw broken;
    });
    const last = emitter.event((value) => called.push(`last ${value}`));
    emitter.fire(1);
    assert.deepEqual(called, ['first 1', 'last 1']);
    assert.deepEqual(reported, [broken]);
    last.dispose();
    emitter.fire(2);
    assert.deepEqual(called, ['first 1', 'last 1', 'first 2']);
  });

  it('calls the listeners that were there when it fired', () => {
    const emitter = new Emitter<void>();
    const called: string[] = [];
    emitter.event(() => {
      called.push('outer');
      emitter.event(() => called.push('added'));
    });
    emitter.fire();
    assert.deepEqual(called, ['outer']);
    emitter.dispose();
    emitter.fire();
    assert.deepEqual(called, ['outer']);
  });
});
