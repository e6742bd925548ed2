import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { inspectRepository } from '../../../src/clone/inspect/inspectRepository';
import type { Inspection } from '../../../src/core/code/contents';
import type { GitOutcome } from '../../../src/clone/git/existingClone';
import type { GitContext } from '../../../src/clone/git/gitRunner';
import { makeRepository } from '../../support/git-fixtures';
import { github, listing, processesNaming, startRig, type Rig } from './rig';

const MIT = 'MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy';

function pointer(content: string, size: number): string {
  const oid = createHash('sha256').update(content).digest('hex');
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`;
}

describe('a look into a repository', () => {
  let rig: Rig;
  const look = async (
    name: string,
    effects: Partial<GitContext> = {},
    place: Parameters<typeof github>[1] = {},
  ): Promise<GitOutcome<Inspection>> => {
    const parent = path.join(rig.parent(), 'looks');
    const outcome = await inspectRepository(
      { repository: github(name, place), parent, account: 'anonymous' },
      { ...rig.effects(), ...effects },
    );
    assert.deepEqual(existsSync(parent) ? listing(parent) : [], [], 'something was left');
    assert.deepEqual(processesNaming(parent), []);
    return outcome;
  };
  const found = async (...asked: Parameters<typeof look>): Promise<Inspection> => {
    const outcome = await look(...asked);
    assert.ok(outcome.kind === 'done', JSON.stringify(outcome));
    return outcome.value;
  };
  /** Makes a repository whose host ignores filters. */
  const withoutFilters = (name: string): void =>
    void execFileSync('git', ['config', 'uploadpack.allowFilter', 'false'], {
      cwd: path.join(rig.server.root, `github.com/lab/${name}.git`),
    });

  before(async () => {
    rig = await startRig();
    const { root } = rig.server;
    const code = {
      LICENSE: MIT,
      'README.md': 'Read me',
      'src/a.py': 'a'.repeat(300_000),
      'src/b.py': 'b',
      'kernels/c.cu': 'c',
      'data/x.csv': '1',
      tool: { submodule: '1234567890123456789012345678901234567890' },
      'link.py': { link: 'src/a.py' },
    } as const;
    for (const name of ['code', 'unfiltered'])
      makeRepository(root, `github.com/lab/${name}`, [{ date: '2024-05-03', files: code }]);
    withoutFilters('unfiltered');
    makeRepository(root, 'github.com/lab/readme', [
      { files: { 'README.md': 'Code will be released soon', LICENSE: 'Ours', 'assets/teaser.png': 'x' } },
    ]);
    makeRepository(root, 'github.com/lab/empty', []);
    makeRepository(root, 'github.com/lab/data', [{ files: { 'README.md': 'x', 'train.jsonl': '{}' } }]);
    const large = {
      '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n',
      'sub/.gitattributes': '*.npz filter=lfs\n',
      'a.bin': pointer('a', 2_000_000_000),
      'b.bin': pointer('b', 500_000_000),
      'same.bin': pointer('a', 2_000_000_000),
      'sub/c.npz': pointer('c', 1_000),
      'c.npz': 'not in LFS',
      'strange.bin': 'never moved to LFS',
    };
    for (const name of ['lfs', 'lfs-unfiltered'])
      makeRepository(root, `github.com/lab/${name}`, [{ files: large }]);
    withoutFilters('lfs-unfiltered');
    // 8 MB, the most that is read of git's output. Each line contains the start of a pointer.
    const likePointers = 'ext-version https://git-lfs.github.com/spec/v1\n'.repeat(170_000);
    const attributes = '*.bin filter=lfs\n';
    for (const name of ['pointers', 'pointers-unfiltered'])
      makeRepository(root, `github.com/lab/${name}`, [
        { files: { '.gitattributes': attributes, 'a.bin': likePointers, 'b.bin': pointer('b', 5_000) } },
      ]);
    withoutFilters('pointers-unfiltered');
    makeRepository(root, 'github.com/lab/heavy', [
      { files: { LICENSE: MIT, '.gitattributes': attributes, 'a.bin': randomBytes(14_000_000) } },
    ]);
    makeRepository(root, 'github.com/lab/bulky', [
      {
        files: {
          LICENSE: MIT.padEnd(1_100_000),
          '.gitattributes': attributes.padEnd(1_100_000, '\n'),
          'a.bin': pointer('a', 5_000),
        },
      },
    ]);
    makeRepository(root, 'github.com/lab/many', [
      {
        files: Object.fromEntries(
          Array.from({ length: 50_000 }, (_, n) => [
            `d${n % 100}/file${n}.${n % 4 === 0 ? 'py' : 'json'}`,
            'x',
          ]),
        ),
      },
    ]);
  });
  after(() => rig.close());
  beforeEach(() => {
    rig.server.fault = undefined;
  });

  it('finds languages, licence, commit and submodules, without fetching the files', async () => {
    const before = rig.server.sent;
    const { commit, languages, ...rest } = await found('code');
    assert.ok(rig.server.sent - before < 60_000, `${rig.server.sent - before} bytes were sent`);
    assert.equal(commit?.date, '2024-05-03');
    assert.deepEqual(
      languages.map(({ name, files, share }) => [name, files, Math.round(share * 100)]),
      [
        ['Python', 2, 67],
        ['CUDA', 1, 33],
      ],
    );
    assert.deepEqual(rest, {
      kind: 'code',
      files: 7,
      isCut: false,
      submodules: 1,
      licence: 'MIT',
      lfs: { files: 0, bytes: 0, counted: 0 },
    });
  });

  it('knows sizes too where the host has no filters', async () => {
    const { bytes, languages, licence } = await found('unfiltered');
    assert.ok(bytes !== undefined && bytes > 300_000 && bytes < 301_000, String(bytes));
    assert.ok((languages[0]?.share ?? 0) > 0.99);
    assert.equal(licence, 'MIT');
  });

  it('recognizes a repository with only a README, and one with data', async () => {
    const { kind, licence } = await found('readme');
    assert.deepEqual([kind, licence], ['readme', 'LICENSE']);
    assert.equal((await found('data')).kind, 'other');
  });

  for (const name of ['lfs', 'lfs-unfiltered'])
    it(`sums up what is in Git LFS: ${name}`, async () => {
      const { lfs } = await found(name);
      assert.deepEqual(lfs, { files: 5, bytes: 2_500_001_000, counted: 5 });
    });

  for (const name of ['pointers', 'pointers-unfiltered'])
    it(`does not read a file that is too large for a pointer: ${name}`, async () => {
      const { lfs } = await found(name);
      assert.deepEqual(lfs, { files: 2, bytes: 5_000, counted: 2 });
    });

  it('ends the fetch of large files, and leaves out the size in Git LFS', async () => {
    // The rest of the file never arrives, so only the limit can end the fetch.
    rig.server.fault = { kind: 'stallAfter', bytes: 11_000_000 };
    const { files, licence, lfs } = await found('heavy', { lowSpeed: { bytes: 1, seconds: 3_600 } });
    assert.deepEqual([files, licence, lfs], [3, 'MIT', undefined]);
  });

  it('leaves out the size in Git LFS also if the large files arrived at once', async () => {
    assert.equal((await found('heavy')).lfs, undefined);
  });

  it('does not read a licence and attributes that are too large', async () => {
    const { files, licence, lfs } = await found('bulky');
    assert.deepEqual([files, licence, lfs], [3, 'LICENSE', undefined]);
  });

  it('counts 50,000 files', async () => {
    const { files, isCut, languages } = await found('many');
    assert.deepEqual([files, isCut, languages[0]?.files], [50_000, false, 12_500]);
  });

  it('uses the default branch where that of the link is gone', async () =>
    assert.equal((await found('code', {}, { ref: 'gone' })).files, 7));

  for (const [what, name, reason] of [
    ['empty', 'empty', 'emptyRepository'],
    ['missing or private', 'missing', 'needsAccount'],
  ] as const)
    it(`says that a repository is ${what}`, async () => {
      const outcome = await look(name);
      assert.equal(outcome.kind === 'failed' && outcome.failure.reason, reason);
    });

  it('says that the network asks for a sign-in', async () => {
    rig.server.fault = { kind: 'page', lines: 'one' };
    const outcome = await look('code');
    assert.equal(outcome.kind === 'failed' && outcome.failure.reason, 'notARepository');
  });

  it('ends where the host does not answer', async () => {
    rig.server.fault = { kind: 'hang' };
    const outcome = await look('code', { lowSpeed: { bytes: 1000, seconds: 1 } });
    assert.equal(outcome.kind, 'failed', JSON.stringify(outcome));
  });

  it('is cancelled, before and while git runs', async () => {
    assert.deepEqual(await look('code', { signal: AbortSignal.abort() }), { kind: 'cancelled' });
    rig.server.fault = { kind: 'hang' };
    const cancel = new AbortController();
    const seen = rig.server.requests.length;
    const looked = look('code', { signal: cancel.signal });
    while (rig.server.requests.length === seen) await new Promise((resolve) => setTimeout(resolve, 10));
    cancel.abort();
    assert.deepEqual(await looked, { kind: 'cancelled' });
  });

  it('leaves out licence and Git LFS with a Git that cannot fetch single files', async () => {
    const { files, licence, lfs } = await found('lfs', { version: [2, 28, 0] });
    assert.deepEqual([files, licence, lfs], [8, undefined, undefined]);
  });

  it('needs a Git that knows filters', async () => {
    const outcome = await look('code', { version: [2, 17, 1] });
    assert.equal(outcome.kind === 'failed' && outcome.failure.reason, 'gitTooOld');
  });
});
