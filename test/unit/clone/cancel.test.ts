import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Phase } from '../../../src/clone/git/gitProgress';
import { makeRepository } from '../../support/git-fixtures';
import type { Fault } from '../../support/git-server';
import { github, listing, processesNaming, startRig, type Rig } from './rig';

const PHASES: readonly Phase[] = [
  'connecting',
  'counting',
  'compressing',
  'receiving',
  'resolving',
  'checkingOut',
  'filtering',
];

/** Similar files: the pack is small and full of deltas. */
function alike(count: number): Record<string, string> {
  const body = randomBytes(4000).toString('hex');
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`d${index % 40}/f${index}`, `${index}${body}`]),
  );
}

describe('a clone that is cancelled', () => {
  let rig: Rig;

  before(async () => {
    rig = await startRig();
    const { root } = rig.server;
    makeRepository(root, 'github.com/lab/big', [{ files: { 'weights.bin': randomBytes(2_000_000) } }]);
    makeRepository(root, 'github.com/lab/many', [{ files: alike(1500) }]);
    makeRepository(root, 'github.com/lab/filtered', [
      { files: { '.gitattributes': '*.slow filter=slow\n', 'a.slow': 'a', 'b.txt': 'b' } },
    ]);
  });
  after(() => rig.close());
  beforeEach(() => {
    rig.server.fault = undefined;
  });

  const throttle: Fault = { kind: 'throttle', bytesPerSecond: 1_500_000 };
  const moments: [what: string, name: string, fault: Fault | undefined, phase: Phase, percent: number][] = [
    ['counting', 'many', undefined, 'counting', 0],
    ['receiving the first bytes', 'big', throttle, 'receiving', 10],
    ['receiving half', 'many', { kind: 'throttle', bytesPerSecond: 700_000 }, 'receiving', 40],
    ['unpacking', 'many', undefined, 'resolving', 75],
    ['writing files', 'many', undefined, 'checkingOut', 86],
  ];
  for (const [what, name, fault, phase, percent] of moments) {
    for (const target of ['absent', 'an empty folder']) {
      it(`while ${what}, its target ${target}`, async () => {
        rig.server.fault = fault;
        const parent = rig.parent();
        if (target !== 'absent') mkdirSync(path.join(parent, name));
        const before = listing(parent);
        const cancel = new AbortController();
        let reached = false;
        const outcome = await rig.clone(
          { repository: github(name), parent },
          {
            signal: cancel.signal,
            onProgress: (progress) => {
              // On a busy machine, git's lines come in one chunk and the phase may be skipped: then cancels
              // just after it.
              const past = PHASES.indexOf(progress.phase) > PHASES.indexOf(phase);
              if (!past && (progress.phase !== phase || progress.percent < percent)) return;
              reached = true;
              cancel.abort();
            },
          },
        );
        assert.ok(reached);
        assert.deepEqual(outcome, { kind: 'cancelled' });
        assert.deepEqual(listing(parent), before);
        assert.deepEqual(processesNaming(parent), []);
      });
    }
  }

  it('while connecting', async () => {
    rig.server.fault = { kind: 'hang' };
    const parent = rig.parent();
    const cancel = new AbortController();
    const seen = rig.server.requests.length;
    const cloning = rig.clone({ repository: github('big'), parent }, { signal: cancel.signal });
    while (rig.server.requests.length === seen) await wait(10);
    cancel.abort();
    assert.deepEqual(await cloning, { kind: 'cancelled' });
    assert.deepEqual(listing(parent), []);
    assert.deepEqual(processesNaming(parent), []);
  });

  it('before it starts', async () => {
    const parent = rig.parent();
    const seen = rig.server.requests.length;
    const outcome = await rig.clone({ repository: github('big'), parent }, { signal: AbortSignal.abort() });
    assert.deepEqual(outcome, { kind: 'cancelled' });
    assert.deepEqual(listing(parent), []);
    assert.equal(rig.server.requests.length, seen);
  });

  it("while a user's own filter runs that ignores the request to end", async () => {
    // Longer than the time limit of the test, which a clone that waits for the filter exceeds.
    const started = path.join(rig.scratch, 'filter-started');
    const filter = path.join(rig.scratch, 'slow-filter.sh');
    writeFileSync(filter, `#!/bin/sh\ntrap '' TERM\necho > '${started}'\nsleep 3600\ncat\n`, { mode: 0o755 });
    const config = path.join(rig.scratch, 'filter.gitconfig');
    writeFileSync(
      config,
      `[include]\n\tpath = "${rig.environment()['GIT_CONFIG_GLOBAL'] ?? ''}"\n[filter "slow"]\n\tsmudge = "'${filter}'"\n`,
    );
    const parent = rig.parent();
    const cancel = new AbortController();
    const cloning = rig.clone(
      { repository: github('filtered'), parent, account: 'own' },
      { signal: cancel.signal, environment: { ...rig.environment(), GIT_CONFIG_GLOBAL: config } },
    );
    while (!existsSync(started)) await wait(10);
    cancel.abort();
    assert.deepEqual(await cloning, { kind: 'cancelled' });
    assert.deepEqual(listing(parent), []);
    assert.deepEqual(processesNaming(rig.scratch), []);
  });
});

