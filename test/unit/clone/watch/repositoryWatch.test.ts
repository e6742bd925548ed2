import assert from 'node:assert/strict';
import path from 'node:path';
import { inspectRepository } from '../../../../src/clone/inspect/inspectRepository';
import type { GitOutcome } from '../../../../src/clone/git/existingClone';
import { RepositoryWatch } from '../../../../src/clone/watch/repositoryWatch';
import type { Inspection } from '../../../../src/core/code/contents';
import type { Repository } from '../../../../src/core/paper/paper';
import { Emitter } from '../../../../src/emitter';
import { makeRepository } from '../../../support/git-fixtures';
import { silentLog } from '../../../support/log';
import { github, startRig, type Rig } from '../rig';

type Look = (repository: Repository, signal: AbortSignal) => Promise<GitOutcome<Inspection> | undefined>;

const [ONE, TWO] = [github('one'), github('two')];
const failed = (reason: 'hostNotFound' | 'damaged' | 'needsAccount'): GitOutcome<Inspection> => ({
  kind: 'failed',
  failure: { reason },
});

/** Creates a watch over repositories that are due until they are claimed. */
function watching(look: Look, repositories: readonly Repository[] = [ONE, TWO]) {
  const at = new Map(repositories.map(({ name }) => [name, 0]));
  const events: string[] = [];
  const settings = new Emitter<void>();
  const state = { allowed: true, now: 0 };
  const watch = new RepositoryWatch({
    code: {
      due: () => repositories.filter(({ name }) => at.get(name) === 0),
      claim: ({ name }) => {
        const before = at.get(name) === 0 ? 0 : undefined;
        at.set(name, 1);
        return Promise.resolve(before);
      },
      release: ({ name }, before) => {
        at.set(name, before);
        events.push(`released ${name}`);
        return Promise.resolve();
      },
      noteContents: ({ name }, hasCode, seen) => {
        events.push(`${name} ${hasCode ? 'code' : 'none'}${seen ? ' seen' : ''}`);
        return Promise.resolve();
      },
    },
    isAllowed: () => state.allowed,
    onDidChangeSettings: settings.event,
    look: async (repository, signal) => {
      events.push(`look ${repository.name}`);
      return look(repository, signal);
    },
    monotonic: () => state.now,
    log: silentLog,
  });
  return { watch, events, state, settings };
}

describe('the weekly looks into repositories without code', () => {
  it('run one at a time, and note what they find', async () => {
    let running = 0;
    const { watch, events } = watching(async ({ name }) => {
      assert.equal((running += 1), 1);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return name === 'one' ? failed('needsAccount') : failed('damaged');
    });
    await Promise.all([watch.run(), watch.run()]);
    assert.deepEqual(events, ['look one', 'one none', 'look two']);
    await watch.run();
    assert.equal(events.length, 3, 'each is looked at once');
  });

  it('end when the host is not reached, keep the week of the repository, and pause', async () => {
    const { watch, events, state } = watching(() => Promise.resolve(failed('hostNotFound')));
    await watch.run();
    await watch.run();
    assert.deepEqual(events, ['look one', 'released one']);
    state.now = 7 * 3_600_000;
    await watch.run();
    assert.equal(events.length, 4);
  });

  it('do nothing where they are not allowed, and end when that changes', async () => {
    const waiting: Look = (_, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          resolve({ kind: 'cancelled' });
        });
      });
    const { watch, events, state, settings } = watching(waiting);
    state.allowed = false;
    await watch.run();
    assert.deepEqual(events, []);
    state.allowed = true;
    const round = watch.run();
    await new Promise((resolve) => setImmediate(resolve));
    settings.fire();
    assert.deepEqual(events, ['look one'], 'another setting changed');
    state.allowed = false;
    settings.fire();
    await round;
    assert.deepEqual(events, ['look one', 'released one']);
    state.allowed = true;
    const last = watch.run();
    await new Promise((resolve) => setImmediate(resolve));
    watch.dispose();
    await last;
    assert.deepEqual(events.slice(-1), ['released one']);
  });

  it('leave out a repository that the user is looking into', async () => {
    const { watch, events } = watching(() => Promise.resolve(undefined));
    await watch.run();
    assert.deepEqual(events, ['look one', 'released one', 'look two', 'released two']);
  });

  describe('with git', () => {
    let rig: Rig;
    before(async () => (rig = await startRig()));
    after(() => rig.close());

    it('distinguish a README, an empty and a missing repository from code', async () => {
      const { root } = rig.server;
      makeRepository(root, 'github.com/lab/one', [{ files: { 'README.md': 'Soon' } }]);
      makeRepository(root, 'github.com/lab/two', [{ files: { 'README.md': 'Here', 'a.py': 'a' } }]);
      const missing = github('missing');
      const { watch, events } = watching(
        (repository, signal) =>
          inspectRepository(
            { repository, parent: path.join(rig.parent(), 'looks'), account: 'anonymous' },
            { ...rig.effects(), signal },
          ),
        [ONE, TWO, missing],
      );
      await watch.run();
      assert.deepEqual(
        events.filter((event) => !event.startsWith('look')),
        ['one none', 'two code', 'missing none'],
      );
    });
  });
});
