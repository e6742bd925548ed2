import assert from 'node:assert/strict';
import {
  cloneArguments,
  isCommitId,
  isSafeRef,
  type ClonePlan,
} from '../../../../src/clone/git/gitArguments';

const plan: ClonePlan = {
  url: 'https://github.com/lab/code.git',
  into: '/work/.papers-1/clone',
  history: 'shallow',
  account: 'anonymous',
  lowSpeed: { bytes: 1000, seconds: 30 },
  platform: 'linux',
};

describe("git's arguments", () => {
  it('end with the address and the folder, after --', () => {
    for (const ref of [undefined, 'main', 'a'.repeat(40)]) {
      const args = cloneArguments({ ...plan, ...(ref === undefined ? {} : { ref }) });
      assert.deepEqual(args.slice(-3), ['--', plan.url, plan.into]);
    }
  });

  const cases: [what: string, change: Partial<ClonePlan>, has: string[], lacks: string[]][] = [
    ['shallow', {}, ['--depth=1', '--single-branch', '--no-tags'], ['--no-checkout', 'core.longpaths=true']],
    ['full', { history: 'full' }, ['--progress'], ['--depth=1', '--single-branch', '--no-tags']],
    [
      'anonymous',
      {},
      ['credential.helper=', 'core.askPass=', 'http.emptyAuth=false', 'http.proactiveAuth=none'],
      [],
    ],
    ['own account', { account: 'own' }, [], ['credential.helper=', 'core.askPass=']],
    ['a branch', { ref: 'dev' }, ['--branch=dev'], ['--no-checkout']],
    ['a commit', { ref: 'a'.repeat(40) }, ['--no-checkout'], [`--branch=${'a'.repeat(40)}`]],
    ['always', {}, ['--no-recurse-submodules', 'core.hooksPath=/dev/null', 'http.lowSpeedTime=30'], []],
  ];
  for (const [what, change, has, lacks] of cases) {
    it(`for ${what}`, () => {
      const args = cloneArguments({ ...plan, ...change });
      for (const part of has) assert.ok(args.includes(part), part);
      for (const part of lacks) assert.ok(!args.includes(part), part);
    });
  }

  it('keep long paths in the clone on Windows, and nowhere else', () => {
    const args = cloneArguments({ ...plan, platform: 'win32' });
    assert.equal(args[args.indexOf('core.longpaths=true') - 2], 'clone');
  });

  const refs: [ref: string, safe: boolean][] = [
    ['main', true],
    ['v1.0', true],
    ['release/1.x', true],
    ['feat_#12', true],
    ['-u', false],
    ['--upload-pack=x', false],
    ['a..b', false],
    ['a@{1}', false],
    ['a^', false],
    ['a~1', false],
    ['a:b', false],
    ['a b', false],
    ['/a', false],
    ['a/', false],
    ['a//b', false],
    ['a/.b', false],
    ['a.lock', false],
    ['a.lock/b', false],
    ['a\n', false],
    ['', false],
    ['a'.repeat(201), false],
  ];
  for (const [ref, safe] of refs) {
    it(`${JSON.stringify(ref).slice(0, 30)} is ${safe ? '' : 'not '}a safe ref`, () =>
      assert.equal(isSafeRef(ref), safe));
  }

  it('distinguishes a commit id from a branch', () => {
    assert.ok(isCommitId('0123456789abcdef0123456789abcdef01234567'));
    assert.ok(!isCommitId('0123456'));
    assert.ok(!isCommitId('main'));
  });
});
