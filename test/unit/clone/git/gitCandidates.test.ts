import assert from 'node:assert/strict';
import { isAtLeast, parseGitVersion, type GitVersion } from '../../../../src/clone/git/gitVersion';

describe("git's version", () => {
  const printed: [output: string, version: GitVersion | undefined][] = [
    ['git version 2.39.5', [2, 39, 5]],
    ['git version 2.39.5 (Apple Git-154)\n', [2, 39, 5]],
    ['git version 2.56.1.windows.1', [2, 56, 1]],
    ['git version 2.50.rc1', [2, 50, 0]],
    ['git version 3.0', [3, 0, 0]],
    ['git version weird', undefined],
    ['hub version 2.3.4', undefined],
    ['', undefined],
  ];
  for (const [output, version] of printed) {
    it(JSON.stringify(output), () => assert.deepEqual(parseGitVersion(output), version));
  }

  it('is compared number by number', () => {
    assert.ok(isAtLeast([2, 14, 0], [2, 14, 0]));
    assert.ok(isAtLeast([2, 100, 0], [2, 14, 5]));
    assert.ok(isAtLeast([3, 0, 0], [2, 14, 0]));
    assert.ok(!isAtLeast([2, 9, 9], [2, 14, 0]));
    assert.ok(!isAtLeast([1, 99, 0], [2, 0, 0]));
  });
});
