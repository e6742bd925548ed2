import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MACHINE_NAME } from '../../../../src/library/machineName';
import { yieldsToOther } from '../../../../src/clone/staging/concurrentClone';
import { makeStaging } from '../../../../src/clone/staging/staging';
import { sweepStaging } from '../../../../src/clone/staging/abandonedClones';
import { makeRepository } from '../../../support/git-fixtures';
import { github, listing, processesNaming, startRig, type Rig } from '../rig';

const PROGRAM = path.resolve('out', 'test', 'unit', 'clone', 'cloningProcess.js');

describe('clones of several processes', () => {
  let rig: Rig;
  const children = new Set<ChildProcess>();

  before(async () => {
    rig = await startRig();
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [
        `f${index % 20}/${index}`,
        randomBytes(500).toString('hex'),
      ]),
    );
    makeRepository(rig.server.root, 'github.com/lab/code', [{ files }]);
  });
  after(async () => {
    for (const child of children) child.kill('SIGKILL');
    await rig.close();
  });
  beforeEach(() => {
    rig.server.fault = undefined;
  });

  /** Starts a process that clones, and returns its final output. */
  function start(parent: string): { readonly child: ChildProcess; readonly said: Promise<string> } {
    const request = {
      repository: github('code'),
      parent,
      name: 'code',
      history: 'shallow',
      account: 'anonymous',
    };
    const child = spawn(process.execPath, [PROGRAM, JSON.stringify(request)], {
      env: rig.environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.add(child);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    return { child, said: new Promise((resolve) => child.once('close', () => resolve(text))) };
  }

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await wait(25);
  }

  it('of one repository into one folder at the same time make one clone, and the others are told', async () => {
    const parent = rig.parent();
    const seen = rig.server.requests.length;
    let ended = 0;
    let release = (): void => undefined;
    // The first clone must not end before the others have tried, which takes long on a busy machine.
    const until = new Promise<void>((resolve) => (release = resolve));
    rig.server.fault = { kind: 'throttle', bytesPerSecond: 10_000, until };
    const outcomes = await Promise.all(
      [1, 2, 3].map(async () => {
        const text = await start(parent).said;
        ended += 1;
        if (ended === 2) release();
        return text;
      }),
    );
    const kinds = outcomes.map((text) => (JSON.parse(text) as { kind: string }).kind).sort();
    assert.deepEqual(kinds, ['busy', 'busy', 'cloned']);
    assert.deepEqual(readdirSync(parent), ['code']);
    const lists = rig.server.requests.slice(seen).filter(({ path: asked }) => asked.includes('info/refs'));
    assert.equal(lists.length, 1);
  });

  it('within one process too', async () => {
    rig.server.fault = { kind: 'throttle', bytesPerSecond: 1_000_000 };
    const parent = rig.parent();
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => rig.clone({ repository: github('code'), parent })),
    );
    assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['busy', 'busy', 'cloned']);
  });

  it('killed at any moment leave the whole folder or none, no process and no staging folder', async () => {
    rig.server.fault = { kind: 'throttle', bytesPerSecond: 2_000_000 };
    const parent = rig.parent();
    const began = performance.now();
    await start(parent).said;
    const whole = performance.now() - began;
    let absent = 0;
    for (let round = 0; round < 5; round++) {
      await Promise.all(
        [0, 1, 2, 3].map(async (lane) => {
          const target = rig.parent();
          const { child, said } = start(target);
          // Four clones at the same time take longer than one.
          await wait(whole * 2 * ((round * 4 + lane + Math.random()) / 20));
          child.kill('SIGKILL');
          await said;
          await until(() => processesNaming(target).length === 0);
          await until(() => readdirSync(target).every((name) => name === 'code'));
          if (readdirSync(target).length === 0) {
            absent++;
            return;
          }
          const clone = path.join(target, 'code');
          execFileSync('git', ['fsck', '--strict'], { cwd: clone, env: rig.environment(), stdio: 'ignore' });
          assert.equal(rig.git(clone, 'status', '--porcelain'), '');
        }),
      );
    }
    assert.ok(absent > 0, 'no clone was killed in time');
  });

  it('killed before they reported git leave no process and no staging folder', async () => {
    rig.server.fault = { kind: 'hang' };
    const folder = path.join(rig.parent(), '.papers-00000000000a');
    const watchdog = spawn(process.execPath, [path.resolve('dist', 'clone', 'watchdog.js')], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    watchdog.stdin.write(`${JSON.stringify({ staging: folder })}\n`);
    mkdirSync(folder);
    const git = spawn('git', ['clone', 'https://github.com/lab/code', path.join(folder, 'clone')], {
      env: rig.environment(),
      stdio: 'ignore',
      detached: true,
    });
    children.add(git);
    await until(() => processesNaming(folder).length > 0 && existsSync(path.join(folder, 'clone')));
    watchdog.stdin.end();
    await once(watchdog, 'exit');
    await until(() => processesNaming(folder).length === 0);
    assert.equal(existsSync(folder), false);
  });

  it('ended by SIGTERM leave no process and nothing half', async () => {
    rig.server.fault = { kind: 'hang' };
    const parent = rig.parent();
    const { child, said } = start(parent);
    await until(() => processesNaming(path.join(parent, '.papers-')).length > 0);
    child.kill('SIGTERM');
    await said;
    await until(() => processesNaming(path.join(parent, '.papers-')).length === 0);
    await until(() => listing(parent).length === 0);
  });

  for (const [what, before, gives] of [
    ['earlier', 10_000, true],
    ['later', -10_000, false],
  ] as const) {
    it(`gives way to a clone of another machine only if it began ${what === 'later' ? 'not ' : ''}before`, async () => {
      const parent = rig.parent();
      const own = await makeStaging(parent, 'github.com/lab/x');
      const folder = path.join(parent, '.papers-00000000000a');
      mkdirSync(folder);
      const marker = {
        ...{ repository: 'github.com/lab/x', pid: 1, hostname: 'another', order: '1', token: 'a' },
        began: own.marker.began - before,
      };
      writeFileSync(path.join(folder, 'papers-clone.json'), JSON.stringify(marker));
      assert.equal(await yieldsToOther(parent, own), gives);
      await own.remove();
    });
  }

  for (const [what, later] of [
    ['at the same moment', 0],
    ['one after the other', 1],
    ['by clocks that are 45 s apart', 45_000],
  ] as const) {
    it(`of two machines on one shared folder go on in exactly one, begun ${what}`, async () => {
      const parent = rig.parent();
      const here = await makeStaging(parent, 'github.com/lab/x');
      const folder = path.join(parent, `.papers-${'0'.repeat(12)}`);
      mkdirSync(folder);
      // Its monotonic clock is not comparable on this machine.
      const marker = { ...here.marker, hostname: 'another', order: '1', token: '0'.repeat(12) };
      const there = { ...here, folder, marker: { ...marker, began: here.marker.began + later } };
      writeFileSync(path.join(folder, 'papers-clone.json'), JSON.stringify(there.marker));
      const gaveWay = [await yieldsToOther(parent, here), await yieldsToOther(parent, there)];
      assert.deepEqual(gaveWay.toSorted(), [false, true]);
      await here.remove();
    });
  }

  describe('sweeping', () => {
    /** Creates a staging folder as a process would have left it. */
    function leave(parent: string, name: string, marker: object | undefined, minutesAgo: number): void {
      const folder = path.join(parent, name);
      mkdirSync(path.join(folder, 'clone'), { recursive: true });
      const then = new Date(Date.now() - minutesAgo * 60_000);
      if (marker !== undefined) {
        const file = path.join(folder, 'papers-clone.json');
        writeFileSync(file, JSON.stringify(marker));
        utimesSync(file, then, then);
      }
      utimesSync(folder, then, then);
    }

    it('removes only what ended processes left', async () => {
      const parent = rig.parent();
      const { pid: dead = 0 } = spawn('git', ['version'], { stdio: 'ignore' });
      await until(() => !isAlive(dead));
      const marker = {
        repository: 'github.com/lab/x',
        pid: dead,
        hostname: MACHINE_NAME,
        order: '1',
        token: 'a',
      };
      leave(parent, '.papers-00000000000a', marker, 30);
      leave(parent, '.papers-00000000000b', marker, 1);
      leave(parent, '.papers-00000000000c', { ...marker, pid: process.pid }, 5);
      leave(parent, '.papers-00000000000d', { ...marker, hostname: 'another' }, 30);
      leave(parent, '.papers-00000000000e', undefined, 30);
      leave(parent, '.papers-00000000000f', { ...marker, pid: -1 }, 30);
      leave(parent, '.papers-mine', marker, 30);
      leave(parent, 'papers-000000000000', marker, 30);
      const before = readdirSync(parent);
      assert.deepEqual(await sweepStaging(parent), [path.join(parent, '.papers-00000000000a')]);
      assert.deepEqual(
        readdirSync(parent),
        before.filter((name) => name !== '.papers-00000000000a'),
      );
    });

    it('keeps a running clone after a sleep, until it had no heartbeat for long enough', async () => {
      const parent = rig.parent();
      const marker = {
        ...{ repository: 'github.com/lab/x', pid: process.pid, hostname: MACHINE_NAME },
        ...{ order: '1', token: 'a' },
      };
      leave(parent, '.papers-00000000000a', marker, 30);
      assert.deepEqual(await sweepStaging(parent, undefined, 0), []);
      assert.deepEqual(await sweepStaging(parent, undefined, 10_000), []);
      // The process is awake again: a heartbeat, though with a very wrong clock.
      const file = path.join(parent, '.papers-00000000000a', 'papers-clone.json');
      const then = new Date(Date.now() - 20 * 60_000);
      utimesSync(file, then, then);
      assert.deepEqual(await sweepStaging(parent, undefined, 40_000), []);
      assert.deepEqual(await sweepStaging(parent, undefined, 60_000), []);
      assert.equal((await sweepStaging(parent, undefined, 80_000)).length, 1);
    });

    it('removes an empty folder of a process that ended before it wrote its marker', async () => {
      const parent = rig.parent();
      const folder = path.join(parent, '.papers-0123456789ab');
      mkdirSync(folder);
      await sweepStaging(parent);
      assert.equal(readdirSync(parent).length, 1);
      const then = new Date(Date.now() - 3_600_000);
      utimesSync(folder, then, then);
      await sweepStaging(parent);
      assert.deepEqual(readdirSync(parent), []);
    });
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
