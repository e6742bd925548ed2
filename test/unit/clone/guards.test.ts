import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { GitContext } from '../../../src/clone/git/gitRunner';
import type { Repository } from '../../../src/core/paper/paper';
import { makeRepository } from '../../support/git-fixtures';
import { startGitServer } from '../../support/git-server';
import { github, listing, startRig, type Rig } from './rig';

const POINTER =
  'version https://git-lfs.github.com/spec/v1\noid sha256:' + 'a'.repeat(64) + '\nsize 123456\n';

describe('a clone guards against', () => {
  let rig: Rig;

  before(async () => {
    rig = await startRig();
    const { root } = rig.server;
    const [commit = ''] = makeRepository(root, 'github.com/lab/code', [{ files: { a: 'a' } }]);
    makeRepository(root, 'github.com/lab/nested', [
      {
        files: {
          '.gitmodules':
            '[submodule "sub"]\n\tpath = sub\n\turl = https://github.com/lab/code.git\n' +
            '[submodule "cr"]\n\tpath = "cr\\r"\n\turl = https://github.com/lab/code.git\n',
          sub: { submodule: commit },
          'cr\r': { submodule: commit },
          link: { link: '.git' },
        },
      },
    ]);
    makeRepository(root, 'github.com/lab/large', [
      {
        files: { '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n', 'w.bin': POINTER, b: 'b' },
      },
    ]);
  });
  after(() => rig.close());
  beforeEach(() => {
    rig.server.fault = undefined;
  });

  /** Creates a program that records its runs and their input. */
  function tattler(name: string, then = ''): { readonly program: string; readonly log: string } {
    const program = path.join(rig.scratch, name);
    const log = path.join(rig.scratch, `${name}.log`);
    writeFileSync(program, `#!/bin/sh\necho "$0 $@" >> '${log}'\n${then}\n`, { mode: 0o755 });
    return { program, log };
  }

  /** Returns effects with additional git configuration. */
  function configured(name: string, lines: string, more: Record<string, string> = {}): Partial<GitContext> {
    const file = path.join(rig.scratch, `${name}.gitconfig`);
    const own = rig.environment()['GIT_CONFIG_GLOBAL'] ?? '';
    writeFileSync(file, `[include]\n\tpath = "${own}"\n${lines}`);
    return { environment: { ...rig.environment(), GIT_CONFIG_GLOBAL: file, ...more } };
  }

  it('a repository that was not rebuilt: git is not even started', async () => {
    const { program, log } = tattler('git-that-tells');
    const parent = rig.parent();
    const hostile: Partial<Repository>[] = [
      { owner: '--upload-pack=x' },
      { owner: '-u$(touch${IFS}P):x' },
      { host: 'ext::sh -c x' },
      { host: 'github.com@evil.example' },
      { host: 'gіthub.com' },
      { host: 'github.com.' },
      { owner: '..' },
      { name: '..' },
      { name: '../../x' },
      { name: '%2e%2e' },
      { name: 'a\r\nHost: evil' },
      { name: 'a\0b' },
      { name: 'x'.repeat(10_000) },
      { name: '' },
    ];
    for (const part of hostile) {
      const repository = { ...github('code'), ...part };
      const outcome = await rig.clone({ repository, parent, name: 'code' }, { git: program });
      assert.deepEqual(
        outcome,
        { kind: 'failed', failure: { reason: 'badAddress' } },
        JSON.stringify(part).slice(0, 80),
      );
    }
    for (const name of ['..', '.git', 'a/b', '', 'CON', '-x']) {
      const outcome = await rig.clone({ repository: github('code'), parent, name }, { git: program });
      assert.deepEqual(outcome, { kind: 'failed', failure: { reason: 'badAddress' } }, name);
    }
    assert.ok(!existsSync(log));
    assert.deepEqual(listing(parent), []);
  });

  it('a ref that is an option', async () => {
    const parent = rig.parent();
    const outcome = await rig.clone({
      repository: github('code', { ref: '--upload-pack=touch pwned' }),
      parent,
    });
    assert.equal(outcome.kind, 'cloned');
    assert.deepEqual(readdirSync(parent), ['code']);
  });

  it('a shell: arguments reach git one by one, the address after --', async () => {
    const { program, log } = tattler(
      'git-argv',
      'case " $* " in *" clone --progress "*) exit 1;; esac; exec git "$@"',
    );
    await rig.clone({ repository: github('code'), parent: rig.parent() }, { git: program });
    assert.match(readFileSync(log, 'utf8'), / -- https:\/\/github\.com\/lab\/code\.git \S/);
  });

  it("git variables of the host's own environment", async () => {
    const elsewhere = path.join(rig.scratch, 'elsewhere');
    mkdirSync(elsewhere);
    const parent = rig.parent();
    const environment = {
      ...rig.environment(),
      GIT_DIR: path.join(elsewhere, 'dir'),
      GIT_WORK_TREE: elsewhere,
      GIT_INDEX_FILE: path.join(elsewhere, 'index'),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.worktree',
      GIT_CONFIG_VALUE_0: elsewhere,
      GIT_EXTERNAL_DIFF: '/bin/false',
    };
    const outcome = await rig.clone({ repository: github('code'), parent }, { environment });
    assert.equal(outcome.kind, 'cloned');
    assert.equal(readFileSync(path.join(parent, 'code', 'a'), 'utf8'), 'a');
    assert.deepEqual(listing(elsewhere), []);
  });

  it('hooks of a template, without keeping that from the user', async () => {
    const template = path.join(rig.scratch, 'template');
    mkdirSync(path.join(template, 'hooks'), { recursive: true });
    const { program, log } = tattler('hook');
    writeFileSync(path.join(template, 'hooks', 'post-checkout'), readFileSync(program), { mode: 0o755 });
    const parent = rig.parent();
    const outcome = await rig.clone(
      { repository: github('code'), parent },
      configured('template', `[init]\n\ttemplateDir = "${template}"\n`),
    );
    assert.equal(outcome.kind, 'cloned');
    assert.ok(!existsSync(log));
    const kept = readFileSync(path.join(parent, 'code', '.git', 'config'), 'utf8');
    assert.doesNotMatch(kept, /hooksPath|helper|lfs|lowSpeed/);
  });

  it('submodules, even where the user fetches them always', async () => {
    const seen = rig.server.requests.length;
    const parent = rig.parent();
    const outcome = await rig.clone(
      { repository: github('nested'), parent },
      configured('submodules', '[submodule]\n\trecurse = true\n[fetch]\n\trecurseSubmodules = true\n'),
    );
    assert.equal(outcome.kind, 'cloned');
    assert.deepEqual(listing(path.join(parent, 'nested', 'sub')), []);
    assert.ok(rig.server.requests.slice(seen).every((request) => !request.path.includes('/lab/code')));
  });

  it('LFS: no file is fetched and its program is not run, required or not', async () => {
    const { program, log } = tattler('git-lfs', 'exit 1');
    const lfs = `[filter "lfs"]\n\tprocess = '${program}'\n\tsmudge = '${program}'\n\tclean = '${program}'\n\trequired = true\n`;
    const seen = rig.server.requests.length;
    const parent = rig.parent();
    const outcome = await rig.clone({ repository: github('large'), parent }, configured('lfs', lfs));
    assert.equal(outcome.kind, 'cloned');
    assert.deepEqual(outcome.left, { files: 1, bytes: 123_456 });
    assert.ok(!existsSync(log));
    assert.equal(readFileSync(path.join(parent, 'large', 'w.bin'), 'utf8'), POINTER);
    assert.ok(rig.server.requests.slice(seen).every((request) => !request.path.includes('lfs')));
  });

  it('a login box: nobody is asked until the user says yes, and then their helper is', async () => {
    rig.server.fault = { kind: 'account', user: 'ada', password: 'SECRET' };
    const { program, log } = tattler('helper', 'echo username=ada; echo password=SECRET');
    const ask = tattler('ask', 'echo nobody');
    const lines =
      `[credential]\n\thelper = "!'${program}'"\n[credential "${rig.server.origin}"]\n\thelper = "!'${program}'"\n` +
      `[core]\n\taskPass = '${ask.program}'\n`;
    const effects = configured('account', lines, { GIT_ASKPASS: ask.program, SSH_ASKPASS: ask.program });
    const parent = rig.parent();
    const first = await rig.clone({ repository: github('code'), parent }, effects);
    assert.equal(first.kind === 'failed' && first.failure.reason, 'needsAccount');
    assert.ok(!existsSync(log));
    assert.ok(!existsSync(ask.log));
    const second = await rig.clone({ repository: github('code'), parent, account: 'own' }, effects);
    assert.equal(second.kind, 'cloned');
    assert.match(readFileSync(log, 'utf8'), / get/);
    assert.doesNotMatch(
      readFileSync(path.join(parent, 'code', '.git', 'config'), 'utf8'),
      /SECRET|ada@|:\/\/[^/]*@/,
    );
  });

  it("VS Code's askpass is asked in the user's own name; a wrong answer is told apart", async () => {
    rig.server.fault = { kind: 'account', user: 'ada', password: 'SECRET' };
    const right = tattler('ask-right', 'case "$1" in Username*) echo ada;; *) echo SECRET;; esac');
    const wrong = tattler('ask-wrong', 'echo wrong');
    const own = { repository: github('code'), account: 'own' } as const;
    const good = await rig.clone(
      { ...own, parent: rig.parent() },
      { accountEnvironment: { GIT_ASKPASS: right.program } },
    );
    assert.equal(good.kind, 'cloned');
    const said: string[] = [];
    const log = { trace: note, debug: note, info: note, warn: note, error: note };
    function note(message: string): void {
      said.push(message);
    }
    const bad = await rig.clone(
      { ...own, parent: rig.parent() },
      { accountEnvironment: { GIT_ASKPASS: wrong.program }, log },
    );
    assert.equal(bad.kind === 'failed' && bad.failure.reason, 'wrongAccount');
    assert.doesNotMatch(said.join('\n'), /SECRET/);
    assert.ok(readFileSync(wrong.log, 'utf8').length > 0);
  });

  it('giving one host’s secret to the host that it redirects to', async () => {
    const otherScratch = path.join(rig.scratch, 'other');
    mkdirSync(otherScratch);
    const other = await startGitServer(otherScratch);
    try {
      other.fault = { kind: 'status', code: 401 };
      rig.server.fault = { kind: 'redirect', to: other.origin };
      const { program, log } = tattler(
        'per-host',
        `grep -q "${rig.server.origin.slice(8)}" && echo password=SECRET`,
      );
      const lines =
        `[credential "${rig.server.origin}"]\n\tusername = ada\n\thelper = "!'${program}'"\n` +
        `[http]\n\tsslVerify = false\n`;
      const outcome = await rig.clone(
        { repository: github('code'), parent: rig.parent(), account: 'own' },
        configured('redirect', lines),
      );
      assert.equal(outcome.kind, 'failed');
      assert.ok(other.requests.length > 0);
      assert.ok(
        other.requests.every(({ authorization }) => authorization === undefined),
        log,
      );
    } finally {
      await other.close();
    }
  });
});
