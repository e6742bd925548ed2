import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { fetchFullHistory } from '../../../../src/clone/git/cloneOperations';
import type { ExistingClone } from '../../../../src/clone/git/existingClone';
import { fetchLfsFiles, missingLfsFiles } from '../../../../src/clone/git/lfsFiles';
import type { GitContext } from '../../../../src/clone/git/gitRunner';
import { formatBytes } from '../../../../src/core/text/formatBytes';
import { parseLfsPointer, totalOf } from '../../../../src/clone/git/lfsPointer';
import { makeRepository } from '../../../support/git-fixtures';
import { github, listing, startRig, type Rig } from '../rig';

function pointer(content: Buffer): string {
  const oid = createHash('sha256').update(content).digest('hex');
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${content.length}\n`;
}

describe('what a clone left out', () => {
  let rig: Rig;
  let commits: readonly string[];
  const weights = randomBytes(5000);
  const lost = randomBytes(70);

  before(async () => {
    rig = await startRig();
    const { root, lfs } = rig.server;
    commits = makeRepository(
      root,
      'github.com/lab/code',
      [
        { date: '2024-01-10', files: { a: '1' } },
        { date: '2024-02-20', files: { a: '2' } },
        { date: '2024-03-30', files: { a: '3' } },
        { branch: 'dev', date: '2024-02-01', files: { a: 'dev' } },
      ],
      { tags: { v1: 0 } },
    );
    const attributes = '*.bin filter=lfs diff=lfs merge=lfs -text\n';
    makeRepository(root, 'github.com/lab/large', [
      {
        files: {
          '.gitattributes': attributes,
          'w.bin': pointer(weights),
          'sub/copy.bin': pointer(weights),
          b: 'b',
        },
      },
    ]);
    makeRepository(root, 'github.com/lab/lost', [
      { files: { '.gitattributes': attributes, 'w.bin': pointer(lost) } },
    ]);
    lfs.set(createHash('sha256').update(weights).digest('hex'), weights);
  });
  after(() => rig.close());

  const effects = (): GitContext => rig.effects();

  async function cloned(name: string): Promise<ExistingClone> {
    const parent = rig.parent();
    assert.equal((await rig.clone({ repository: github(name), parent })).kind, 'cloned');
    return {
      folder: path.join(parent, name),
      url: `https://github.com/lab/${name}.git`,
      account: 'anonymous',
    };
  }

  it('the history comes with every branch and tag, then and ever after', async () => {
    const clone = await cloned('code');
    const git = (...args: string[]): string => rig.git(clone.folder, ...args);
    assert.equal(git('rev-list', '--count', 'HEAD'), '1');
    assert.deepEqual(await fetchFullHistory(clone, effects()), { kind: 'done', value: 3 });
    assert.equal(git('rev-parse', '--is-shallow-repository'), 'false');
    assert.equal(git('rev-parse', 'origin/dev'), commits[3]);
    assert.equal(git('tag'), 'v1');
    assert.equal(git('status', '--porcelain'), '');
    makeMore();
    // Not the synchronous version, because the server runs in this process.
    await promisify(execFile)('git', ['fetch'], { cwd: clone.folder, env: rig.environment() });
    assert.ok(git('branch', '--remotes').includes('origin/later'));
    // Repeating it has no effect.
    assert.deepEqual(await fetchFullHistory(clone, effects()), { kind: 'done', value: 3 });
  });

  function makeMore(): void {
    const bare = path.join(rig.server.root, 'github.com/lab/code.git');
    rig.git(bare, 'branch', 'later', commits[0] ?? '');
  }

  it('a history that does not come leaves the clone as it was', async () => {
    const clone = await cloned('code');
    const config = readFileSync(path.join(clone.folder, '.git', 'config'), 'utf8');
    rig.server.fault = { kind: 'status', code: 500 };
    const done = await fetchFullHistory(clone, effects());
    rig.server.fault = undefined;
    assert.equal(done.kind === 'failed' && done.failure.reason, 'serverTrouble');
    assert.equal(readFileSync(path.join(clone.folder, '.git', 'config'), 'utf8'), config);
    assert.equal(rig.git(clone.folder, 'rev-list', '--count', 'HEAD'), '1');
  });

  it('large files are counted without Git LFS, and the same content once in bytes', async () => {
    assert.deepEqual(await missingLfsFiles(await cloned('large'), effects()), {
      kind: 'done',
      value: { files: 2, bytes: 5000 },
    });
    assert.deepEqual(await missingLfsFiles(await cloned('code'), effects()), {
      kind: 'done',
      value: { files: 0, bytes: 0 },
    });
  });

  it('without Git LFS nothing is downloaded, and that is said', async () => {
    const clone = await cloned('large');
    const git = path.join(rig.scratch, 'git-without-lfs');
    writeFileSync(git, '#!/bin/sh\ncase " $* " in *" lfs "*) exit 1;; esac\nexec git "$@"\n', {
      mode: 0o755,
    });
    const done = await fetchLfsFiles(clone, { ...effects(), git });
    assert.deepEqual(done, { kind: 'failed', failure: { reason: 'lfsMissing' } });
  });

  describe('with Git LFS', () => {
    before(function () {
      if (spawnSync('git', ['lfs', 'version']).status === 0) return;
      console.log('    Git LFS is not installed here: its downloads are not tested.');
      this.skip();
    });

    it('large files are downloaded on request, only then', async () => {
      const seen = rig.server.requests.length;
      const clone = await cloned('large');
      const lfs = (): boolean =>
        rig.server.requests.slice(seen).some((request) => request.path.includes('/info/lfs/'));
      assert.ok(!lfs());
      assert.deepEqual(await fetchLfsFiles(clone, effects()), {
        kind: 'done',
        value: { files: 0, bytes: 0 },
      });
      assert.ok(lfs());
      assert.deepEqual(readFileSync(path.join(clone.folder, 'w.bin')), weights);
      assert.deepEqual(readFileSync(path.join(clone.folder, 'sub/copy.bin')), weights);
    });

    it('large files that the server lost are told, and stay pointers', async () => {
      const clone = await cloned('lost');
      const before = listing(clone.folder).filter((name) => !name.startsWith('.git'));
      const done = await fetchLfsFiles(clone, effects());
      assert.equal(done.kind === 'failed' && done.failure.reason, 'lfsRefused', JSON.stringify(done));
      assert.deepEqual(
        listing(clone.folder).filter((name) => !name.startsWith('.git')),
        before,
      );
      assert.equal(readFileSync(path.join(clone.folder, 'w.bin'), 'utf8'), pointer(lost));
    });
  });

  it('a pointer is told from a file that looks like one', () => {
    const text = pointer(weights);
    assert.equal(parseLfsPointer(text)?.size, 5000);
    assert.ok(parseLfsPointer(text.trimEnd()));
    for (const other of [`${text}more\n`, text.replace('sha256', 'md5'), ` ${text}`, '', text.repeat(20)]) {
      assert.equal(parseLfsPointer(other), undefined, other.slice(0, 40));
    }
    assert.deepEqual(totalOf([]), { files: 0, bytes: 0 });
  });

  const sizes: [bytes: number, text: string][] = [
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [1_234_567_890, '1.2 GB'],
    [45_600_000_000, '46 GB'],
    [5e15, '5,000 TB'],
  ];
  for (const [bytes, text] of sizes) {
    it(`${bytes} bytes are ${text}`, () => assert.equal(formatBytes(bytes, 'en'), text));
  }

  it('stays in its folder: a clone whose own repository is gone does not touch the one around it', async () => {
    const parent = rig.parent();
    rig.git(parent, 'init', '--quiet');
    const clone: ExistingClone = {
      folder: path.join(parent, 'gone'),
      url: 'https://github.com/lab/code.git',
      account: 'anonymous',
    };
    const done = await fetchFullHistory(clone, effects());
    assert.equal(done.kind, 'failed');
    assert.ok(!existsSync(path.join(parent, '.git', 'FETCH_HEAD')));
  });
});
