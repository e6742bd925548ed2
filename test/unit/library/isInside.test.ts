import assert from 'node:assert/strict';
import path from 'node:path';
import { isInside } from '../../../src/library/isInside';

describe('whether a path is inside a folder', () => {
  for (const [system, file, folder, expected] of [
    ['posix', '/a/b', '/a', true],
    ['posix', '/a', '/a', true],
    ['posix', '/a/..b', '/a', true],
    ['posix', '/a/b', '/', true],
    ['posix', '/ab', '/a', false],
    ['posix', '/', '/a', false],
    ['posix', '/b', '/a', false],
    ['win32', 'Z:\\papers', 'Z:\\', true],
    ['win32', 'z:\\papers\\a.md', 'Z:\\papers', true],
    ['win32', 'Y:\\papers', 'Z:\\', false],
    ['win32', '\\\\server\\share\\a', '\\\\server\\share\\', true],
    ['win32', '\\\\server\\other\\a', '\\\\server\\share\\', false],
  ] as const)
    it(`${file} in ${folder}: ${String(expected)}`, () =>
      assert.equal(isInside(file, folder, path[system]), expected));
});
