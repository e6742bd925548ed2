import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gitEnvironment } from '../../../../src/clone/git/gitEnvironment';
import { anonymousSettings, parseSettings } from '../../../../src/clone/git/userSettings';

describe("git's environment", () => {
  const hostile = {
    GIT_DIR: '/x',
    GIT_WORK_TREE: '/x',
    GIT_INDEX_FILE: '/x',
    GIT_OBJECT_DIRECTORY: '/x',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'core.hooksPath',
    GIT_CONFIG_VALUE_0: '/x',
    GIT_CONFIG_PARAMETERS: "'a=b'",
    GIT_EXTERNAL_DIFF: 'x',
    GIT_TEMPLATE_DIR: '/x',
    GIT_TRACE: '1',
    GIT_SSL_NO_VERIFY: '1',
    Git_Dir: '/x',
  };

  it('removes git variables that could redirect it', () => {
    const environment = gitEnvironment({ ...hostile, PATH: '/bin', HOME: '/home/a' }, 'own');
    for (const name of Object.keys(hostile)) assert.equal(environment[name], undefined, name);
    assert.equal(environment['PATH'], '/bin');
    assert.equal(environment['HOME'], '/home/a');
  });

  const { delimiter } = path;
  const paths: [given: string[], passed: string | undefined][] = [
    [['/usr/bin', '/bin'], ['/usr/bin', '/bin'].join(delimiter)],
    [['', '/usr/bin', '.', 'bin', '/bin', ''], ['/usr/bin', '/bin'].join(delimiter)],
    [['.'], undefined],
    [[''], undefined],
  ];
  for (const [given, passed] of paths) {
    it(`passes only absolute folders of the PATH ${given.join(delimiter)}`, () => {
      for (const account of ['own', 'anonymous'] as const)
        assert.equal(gitEnvironment({ PATH: given.join(delimiter) }, account)['PATH'], passed);
    });
  }

  it("keeps the places of the user's configuration and certificates; for anonymous runs, only of certificates", () => {
    const network = { GIT_SSL_CAINFO: '/b', GIT_PROXY_SSL_CERT: '/p', https_proxy: 'http://p' };
    const user = {
      ...{ GIT_CONFIG_GLOBAL: '/a', HOME: '/home/ada', XDG_CONFIG_HOME: '/home/ada/.config' },
      ...{ GIT_SSH_COMMAND: 'ssh', GIT_SSL_CERT: '/c', GIT_SSL_KEY: '/k', NETRC: '/n' },
      SSH_AUTH_SOCK: '/agent',
    };
    const own = gitEnvironment({ ...network, ...user }, 'own');
    const anonymous = gitEnvironment({ ...network, ...user }, 'anonymous');
    for (const [name, value] of Object.entries(network)) {
      assert.equal(own[name], value, name);
      assert.equal(anonymous[name], value, name);
    }
    for (const [name, value] of Object.entries(user)) {
      assert.equal(own[name], value, name);
      assert.notEqual(anonymous[name], value, name);
    }
    assert.ok(!existsSync(anonymous['HOME'] ?? '/'));
  });

  it('starts no ssh in anonymous runs', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'papers-ssh-'));
    try {
      const started = path.join(folder, 'started');
      writeFileSync(path.join(folder, 'ssh'), `#!/bin/sh\ntouch '${started}'\n`, { mode: 0o755 });
      const environment = gitEnvironment(
        { PATH: `${folder}${path.delimiter}${process.env['PATH'] ?? ''}` },
        'anonymous',
      );
      // Git LFS does not read `GIT_ALLOW_PROTOCOL`.
      const env = { ...environment, GIT_ALLOW_PROTOCOL: 'ssh' };
      const { status } = spawnSync('git', ['ls-remote', 'ssh://git@github.com/lab/large'], { env });
      assert.notEqual(status, 0);
      assert.ok(!existsSync(started));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('passes settings on as git does, whatever is in them', () => {
    const settings = [
      { key: 'http.proxy', value: "http://ada:it's!@p" },
      { key: 'http.https://corp.example/.sslcainfo', value: '/a b\nc' },
      { key: 'core.symlinks', value: undefined },
    ];
    const environment = { ...process.env, ...gitEnvironment({}, 'anonymous', { settings }) };
    const listed = execFileSync('git', ['config', '--list', '-z'], {
      env: environment,
      encoding: 'utf8',
      cwd: '/',
    });
    assert.deepEqual(parseSettings(listed), settings);
  });

  it('leaves out settings whose key git would cut at a sign of equality', () => {
    const cut = { key: 'http.https://corp.example/?a=b.proxy', value: 'http://other.example' };
    const kept = { key: 'http.proxy', value: 'http://proxy.example' };
    const [, ...settings] = anonymousSettings([cut, kept], { HOME: '/home/ada' });
    assert.deepEqual(settings, [kept]);
  });

  it('requests no account in anonymous runs', () => {
    const asking = { GIT_ASKPASS: 'ask', SSH_ASKPASS: 'ask', DISPLAY: ':0' };
    const environment = gitEnvironment(asking, 'anonymous', { extra: { GIT_ASKPASS: 'code' } });
    for (const name of Object.keys(asking)) assert.equal(environment[name], undefined, name);
    assert.equal(environment['SSH_ASKPASS_REQUIRE'], 'never');
    assert.equal(environment['GCM_INTERACTIVE'], 'never');
  });

  it('lets VS Code prompt for the user’s account, never a terminal', () => {
    const environment = gitEnvironment({}, 'own', { extra: { GIT_ASKPASS: 'code' } });
    assert.equal(environment['GIT_ASKPASS'], 'code');
    assert.equal(environment['GIT_TERMINAL_PROMPT'], '0');
  });

  it('has git speak English over https, without LFS', () => {
    const environment = gitEnvironment(
      { LANGUAGE: 'de', LC_ALL: 'de_DE', GIT_ALLOW_PROTOCOL: 'ext' },
      'anonymous',
    );
    assert.equal(environment['LANGUAGE'], '');
    assert.equal(environment['LC_ALL'], 'C.UTF-8');
    assert.equal(environment['GIT_ALLOW_PROTOCOL'], 'https');
    assert.equal(gitEnvironment({}, 'own')['GIT_ALLOW_PROTOCOL'], 'https:ssh');
    assert.equal(environment['GIT_LFS_SKIP_SMUDGE'], '1');
  });

  it('replaces every proxy of the user with one that is given, and only then', () => {
    const user = [
      { key: 'http.proxy', value: 'http://old' },
      { key: 'http.https://github.com/.proxy', value: '' },
      { key: 'http.https://github.com/lab/.proxy', value: 'http://old' },
      { key: 'http.proxyauthmethod', value: 'basic' },
      { key: 'http.https://github.com/.proxysslcert', value: '/c' },
    ];
    const listed = (environment: Record<string, string>): readonly string[] => {
      const env = { ...process.env, ...environment };
      const output = execFileSync('git', ['config', '--list', '-z'], { env, encoding: 'utf8', cwd: '/' });
      return parseSettings(output).map(({ key, value }) => `${key}=${value ?? ''}`);
    };
    const proxy = "http://ada:it's@p:1";
    const replaced = user.slice(0, 3).map(({ key }) => `${key}=${proxy}`);
    const kept = user.map(({ key, value }) => `${key}=${value}`);
    const config = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
    const options = { settings: user, proxy };
    assert.deepEqual(listed(gitEnvironment({}, 'anonymous', options)), [...kept, ...replaced]);
    assert.deepEqual(listed(gitEnvironment(config, 'own', options)), replaced);
    assert.deepEqual(listed(gitEnvironment(config, 'own', { proxy })), [`http.proxy=${proxy}`]);
    assert.deepEqual(listed(gitEnvironment({}, 'anonymous', { settings: user })), kept);
    assert.equal(gitEnvironment(config, 'own', { settings: user })['GIT_CONFIG_PARAMETERS'], undefined);
  });

  it('takes a proxy only when one is given', () => {
    assert.equal(gitEnvironment({}, 'anonymous')['https_proxy'], undefined);
    assert.equal(gitEnvironment({}, 'anonymous', { proxy: 'http://p:1' })['https_proxy'], 'http://p:1');
  });
});
