import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Progress } from '../../../src/clone/git/gitProgress';
import { makeRepository } from '../../support/git-fixtures';
import { refusing } from '../../support/heldFiles';
import { onNetworkDrive } from '../../support/networkDrive';
import { github, listing, processesNaming, startRig, type Rig } from './rig';

describe('cloning a repository', () => {
  let rig: Rig;
  let commits: readonly string[];

  before(async () => {
    rig = await startRig();
    commits = makeRepository(
      rig.server.root,
      'github.com/lab/code',
      [
        { date: '2024-01-01', files: { 'README.md': 'one', 'src/a.py': 'a' } },
        { date: '2024-06-01', files: { 'README.md': 'two' } },
        { branch: 'feature/fast', files: { 'README.md': 'fast', 'demo/run.py': 'r' } },
      ],
      { tags: { v1: 0 } },
    );
    const files = Array.from({ length: 200 }, (_, index) => [`f${index}`, randomBytes(2000)] as const);
    makeRepository(rig.server.root, 'github.com/lab/many', [{ files: Object.fromEntries(files) }]);
  });
  after(() => rig.close());
  beforeEach(() => {
    rig.server.fault = undefined;
  });

  it('puts the newest files into place and leaves nothing else', async () => {
    const parent = rig.parent();
    const outcome = await rig.clone({ repository: github('code'), parent });
    assert.deepEqual(outcome, {
      kind: 'cloned',
      folder: path.join(parent, 'code'),
      opens: path.join(parent, 'code'),
      commit: { id: commits[1], date: '2024-06-01' },
      history: 'shallow',
      left: { files: 0, bytes: 0 },
    });
    assert.deepEqual(
      listing(parent).filter((name) => !name.includes('.git')),
      ['code', 'code/README.md', 'code/src', 'code/src/a.py'],
    );
    assert.equal(readFileSync(path.join(parent, 'code/README.md'), 'utf8'), 'two');
    assert.equal(rig.git(path.join(parent, 'code'), 'status', '--porcelain'), '');
    assert.equal(rig.git(path.join(parent, 'code'), 'rev-list', '--count', 'HEAD'), '1');
    assert.equal(
      rig.git(path.join(parent, 'code'), 'remote', 'get-url', 'origin'),
      `${rig.server.origin}/github.com/lab/code.git`,
    );
    assert.deepEqual(processesNaming(rig.scratch), []);
  });

  it('clones into a network drive of Windows', async () => {
    const parent = rig.parent();
    const outcome = await onNetworkDrive(parent, () => rig.clone({ repository: github('code'), parent }));
    assert.equal(outcome.kind === 'cloned' && outcome.folder, path.join(parent, 'code'), outcome.kind);
  });

  it('waits while a virus scanner reads the first file of a clone', async () => {
    const parent = rig.parent();
    const scanner = { of: /papers-clone\.json\.new$/, code: 'EBUSY', times: 2, calls: ['rename'] } as const;
    const outcome = await refusing(scanner, () => rig.clone({ repository: github('code'), parent }));
    assert.equal(outcome.kind, 'cloned', JSON.stringify(outcome));
  });

  it('says that a repository has only a README so far', async () => {
    const files = { 'README.md': 'Code will follow', 'assets/teaser.png': 'x' };
    makeRepository(rig.server.root, 'github.com/lab/announced', [{ files }]);
    const outcome = await rig.clone({ repository: github('announced'), parent: rig.parent() });
    assert.equal(outcome.kind === 'cloned' && outcome.isReadme, true);
  });

  it('tells how far it is, often and never backwards', async () => {
    rig.server.fault = { kind: 'throttle', bytesPerSecond: 400_000 };
    const seen: number[] = [];
    const onProgress = ({ percent }: Progress): unknown => seen.push(percent);
    await rig.clone({ repository: github('many'), parent: rig.parent() }, { onProgress });
    assert.ok(new Set(seen).size >= 5, seen.join(' '));
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => a - b),
    );
  });

  const places: [
    what: string,
    place: { ref?: string; folder?: string },
    readme: string,
    opens: string,
    missing?: string,
  ][] = [
    ['a tag', { ref: 'v1' }, 'one', ''],
    ['a folder', { ref: 'main', folder: 'src' }, 'two', 'src'],
    ['a folder of HEAD', { ref: 'HEAD', folder: 'src' }, 'two', 'src'],
    ['a folder that is gone', { ref: 'main', folder: 'gone' }, 'two', ''],
    ['a branch with a slash', { ref: 'feature', folder: 'fast' }, 'fast', ''],
    ['a folder on a branch with a slash', { ref: 'feature', folder: 'fast/demo' }, 'fast', 'demo'],
    ['a branch that is gone', { ref: 'gone', folder: 'src' }, 'two', '', 'gone'],
  ];
  for (const [what, place, readme, opens, missing] of places) {
    it(`follows a link to ${what}`, async () => {
      const parent = rig.parent();
      const outcome = await rig.clone({ repository: github('code', place), parent });
      assert.equal(outcome.kind, 'cloned');
      assert.equal(readFileSync(path.join(outcome.folder, 'README.md'), 'utf8'), readme);
      assert.equal(outcome.opens, path.join(outcome.folder, opens));
      assert.equal(outcome.missingRef, missing);
      assert.deepEqual(
        listing(parent).filter((name) => !name.includes('/')),
        ['code'],
      );
    });
  }

  it('follows a link to a commit', async () => {
    const parent = rig.parent();
    const outcome = await rig.clone({ repository: github('code', { ref: commits[0]! }), parent });
    assert.equal(outcome.kind, 'cloned');
    assert.equal(readFileSync(path.join(parent, 'code/README.md'), 'utf8'), 'one');
    assert.equal(rig.git(path.join(parent, 'code'), 'rev-parse', 'HEAD'), commits[0]);
  });

  it('fetches the whole history when asked', async () => {
    const parent = rig.parent();
    await rig.clone({ repository: github('code'), parent, history: 'full' });
    assert.equal(rig.git(path.join(parent, 'code'), 'rev-list', '--count', 'HEAD'), '2');
    assert.equal(rig.git(path.join(parent, 'code'), 'tag'), 'v1');
    assert.ok(existsSync(path.join(parent, 'code/.git/config')));
  });
});