describe('a clone whose parent folder is removed while it runs', () => {
  let rig: Rig;

  before(async () => {
    rig = await startRig();
    makeRepository(rig.server.root, 'github.com/lab/many', [{ files: alike(1500) }]);
  });
  after(() => rig.close());

  for (const phase of ['connecting', 'receiving', 'checkingOut'] as const)
    it(`says so, and leaves nothing in its place: ${phase}`, async () => {
      const parent = rig.parent();
      let removed = false;
      const outcome = await rig.clone(
        { repository: github('many'), parent },
        {
          onProgress: (progress) => {
            if (removed || PHASES.indexOf(progress.phase) < PHASES.indexOf(phase)) return;
            removed = true;
            // Removed as a file manager does: moved away in one step.
            renameSync(parent, `${parent} elsewhere`);
          },
        },
      );
      assert.ok(removed);
      assert.equal(
        outcome.kind === 'failed' && outcome.failure.reason,
        'parentMissing',
        JSON.stringify(outcome),
      );
      // Git may create the folder again, but must leave nothing in it.
      assert.deepEqual(existsSync(parent) ? listing(parent) : [], []);
      assert.deepEqual(processesNaming(parent), []);
    });
});

describe('a clone whose place is taken', () => {
  let rig: Rig;

  before(async () => {
    rig = await startRig();
    makeRepository(rig.server.root, 'github.com/lab/code', [{ files: { a: 'a' } }]);
  });
  after(() => rig.close());

  const things: [what: string, make: (target: string) => void][] = [
    [
      'a folder with something in it',
      (target) => {
        mkdirSync(target);
        writeFileSync(path.join(target, 'mine.txt'), 'mine');
      },
    ],
    ['a file', (target) => writeFileSync(target, 'mine')],
    ['a link to nowhere', (target) => symlinkSync('/nowhere/at/all', target)],
    ['a link to a folder', (target) => symlinkSync(rig.scratch, target)],
  ];
  for (const [what, make] of things) {
    it(`by ${what} leaves it alone and asks nobody`, async () => {
      const parent = rig.parent();
      const target = path.join(parent, 'code');
      make(target);
      const before = listing(parent);
      const seen = rig.server.requests.length;
      const outcome = await rig.clone({ repository: github('code'), parent });
      assert.deepEqual(outcome, { kind: 'taken', folder: target });
      assert.deepEqual(listing(parent), before);
      assert.equal(rig.server.requests.length, seen);
    });
  }

  it('while it runs loses nothing of what came', async () => {
    const parent = rig.parent();
    const target = path.join(parent, 'code');
    const outcome = await rig.clone(
      { repository: github('code'), parent },
      {
        onProgress: () => {
          if (existsSync(target)) return;
          mkdirSync(target);
          writeFileSync(path.join(target, 'mine.txt'), 'mine');
        },
      },
    );
    assert.deepEqual(outcome, { kind: 'taken', folder: target });
    assert.deepEqual(listing(parent), ['code', 'code/mine.txt']);
    assert.equal(readFileSync(path.join(target, 'mine.txt'), 'utf8'), 'mine');
  });

  it('by an empty folder fills it', async () => {
    const parent = rig.parent();
    mkdirSync(path.join(parent, 'code'));
    assert.equal((await rig.clone({ repository: github('code'), parent })).kind, 'cloned');
    assert.equal(readFileSync(path.join(parent, 'code', 'a'), 'utf8'), 'a');
  });
});
