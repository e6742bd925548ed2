import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFolderFacts } from '../../../src/library/workspaceFolder';
import { scratchFolder } from '../../support/scratch.mjs';

const URL = 'https://github.com/lab/code.git';
const IDENTITY = [
  '-c',
  'user.name=t',
  '-c',
  'user.email=t@example.invalid',
  '-c',
  'protocol.file.allow=always',
];

describe('what the files of a folder say about its paper', () => {
  const root = scratchFolder('facts');
  const at = (...parts: readonly string[]): string => path.join(root, ...parts);
  const git = (folder: string, ...args: readonly string[]): void =>
    void execFileSync('git', [...IDENTITY, ...args], { cwd: folder, stdio: 'ignore' });

  before(() => {
    mkdirSync(at('code', 'src', 'deep'), { recursive: true });
    git(at('code'), 'init', '--quiet');
    git(at('code'), 'remote', 'add', 'origin', URL);
    writeFileSync(at('code', 'README.md'), 'readme');
    writeFileSync(at('code', 'CITATION.cff'), 'citation');
    git(at('code'), 'add', '.');
    git(at('code'), 'commit', '--quiet', '-m', 'first');
    git(at('code'), 'worktree', 'add', '--quiet', at('tree'));
    mkdirSync(at('outer'));
    git(at('outer'), 'init', '--quiet');
    git(at('outer'), 'submodule', 'add', '--quiet', at('code'), 'inner');
    mkdirSync(at('plain'));
    writeFileSync(at('plain', 'readme.rst'), `plain${' '.repeat(200_000)}`);
    mkdirSync(at('damaged', 'README.md'), { recursive: true });
    writeFileSync(at('damaged', '.git'), 'gitdir: /nowhere\n');
    mkdirSync(at('network'));
    writeFileSync(at('network', '.git'), `gitdir: /${at('code', '.git')}\n`);
    mkdirSync(at('shared', '.git'), { recursive: true });
    writeFileSync(at('shared', '.git', 'commondir'), `/${at('code', '.git')}\n`);
  });

  it('a repository', async () => {
    assert.deepEqual(await readFolderFacts(at('code')), {
      remotes: [URL],
      readme: 'readme',
      citation: 'citation',
    });
  });
  it('a folder in a repository', async () => {
    const { remotes, readme } = await readFolderFacts(at('code', 'src', 'deep'));
    assert.deepEqual([remotes, readme], [[URL], 'readme']);
  });
  it('a linked work tree', async () => {
    assert.deepEqual((await readFolderFacts(at('tree'))).remotes, [URL]);
  });
  it('a submodule has its own remotes', async () => {
    assert.deepEqual((await readFolderFacts(at('outer', 'inner'))).remotes, [at('code')]);
    assert.deepEqual((await readFolderFacts(at('outer'))).remotes, []);
  });
  it('a link to a network path is not followed', async () => {
    assert.deepEqual((await readFolderFacts(at('network'))).remotes, []);
    assert.deepEqual((await readFolderFacts(at('shared'))).remotes, []);
  });
  it('a folder without a repository, with a long README', async () => {
    const { readme } = await readFolderFacts(at('plain'));
    assert.match(readme ?? '', /^plain/);
    assert.ok((readme ?? '').length < 100_000);
  });
  it('damaged and missing files', async () => {
    assert.deepEqual(await readFolderFacts(at('damaged')), { remotes: [] });
    assert.deepEqual(await readFolderFacts(at('missing')), { remotes: [] });
  });
});
