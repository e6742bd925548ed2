import assert from 'node:assert/strict';
import { machineName } from '../../../src/library/machineName';

describe('the name of a machine', () => {
  for (const [namespace, name] of [
    [undefined, 'gpu1'],
    ['pid:[4026531836]', 'gpu1'],
    ['pid:[4026532281]', 'gpu1/pid:[4026532281]'],
  ] as const)
    it(`is ${name} in the process namespace ${namespace}`, () =>
      assert.equal(machineName('gpu1', namespace), name));
});
