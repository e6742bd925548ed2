import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { folderToOpen, occupantOf, type Occupant } from '../../../../src/clone/staging/targetFolder';
import { scratchFolder } from '../../../support/scratch.mjs';

describe('what is at a clone’s place', () => {
  const root = scratchFolder('occupants');
  const rows: [name: string, config: string | undefined, what: Occupant][] = [
    ['same', '[remote "origin"]\n\turl = https://github.com/lab/code.git\n', 'sameRepository'],
    ['renamed', '[remote "upstream"]\n\turl = "https://GitHub.com/Lab/Code"\n', 'sameRepository'],
    ['ssh', '[remote "origin"]\r\n\turl = git@github.com:lab/code.git\r\n', 'sameRepository'],
    ['fork', '[remote "origin"]\n\turl = https://github.com/ada/code.git\n', 'otherRepository'],
    ['prefix', '[remote "origin"]\n\turl = https://github.com/lab/code-2\n', 'otherRepository'],
    ['local', '[core]\n\tbare = false\n', 'otherRepository'],
    ['plain', undefined, 'folder'],
  ];
  for (const [name, config, what] of rows) {
    it(`${name}: ${what}`, async () => {
      const folder = path.join(root, name);
      mkdirSync(config === undefined ? folder : path.join(folder, '.git'), { recursive: true });
      if (config !== undefined) writeFileSync(path.join(folder, '.git', 'config'), config);
      assert.equal(await occupantOf(folder, 'https://github.com/lab/code.git'), what);
    });
  }

  it('a file', async () => {
    writeFileSync(path.join(root, 'file'), '');
    assert.equal(await occupantOf(path.join(root, 'file'), 'https://github.com/lab/code.git'), 'file');
  });
});

describe('the folder of a link that is opened after a clone', () => {
  const root = scratchFolder('opened');
  const clone = path.join(root, 'clone');
  before(() => {
    for (const folder of ['clone/docs', 'clone/.git/hooks', 'clone/..data', 'clone-2', 'private'])
      mkdirSync(path.join(root, folder), { recursive: true });
    writeFileSync(path.join(clone, 'file'), '');
    symlinkSync(path.join(root, 'private'), path.join(clone, 'leads-out'));
    symlinkSync(path.join(root, 'clone-2'), path.join(clone, 'beside'));
    symlinkSync('..', path.join(clone, 'parent'));
    symlinkSync('docs', path.join(clone, 'stays'));
    symlinkSync('.git/hooks', path.join(clone, 'to-hooks'));
  });
  const rows: readonly (readonly [folder: string | undefined, opens: string])[] = [
    [undefined, '.'],
    ['docs', 'docs'],
    ['stays', 'stays'],
    ['..data', '..data'],
    ['missing', '.'],
    ['file', '.'],
    ['leads-out', '.'],
    ['beside', '.'],
    ['parent', '.'],
    ['../private', '.'],
    ['.git/hooks', '.'],
    ['to-hooks', '.'],
  ];
  for (const [folder, opens] of rows)
    it(`${folder ?? 'none'}: ${opens}`, async () => {
      assert.equal(await folderToOpen(clone, folder), path.join(clone, opens));
    });
});
