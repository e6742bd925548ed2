import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findWorkingGit, gitCandidates } from '../../../../src/clone/git/gitCandidates';
import { localGitRunner } from '../../../../src/clone/git/gitRunner';
import { GIT_PROGRAM } from '../../../support/git-program';
import { silentLog } from '../../../support/log';
import { scratchFolder } from '../../../support/scratch.mjs';

describe('git in a clone that contains programs', () => {
  const scratch = scratchFolder('git-runner');
  const clone = path.join(scratch, 'clone');
  const log = path.join(scratch, 'log');

  before(() => {
    mkdirSync(path.join(clone, 'bin'), { recursive: true });
    for (const name of ['git', 'git-lfs', 'git-own', 'bin/git', 'bin/git-own']) {
      const script = `#!/bin/sh\necho "$0" >> '${log}'\necho git version 2.50.1\n`;
      writeFileSync(path.join(clone, name), script, { mode: 0o755 });
    }
  });

  const paths: [what: string, path: (usual: string) => string][] = [
    ['an empty folder first', (usual) => `:${usual}`],
    ['an empty folder last', (usual) => `${usual}:`],
    ['the working folder', (usual) => `.:${usual}`],
    ['a relative folder', (usual) => `bin:${usual}`],
  ];
  for (const [what, pathOf] of paths) {
    it(`starts none of them with ${what} in the PATH`, async () => {
      const environment = { ...process.env, PATH: pathOf(process.env['PATH'] ?? '') };
      const found = await findWorkingGit(gitCandidates(undefined, undefined), environment, silentLog);
      assert.ok(found.kind === 'found' && path.isAbsolute(found.path), JSON.stringify(found));
      const git = localGitRunner(clone, { ...found, git: found.path, environment, log: silentLog });
      // Git starts `git-own`, if the PATH has it.
      for (const args of [['version'], ['own'], ['lfs', 'version']]) await git(args);
      assert.ok(!existsSync(log));
    });
  }

  for (const name of ['git', './git', 'bin/git']) {
    it(`does not start ${name}`, async () => {
      const environment = { ...process.env, PATH: `:${process.env['PATH'] ?? ''}` };
      const run = localGitRunner(clone, { git: name, version: [2, 50, 1], environment, log: silentLog });
      const { kind } = await run(['version']);
      assert.equal(kind, 'unavailable');
      assert.ok(!existsSync(log));
    });
  }

  it('is started by its absolute path', async () => {
    const { env: environment } = process;
    const context = { git: GIT_PROGRAM, version: [2, 50, 1] as const, environment, log: silentLog };
    const result = await localGitRunner(clone, context)(['version']);
    assert.equal(result.kind === 'ended' && result.code, 0);
  });
});
