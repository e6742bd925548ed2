import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, statfsSync } from 'node:fs';
import { makeRepository } from '../../support/git-fixtures';
import { github, startRig, type Rig } from './rig';

describe('a clone onto a disk that gets full', () => {
  let rig: Rig;
  let disk: string;

  before(async function () {
    rig = await startRig();
    disk = rig.parent();
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
    if (mounted.status !== 0) {
      console.log(
        '    A small disk can’t be mounted here (that takes root on Linux): full disks are not tested.',
      );
      this.skip();
    }
    makeRepository(rig.server.root, 'github.com/lab/packed', [{ files: { w: randomBytes(8_000_000) } }]);
    const dense = 'x'.repeat(3_000_000);
    makeRepository(rig.server.root, 'github.com/lab/unpacked', [
      { files: Object.fromEntries([1, 2, 3, 4].map((index) => [`${index}.txt`, `${index}${dense}`])) },
    ]);
  });
  after(async () => {
    spawnSync('umount', [disk]);
    await rig.close();
  });

  for (const [what, name] of [
    ['while it receives', 'packed'],
    ['while it writes files', 'unpacked'],
  ] as const) {
    for (const history of ['shallow', 'full'] as const) {
      it(`${what} (${history}) says so and frees all that it took`, async () => {
        const free = statfsSync(disk).bfree;
        const outcome = await rig.clone({ repository: github(name), parent: disk, history });
        assert.equal(
          outcome.kind === 'failed' && outcome.failure.reason,
          'diskFull',
          JSON.stringify(outcome),
        );
        assert.deepEqual(readdirSync(disk), []);
        assert.equal(statfsSync(disk).bfree, free);
      });
    }
  }

  it('that is full already says so', async () => {
    spawnSync('dd', ['if=/dev/zero', `of=${disk}/full`, 'bs=1M', 'count=8'], { stdio: 'ignore' });
    const outcome = await rig.clone({ repository: github('packed'), parent: disk });
    assert.equal(outcome.kind === 'failed' && outcome.failure.reason, 'diskFull', JSON.stringify(outcome));
    assert.deepEqual(readdirSync(disk), ['full']);
    execFileSync('rm', [`${disk}/full`]);
  });
});
