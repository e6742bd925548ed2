import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { makeRepository } from '../../support/git-fixtures';
import { GIT_PROGRAM } from '../../support/git-program';
import { github, startRig, type Rig } from './rig';

/**
 * Mounted disks (a folder of Windows in a container, SMB, NFS with squashed users) show every file as another user's.
 * Git's own tests simulate this with a variable.
 */
describe('cloning onto a disk that shows all files as those of another user', function () {
  let rig: Rig;
  let git: string;
  let commits: readonly string[];
  before(async function () {
    if (process.platform === 'win32') this.skip();
    rig = await startRig();
    git = path.join(rig.scratch, 'git-on-mount');
    writeFileSync(git, `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec '${GIT_PROGRAM}' "$@"\n`, {
      mode: 0o755,
    });
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12345\n`;
    commits = makeRepository(rig.server.root, 'github.com/lab/code', [
      {
        date: '2024-01-01',
        files: { 'README.md': 'one', 'a.py': 'a', 'w.bin': pointer, '.gitattributes': '*.bin filter=lfs\n' },
      },
    ]);
  });
  after(() => rig.close());

  it('works for git itself', async () => {
    const url = `${rig.server.origin}/github.com/lab/code.git`;
    // Not synchronous: the server is in this process.
    await promisify(execFile)(git, ['clone', '--quiet', url], { cwd: rig.parent(), env: rig.environment() });
  });

  it('puts the clone into place, with its commit and the files left out', async () => {
    const parent = rig.parent();
    const outcome = await rig.clone({ repository: github('code'), parent }, { git });
    assert.deepEqual(outcome, {
      kind: 'cloned',
      folder: path.join(parent, 'code'),
      opens: path.join(parent, 'code'),
      commit: { id: commits[0], date: '2024-01-01' },
      history: 'shallow',
      left: { files: 1, bytes: 12345 },
    });
  });

  it('works with the user’s own account', async () => {
    const parent = rig.parent();
    const outcome = await rig.clone({ repository: github('code'), parent, account: 'own' }, { git });
    assert.equal(outcome.kind, 'cloned', JSON.stringify(outcome));
  });

  it('does not warn that the repository around it lists a clone that it ignores', async () => {
    const parent = rig.parent();
    rig.git(parent, 'init', '--quiet');
    writeFileSync(path.join(parent, '.gitignore'), '/third_party/\n');
    const inside = path.join(parent, 'third_party');
    mkdirSync(inside);
    const outcome = await rig.clone({ repository: github('code'), parent: inside }, { git });
    assert.equal(outcome.kind, 'cloned', JSON.stringify(outcome));
    assert.equal(outcome.enclosingRepository, undefined);
  });
});
