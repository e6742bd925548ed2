import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MACHINE_NAME } from '../../../../src/library/machineName';
import { tryLock } from '../../../../src/library/store/fileLock';
import { refusing } from '../../../support/heldFiles';

describe('lock file', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'daily-papers-lock-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Returns the pid of a process that has ended. */
  const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

  const breakers: readonly (readonly [what: string, owner: () => unknown, stays: boolean])[] = [
    ['a dead process of this machine', () => ({ pid: deadPid(), host: MACHINE_NAME }), false],
    ['a running process', () => ({ pid: process.pid, host: MACHINE_NAME }), true],
    ['another machine', () => ({ pid: deadPid(), host: 'elsewhere' }), true],
  ];
  for (const [what, owner, stays] of breakers)
    it(`${stays ? 'keeps' : 'removes'} the second lock file of ${what} when it is taken`, async () => {
      const file = path.join(folder, '.lock');
      writeFileSync(`${file}.breaking`, JSON.stringify(owner()));
      const lock = await tryLock(file);
      assert.ok(lock);
      await lock.release();
      assert.equal(existsSync(`${file}.breaking`), stays);
    });

  const held: readonly (readonly [stale: string, held: string])[] = [
    ['.lock', '.lock'],
    ['.lock', '.lock.breaking'],
    ['.lock.breaking', '.lock.breaking'],
  ];
  for (const [stale, name] of held)
    it(`is taken beside a stale ${stale} while a virus scanner has ${name} open for a moment`, async () => {
      const file = path.join(folder, '.lock');
      writeFileSync(
        path.join(folder, stale),
        JSON.stringify({ pid: deadPid(), host: MACHINE_NAME, token: 'x' }),
      );
      const of = new RegExp(`${name.replaceAll('.', '\\.')}$`);
      const lock = await refusing({ of, code: 'EBUSY', times: 1, calls: ['rm'] }, () => tryLock(file));
      assert.ok(lock);
      await lock.release();
      assert.deepEqual([existsSync(file), existsSync(`${file}.breaking`)], [false, false]);
    });
});
