import assert from 'node:assert/strict';
import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { nameOnDisk } from '../../../../src/library/notes/nameOnDisk';
import { noteFoldersOf } from '../../../../src/library/notes/noteFolder';
import { scratchFolder } from '../../../support/scratch.mjs';

/** Returns the `realpath` of a disk that ignores case. */
function diskOf(...folders: readonly string[]): (file: string) => string {
  return (file) => {
    const found = folders.find(
      (one) => one.normalize('NFC').toLowerCase() === file.normalize('NFC').toLowerCase(),
    );
    if (found === undefined) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
    return found;
  };
}

describe('the name of a folder on a disk that ignores case', () => {
  for (const [what, rules, folder, root, real, expected] of [
    ['as given', path.posix, '/work/papers', '/work', ['/work', '/work/papers'], '/work/papers'],
    ['in capitals', path.posix, '/work/papers', '/work', ['/work', '/work/Papers'], '/work/Papers'],
    [
      'below another',
      path.posix,
      '/work/docs/notes',
      '/work',
      ['/work', '/work/Docs/Notes'],
      '/work/Docs/Notes',
    ],
    ['the root itself', path.posix, '/Work', '/Work', ['/work'], '/Work'],
    [
      'below a root of another spelling',
      path.posix,
      '/WORK/papers',
      '/WORK',
      ['/work', '/work/Papers'],
      '/WORK/Papers',
    ],
    [
      'with an accent in parts',
      path.posix,
      '/work/le\u0301s',
      '/work',
      ['/work', '/work/l\u00e9s'],
      '/work/l\u00e9s',
    ],
    ['missing', path.posix, '/work/papers', '/work', ['/work'], '/work/papers'],
    [
      'on Windows',
      path.win32,
      'c:\\work\\papers',
      'c:\\work',
      ['C:\\Work', 'C:\\Work\\Papers'],
      'c:\\work\\Papers',
    ],
  ] as const)
    it(what, () => {
      assert.equal(nameOnDisk(folder, root, diskOf(...real), rules), rules.join(expected));
    });

  it('is not that of the folder to which a link leads', () => {
    const root = realpathSync(scratchFolder('name'));
    mkdirSync(path.join(root, 'vault'));
    symlinkSync('vault', path.join(root, 'papers'));
    assert.equal(nameOnDisk(path.join(root, 'papers'), root), path.join(root, 'papers'));
  });

  it('is that of a folder of notes', () => {
    const onDisk = (folder: string, root: string): string =>
      nameOnDisk(folder, root, diskOf('/work', '/work/Papers'), path.posix);
    const places = [{ root: '/work', configured: '' }];
    assert.deepEqual(
      noteFoldersOf(places, '/home', (file) => file, path.posix, onDisk),
      [{ path: '/work/Papers', within: '/work', workspaceFolder: 0 }],
    );
  });
});
