import assert from 'node:assert/strict';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { programPaths, readVSCodeGit } from '../../../../src/clone/git/gitCandidates';
import { findWorkingGit, gitCandidates } from '../../../../src/clone/git/gitCandidates';
import { silentLog } from '../../../support/log';
import { scratchFolder } from '../../../support/scratch.mjs';
import { processesNaming } from '../rig';

describe('finding git', () => {
  const throws = (): never => {
    throw new Error('Git model not found');
  };
  const exports: [what: string, exported: unknown, path: string | undefined, environment: object][] = [
    ['nothing', undefined, undefined, {}],
    ['null', null, undefined, {}],
    ['another shape', { getAPI: 1 }, undefined, {}],
    ['no git', { getAPI: () => ({}) }, undefined, {}],
    ['an empty path', { getAPI: () => ({ git: { path: '' } }) }, undefined, {}],
    ['a path', { getAPI: () => ({ git: { path: '/usr/bin/git' } }) }, '/usr/bin/git', {}],
    [
      'an environment',
      { getAPI: () => ({ git: { path: 'git', env: { GIT_ASKPASS: 'ask', N: 1 } } }) },
      'git',
      { GIT_ASKPASS: 'ask' },
    ],
  ];
  for (const [what, exported, at, environment] of exports) {
    it(`VS Code's git extension exports ${what}`, () => {
      const read = readVSCodeGit(exported);
      assert.deepEqual([read.path, read.environment], [at, environment]);
    });
  }

  it("passes on that VS Code's git is switched off", () => {
    assert.throws(() => readVSCodeGit({ getAPI: throws }), /not found/);
  });

  const settings: [setting: unknown, paths: string[]][] = [
    [undefined, ['git']],
    [null, ['git']],
    ['', ['git']],
    ['/opt/git', ['/opt/git', 'git']],
    [
      ['/a', ' ', 1, '/b', '/a'],
      ['/a', '/b', 'git'],
    ],
    ['git', ['git']],
  ];
  for (const [setting, paths] of settings) {
    it(`tries ${paths.join(', ')} for git.path ${JSON.stringify([setting])}`, () => {
      assert.deepEqual(
        gitCandidates(undefined, setting).map(({ path: at }) => at),
        paths,
      );
      assert.deepEqual(gitCandidates('/of/vscode', setting)[0], { path: '/of/vscode', source: 'VS Code' });
    });
  }

  const places: [
    name: string,
    platform: NodeJS.Platform,
    variable: string,
    value: string,
    files: string[],
  ][] = [
    ['git', 'linux', 'PATH', '/usr/bin:/bin', ['/usr/bin/git', '/bin/git']],
    ['git', 'linux', 'PATH', ':.:bin:../bin:~/bin:/bin:', ['/bin/git']],
    ['git', 'linux', 'Path', '/bin', []],
    ['bin/git', 'linux', 'PATH', '/bin', []],
    ['./git', 'linux', 'PATH', '/bin', []],
    ['git', 'win32', 'Path', 'C:\\Git\\cmd;D:\\bin', ['C:\\Git\\cmd\\git.exe', 'D:\\bin\\git.exe']],
    ['git', 'win32', 'PATH', ';.;bin;C:bin;C:\\Git;', ['C:\\Git\\git.exe']],
    ['git', 'win32', 'Path', '"C:\\a;b";"bin"', ['C:\\a;b\\git.exe']],
    ['Git.EXE', 'win32', 'Path', 'C:\\Git', ['C:\\Git\\Git.EXE']],
    ['git.cmd', 'win32', 'Path', 'C:\\Git', ['C:\\Git\\git.cmd.exe']],
    ['.\\git.exe', 'win32', 'Path', 'C:\\Git', []],
    ['bin/git', 'win32', 'Path', 'C:\\Git', []],
    ['C:git', 'win32', 'Path', 'C:\\Git', []],
  ];
  for (const [name, platform, variable, value, files] of places) {
    it(`looks up ${name} on ${platform} with ${variable}=${value}`, () =>
      assert.deepEqual(programPaths(name, { [variable]: value }, platform), files));
  }

  describe('that works', () => {
    const folder = scratchFolder('finding-git');
    function program(name: string, script: string): string {
      const file = path.join(folder, name);
      writeFileSync(file, `#!/bin/sh\n${script}\n`);
      chmodSync(file, 0o755);
      return file;
    }
    const works = program('works', 'echo git version 2.50.1');
    const tried: [what: string, git: () => string, reason: string, detail?: RegExp][] = [
      ['is missing', () => path.join(folder, 'nowhere'), 'gitMissing'],
      ['is a folder', () => folder, 'gitBroken'],
      ['may not be run', () => forbidden(), 'gitBroken'],
      ['fails', () => program('fails', 'echo dyld: missing >&2; exit 127'), 'gitBroken', /dyld/],
      ['is something else', () => program('other', 'echo hello'), 'gitBroken'],
      ['says nothing that is known', () => program('weird', 'echo git version weird'), 'gitBroken'],
      ['is too old', () => program('old', 'echo git version 2.9.5'), 'gitTooOld', /2\.9\.5/],
    ];
    function forbidden(): string {
      const file = path.join(folder, 'forbidden');
      writeFileSync(file, '', { mode: 0o600 });
      return file;
    }
    for (const [what, git, reason, detail = /^/] of tried) {
      it(`is the next one where one ${what}, and else that is said`, async () => {
        const bad = { path: git(), source: 'git.path' } as const;
        const good = { path: works, source: 'PATH' } as const;
        const found = await findWorkingGit([bad, good], process.env, silentLog);
        assert.deepEqual(found, { kind: 'found', ...good, version: [2, 50, 1] });
        const failed = await findWorkingGit([bad], process.env, silentLog);
        assert.equal(failed.kind === 'failed' && failed.failure.reason, reason);
        assert.match(failed.kind === 'failed' ? (failed.failure.detail ?? '') : '', detail);
      });
    }

    it('is not waited for once the search is cancelled, and no other is tried', async () => {
      const [started, tried] = [path.join(folder, 'started'), path.join(folder, 'tried')];
      const hanging = program('hangs', `echo > '${started}'\nsleep 3600`);
      const next = program('next', `echo > '${tried}'\necho git version 2.50.1`);
      const candidates = [hanging, next].map((at) => ({ path: at, source: 'git.path' as const }));
      const cancel = new AbortController();
      // Without the time limit of a candidate, only the cancellation can end the search.
      const own = AbortSignal.timeout.bind(AbortSignal);
      AbortSignal.timeout = () => new AbortController().signal;
      try {
        const search = findWorkingGit(candidates, process.env, silentLog, cancel.signal);
        while (!existsSync(started)) await wait(10);
        cancel.abort();
        assert.deepEqual(await search, { kind: 'cancelled' });
      } finally {
        AbortSignal.timeout = own;
      }
      assert.ok(!existsSync(tried));
      while (processesNaming(hanging).length > 0) await wait(10);
    });

    it('is named as broken rather than missing where one of them is there', async () => {
      const [broken, missing] = [path.join(folder, 'fails'), path.join(folder, 'nowhere')];
      for (const paths of [
        [broken, missing],
        [missing, broken],
      ]) {
        const candidates = paths.map((at) => ({ path: at, source: 'PATH' as const }));
        const failed = await findWorkingGit(candidates, process.env, silentLog);
        assert.equal(failed.kind === 'failed' && failed.failure.reason, 'gitBroken');
      }
    });

    it('is not found with an empty PATH', async () => {
      const found = await findWorkingGit(gitCandidates(undefined, undefined), { PATH: '' }, silentLog);
      assert.deepEqual(found.kind === 'failed' && found.failure.reason, 'gitMissing');
    });
  });
});
