import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkoutAtDate } from '../../../../src/clone/checkoutAtDate';
import { fetchFullHistory } from '../../../../src/clone/git/cloneOperations';
import type { ExistingClone } from '../../../../src/clone/git/existingClone';
import type { FailureReason } from '../../../../src/clone/git/gitFailure';
import type { GitContext } from '../../../../src/clone/git/gitRunner';
import { fetchLfsFiles, missingLfsFiles } from '../../../../src/clone/git/lfsFiles';
import { makeRepository } from '../../../support/git-fixtures';
import { clonedFolder, github, snapshot, startRig, type Rig } from '../rig';

const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 5000\n`;

describe('large files of a clone that exists', () => {
  let rig: Rig;
  let clone: ExistingClone;

  before(async () => {
    rig = await startRig();
    makeRepository(rig.server.root, 'github.com/lab/large', [
      {
        files: {
          '.gitattributes': '*.bin filter=lfs -text\n',
          'a.bin': POINTER,
          'sub/b.bin': POINTER,
          c: 'c',
        },
      },
    ]);
  });
  after(() => rig.close());
  beforeEach(async () => {
    clone = await clonedFolder(rig, github('large'));
  });

  it('are counted without following links or waiting for pipes', async () => {
    const secret = path.join(rig.parent(), 'pointer');
    writeFileSync(secret, POINTER);
    rmSync(path.join(clone.folder, 'a.bin'));
    symlinkSync(secret, path.join(clone.folder, 'a.bin'));
    rmSync(path.join(clone.folder, 'sub', 'b.bin'));
    execFileSync('mkfifo', [path.join(clone.folder, 'sub', 'b.bin')]);
    assert.deepEqual(await missingLfsFiles(clone, rig.effects()), {
      kind: 'done',
      value: { files: 0, bytes: 0 },
    });
  });

  for (const [what, owner] of [
    ['model', 'made-up'],
    ['data set', 'datasets/made-up'],
  ] as const)
    it(`are left out of the clone of a ${what} of the Hub, and counted`, async () => {
      const name = 'quokka';
      const files = { '.gitattributes': '*.bin filter=lfs -text\n', 'a.bin': POINTER, 'README.md': 'q' };
      makeRepository(rig.server.root, `huggingface.co/${owner}/${name}`, [{ files }]);
      const url = `https://huggingface.co/${owner}/${name}`;
      const before = rig.server.requests.length;
      const parent = rig.parent();
      const outcome = await rig.clone({ repository: { host: 'huggingface.co', owner, name, url }, parent });
      assert.equal(outcome.kind, 'cloned', JSON.stringify(outcome));
      assert.deepEqual(outcome.left, { files: 1, bytes: 5000 });
      assert.equal(outcome.isReadme, undefined);
      assert.equal(readFileSync(path.join(parent, name, 'a.bin'), 'utf8'), POINTER);
      const asked = rig.server.requests.slice(before).map(({ path: at }) => at);
      assert.deepEqual(
        asked.filter((at) => at.includes('/info/lfs')),
        [],
      );
      assert.ok(asked.every((at) => at.startsWith(`/huggingface.co/${owner}/${name}`)));
    });

  it('are not counted to the end after a cancel', async () => {
    assert.deepEqual(await missingLfsFiles(clone, { ...rig.effects(), signal: AbortSignal.abort() }), {
      kind: 'cancelled',
    });
  });

  it('are not downloaded through a link', async () => {
    const outside = rig.parent();
    rmSync(path.join(clone.folder, 'sub'), { recursive: true });
    symlinkSync(outside, path.join(clone.folder, 'sub'));
    const done = await fetchLfsFiles(clone, rig.effects());
    assert.deepEqual(done, { kind: 'failed', failure: { reason: 'linkInTheWay', detail: 'sub' } });
  });

  /** A git without Git LFS, so that a download ends when it would begin. */
  const withoutLfs = (): GitContext => {
    const git = path.join(rig.parent(), 'git');
    writeFileSync(git, '#!/bin/sh\ncase " $* " in *" lfs "*) exit 1;; esac\nexec git "$@"\n', {
      mode: 0o755,
    });
    return { ...rig.effects(), git };
  };
  const BEGINS = { kind: 'failed', failure: { reason: 'lfsMissing' } };

  const configs: [lines: string, host: string | undefined][] = [
    ['[lfs]\n\turl = https://lfs.evil.example/x', 'lfs.evil.example'],
    ['[remote "origin"]\n\tlfsurl = https://lfs.evil.example:8443/x', 'lfs.evil.example'],
    ['[include]\n\tpath = included', 'included.example'],
    // Git LFS reads git's list line by line.
    ['[lfs]\n\tfetchexclude = "none\\nlfs.url=https://lines.example/x"', 'lines.example'],
    ['[lfs]\n\turl = https://github.com/lab/large.git/info/lfs', undefined],
    ['[lfs]\n\tfetchexclude = "*"', undefined],
  ];
  for (const [lines, host] of configs) {
    it(`${host === undefined ? 'need no question' : `are not asked of ${host} before a yes`}: ${lines}`, async () => {
      writeFileSync(path.join(clone.folder, '.lfsconfig'), lines);
      writeFileSync(path.join(clone.folder, 'included'), '[lfs]\n\turl = https://included.example/x');
      const effects = withoutLfs();
      const done = await fetchLfsFiles(clone, effects);
      const asks = { kind: 'failed', failure: { reason: 'lfsElsewhere', detail: host } };
      assert.deepEqual(done, host === undefined ? BEGINS : asks);
      if (host === undefined) return;
      assert.deepEqual(await fetchLfsFiles({ ...clone, lfsHost: host }, effects), BEGINS);
    });
  }

  it('are not asked of another host before a yes, if the configuration is a link or only in the index', async () => {
    const config = path.join(clone.folder, '.lfsconfig');
    const effects = withoutLfs();
    const asks = { kind: 'failed', failure: { reason: 'lfsElsewhere', detail: 'lfs.evil.example' } };
    writeFileSync(path.join(clone.folder, 'linked'), '[lfs]\n\turl = https://lfs.evil.example/x');
    symlinkSync('linked', config);
    assert.deepEqual(await fetchLfsFiles(clone, effects), asks);
    rmSync(config);
    writeFileSync(config, '[lfs]\n\turl = https://lfs.evil.example/x');
    rig.git(clone.folder, 'add', '.lfsconfig');
    rmSync(config);
    assert.deepEqual(await fetchLfsFiles(clone, effects), asks);
  });

  const notHttps = [
    'ssh://git@github.com/lab/large',
    'git@github.com:lab/large.git',
    'github.com:lab/large.git',
    'http://github.com/lab/large.git/info/lfs',
    'https://lfs.evil.example?@github.com/lab/large',
    'https://ada@github.com/lab/large.git/info/lfs',
    'file:///srv/large',
    '/srv/large',
  ];
  for (const address of notHttps)
    for (const account of ['anonymous', 'own'] as const)
      it(`are not asked of an address that is not plain https (${account}): ${address}`, async () => {
        writeFileSync(path.join(clone.folder, '.lfsconfig'), `[lfs]\n\turl = "${address}"`);
        const asked = { ...clone, account, lfsHost: 'github.com' };
        assert.deepEqual(await fetchLfsFiles(asked, withoutLfs()), {
          kind: 'failed',
          failure: { reason: 'lfsAddress', detail: address },
        });
      });

  it('and the user’s own files stay as they are, whatever is done', async () => {
    const mine: [name: string, text: string][] = [
      ['c', 'changed'],
      ['new', 'untracked'],
      ['a.bin', 'my own weights'],
      ['build/out', 'ignored'],
    ];
    writeFileSync(path.join(clone.folder, '.git', 'info', 'exclude'), 'build\n');
    for (const [name, text] of mine) {
      mkdirSync(path.dirname(path.join(clone.folder, name)), { recursive: true });
      writeFileSync(path.join(clone.folder, name), text);
    }
    rig.git(clone.folder, 'add', 'new');
    const before = snapshot(clone.folder);
    const index = readFileSync(path.join(clone.folder, '.git', 'index'));
    assert.equal((await fetchFullHistory(clone, rig.effects())).kind, 'done');
    assert.equal((await missingLfsFiles(clone, rig.effects())).kind, 'done');
    assert.equal((await checkoutAtDate(clone, '2026-01-01', rig.effects())).kind, 'failed');
    await fetchLfsFiles(clone, rig.effects());
    assert.deepEqual(snapshot(clone.folder), before);
    assert.deepEqual(readFileSync(path.join(clone.folder, '.git', 'index')), index);
  });

  describe('and an old git', () => {
    /** Creates a git that lacks all options newer than 2.14. */
    function oldGit(): string {
      const git = path.join(rig.parent(), 'git');
      const newer = [
        '--filter*',
        '--show-scope',
        '--is-shallow-repository',
        '--no-auto-maintenance',
        'switch',
        'restore',
      ];
      const refusals = newer.map(
        (option) => `${option}) echo "error: unknown option \\\`$a'" >&2; exit 129;;`,
      );
      writeFileSync(
        git,
        `#!/bin/sh\nfor a in "$@"; do case "$a" in ${refusals.join(' ')} esac; done\nexec git "$@"\n`,
        {
          mode: 0o755,
        },
      );
      return git;
    }

    const floors: [
      what: string,
      work: typeof missingLfsFiles | typeof fetchFullHistory,
      end: FailureReason | 'done',
    ][] = [
      ['counts large files', missingLfsFiles, 'done'],
      ['is too old for the history', fetchFullHistory, 'gitTooOld'],
    ];
    for (const [what, work, end] of floors) {
      it(`of 2.14 ${what}`, async () => {
        const done = await work(clone, { ...rig.effects(), git: oldGit(), version: [2, 14, 0] });
        assert.equal(done.kind === 'failed' ? done.failure.reason : done.kind, end, JSON.stringify(done));
      });
    }

    it('of 2.14 clones, and is too old for the paper’s day', async () => {
      const old = { git: oldGit(), version: [2, 14, 0] } as const;
      const outcome = await rig.clone({ repository: github('large'), parent: rig.parent() }, old);
      assert.equal(outcome.kind, 'cloned', JSON.stringify(outcome));
      const done = await checkoutAtDate(clone, '2026-01-01', { ...rig.effects(), ...old });
      assert.deepEqual(done, { kind: 'failed', failure: { reason: 'gitTooOld', detail: '2.14.0' } });
    });
  });
});
