import assert from 'node:assert/strict';
import path from 'node:path';
import fc from 'fast-check';
import { expandFolder } from '../../../../src/clone/staging/folderName';
import { folderName, freeName, nameProblem } from '../../../../src/clone/staging/folderName';

describe("a clone's folder", () => {
  const named: [owner: string, name: string, folder: string][] = [
    ['lab', 'code', 'code'],
    ['lab', 'my.model-v2_x', 'my.model-v2_x'],
    ['lab', '.vscode', 'lab-vscode'],
    ['lab', '.github', 'lab-github'],
    ['lab', '.git', 'lab-git'],
    ['lab', '..', 'lab'],
    ['lab', '-rf', 'lab-rf'],
    ['lab', 'CON', 'lab-CON'],
    ['lab', 'aux.txt', 'lab-aux.txt'],
    ['lab', 'com1', 'lab-com1'],
    ['lab', 'node_modules', 'lab-node_modules'],
    ['lab', 'ends.', 'ends'],
    ['datasets/lab', '.cache', 'datasets-lab-cache'],
    ['lab', 'x'.repeat(255), 'x'.repeat(100)],
  ];
  for (const [owner, name, folder] of named) {
    it(`${owner}/${name.slice(0, 20)} is cloned into ${folder.slice(0, 20)}`, () => {
      assert.equal(folderName({ host: 'github.com', owner, name, url: '' }), folder);
    });
  }

  it('is a plain name inside its parent whatever the repository is called', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'binary' }), (owner, name) => {
        const folder = folderName({ host: 'github.com', owner, name, url: '' });
        assert.equal(nameProblem(folder), undefined, folder);
        assert.equal(path.relative('/parent', path.join('/parent', folder)), folder);
        assert.equal(path.win32.relative('C:\\parent', path.win32.join('C:\\parent', folder)), folder);
      }),
    );
  });

  const typed: [name: string, problem: ReturnType<typeof nameProblem>][] = [
    ['code', undefined],
    ['my code 2', undefined],
    ['', 'empty'],
    ['  ', 'empty'],
    ['a/b', 'characters'],
    ['..\\x', 'characters'],
    ['a\0', 'characters'],
    ['.hidden', 'hidden'],
    ['GIT~1', 'hidden'],
    ['nul', 'device'],
    ['LPT9.log', 'device'],
    ['COM¹', 'device'],
    ['-x', 'option'],
    ['x ', 'ending'],
    ['x.', 'ending'],
    ['Node_Modules', 'special'],
    ['ü'.repeat(101), 'long'],
  ];
  for (const [name, problem] of typed) {
    it(`a person's ${JSON.stringify(name).slice(0, 20)}: ${problem ?? 'fine'}`, () =>
      assert.equal(nameProblem(name), problem));
  }

  it('finds a name that is free', async () => {
    const taken = new Set(['code-2', 'code-3']);
    assert.equal(await freeName('code', (name) => Promise.resolve(taken.has(name))), 'code-4');
  });

  it('is put below the home folder with ~, and never somewhere relative', () => {
    assert.equal(expandFolder('~/papers', '/home/ada'), path.normalize('/home/ada/papers'));
    assert.equal(expandFolder('~', '/home/ada'), path.normalize('/home/ada'));
    assert.equal(expandFolder(' /srv/code/ ', '/home/ada'), path.normalize('/srv/code/'));
    assert.equal(expandFolder('papers', '/home/ada'), undefined);
    assert.equal(expandFolder('~ada/x', '/home/ada'), undefined);
  });
});
