import assert from 'node:assert/strict';
import path from 'node:path';
import { nameOnDisk } from '../../../../src/library/notes/nameOnDisk';
import { noteFoldersOf } from '../../../../src/library/notes/noteFolder';

/** Paths on Windows as `vscode.Uri.file(path).fsPath` gives them. */
const fsPathOnWindows = (file: string): string =>
  file.replace(/^[A-Z](?=:)/, (letter) => letter.toLowerCase());

describe('folders of notes', () => {
  const two = ['/space/a', '/space/b'];
  for (const [name, configured, roots, ...folders] of [
    ['default', undefined, two, '/space/a/papers', '/space/b/papers'],
    ['empty', ' ', two, '/space/a/papers', '/space/b/papers'],
    ['relative', './docs/notes/', two, '/space/a/docs/notes', '/space/b/docs/notes'],
    ['the folder itself', '.', ['/space/a'], '/space/a'],
    ['a full path', '/vault/papers/', two, '/vault/papers'],
    ['in the home folder', '~/notes', two, '/home/me/notes'],
    ['default, in the root of the disk', '', ['/'], '/papers'],
    ['leading out', '../notes', two],
    ['leading out to a folder with a longer name', '../ab', ['/space/a']],
    ['no text', 7, ['/space/a'], '/space/a/papers'],
    ['relative, as on Windows', 'docs\\notes', ['/space/a'], '/space/a/docs/notes'],
    ['in the home folder, as on Windows', '~\\notes', two, '/home/me/notes'],
    ['a full path of Windows', 'D:\\notes', two],
    ['a full path of Windows with slashes', 'd:/notes', two],
    ['a network path of Windows', '\\\\server\\notes', two],
    ['default, without a folder', 'papers', [undefined]],
    ['a full path, without a folder', '/vault', [undefined], '/vault'],
  ] as const)
    it(`setting ${name}`, () => {
      const found = noteFoldersOf(
        roots.map((root) => ({ root, configured })),
        '/home/me',
        (file) => file,
      );
      assert.deepEqual(
        found.map((folder) => folder.path),
        folders,
      );
    });
});

describe('folders of notes on Windows', () => {
  for (const [name, configured, root, ...folders] of [
    ['default, in the root of a drive', '', 'z:\\', 'z:\\papers'],
    ['the root of a drive', '.', 'z:\\', 'z:\\'],
    ['leading out of the root of a drive', 'Y:notes', 'z:\\'],
    ['default, in a share', '', '\\\\server\\share\\', '\\\\server\\share\\papers'],
    ['leading out to a folder with a longer name', '..\\ab', 'c:\\a'],
    ['in the home folder', '~/notes', 'd:\\a', 'c:\\Users\\me\\notes'],
    ['a full path', 'C:\\vault', 'd:\\a', 'c:\\vault'],
    ['a network path', '\\\\server\\share\\vault', 'd:\\a', '\\\\server\\share\\vault'],
    ['a full path of Linux', '/home/me/notes', 'd:\\a'],
  ] as const)
    it(`setting ${name}`, () => {
      const places = [{ root, configured }];
      const found = noteFoldersOf(places, 'C:\\Users\\me', fsPathOnWindows, path.win32);
      assert.deepEqual(
        found.map((folder) => folder.path),
        folders,
      );
    });

  it('have drive letters as VS Code writes them, also where new notes must stay', () => {
    const found = noteFoldersOf(
      [
        { root: 'D:\\a', configured: '' },
        { root: 'd:\\a', configured: '' },
        { root: 'd:\\b', configured: 'C:\\vault' },
        { root: 'd:\\c', configured: 'c:\\vault' },
      ],
      'C:\\Users\\me',
      fsPathOnWindows,
      path.win32,
    );
    assert.deepEqual(found, [
      { path: 'd:\\a\\papers', within: 'd:\\a', workspaceFolder: 1 },
      { path: 'c:\\vault', within: 'c:\\' },
    ]);
  });
});

describe('folders of notes with a full path in another case than on disk', () => {
  const cases: readonly (readonly [
    system: string,
    path: path.PlatformPath,
    onDisk: readonly string[],
    home: string,
    found: string,
  ])[] = [
    ['macOS', path.posix, ['/', '/Users/me/Notes'], '/Users/me', '/Users/me/Notes'],
    ['Windows', path.win32, ['C:\\', 'C:\\Users\\me\\Notes'], 'C:\\Users\\me', 'c:\\Users\\me\\Notes'],
  ];
  for (const [system, rules, onDisk, home, found] of cases)
    it(`have their names on disk, as in VS Code's events, on ${system}`, () => {
      const realpath = (file: string): string => {
        const real = onDisk.find((one) => one.toLowerCase() === file.toLowerCase());
        if (real === undefined) throw new Error('ENOENT');
        return real;
      };
      const folders = noteFoldersOf(
        [{ root: undefined, configured: '~/notes' }],
        home,
        fsPathOnWindows,
        rules,
        (folder, root) => nameOnDisk(folder, root, realpath, rules),
      );
      assert.deepEqual(
        folders.map((folder) => folder.path),
        [found],
      );
    });
});
