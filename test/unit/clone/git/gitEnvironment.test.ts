import assert from 'node:assert/strict';
import { gitEnvironment } from '../../../../src/clone/git/gitEnvironment';

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

  it("takes nothing of git's that could redirect it", () => {
    const environment = gitEnvironment({ ...hostile, PATH: '/bin', HOME: '/home/a' }, 'own');
    for (const name of Object.keys(hostile)) assert.equal(environment[name], undefined, name);
    assert.equal(environment['PATH'], '/bin');
    assert.equal(environment['HOME'], '/home/a');
  });

  it("keeps where the user's configuration and certificates are", () => {
    const kept = {
      GIT_CONFIG_GLOBAL: '/a',
      GIT_SSL_CAINFO: '/b',
      GIT_SSH_COMMAND: 'ssh',
      https_proxy: 'http://p',
    };
    assert.deepEqual({ ...gitEnvironment(kept, 'anonymous'), ...kept }, gitEnvironment(kept, 'anonymous'));
  });

  it('asks for no account in nobody’s name', () => {
    const asking = { GIT_ASKPASS: 'ask', SSH_ASKPASS: 'ask', DISPLAY: ':0' };
    const environment = gitEnvironment(asking, 'anonymous', { extra: { GIT_ASKPASS: 'code' } });
    for (const name of Object.keys(asking)) assert.equal(environment[name], undefined, name);
    assert.equal(environment['SSH_ASKPASS_REQUIRE'], 'never');
    assert.equal(environment['GCM_INTERACTIVE'], 'never');
  });

  it('lets VS Code ask in the user’s own name, never a terminal', () => {
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
    assert.equal(environment['GIT_ALLOW_PROTOCOL'], 'https:ssh');
    assert.equal(environment['GIT_LFS_SKIP_SMUDGE'], '1');
  });

  it('takes a proxy only when one is given', () => {
    assert.equal(gitEnvironment({}, 'anonymous')['https_proxy'], undefined);
    assert.equal(gitEnvironment({}, 'anonymous', { proxy: 'http://p:1' })['https_proxy'], 'http://p:1');
  });
});
