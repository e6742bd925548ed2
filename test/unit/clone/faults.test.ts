import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import type { Credentials } from '../../../src/clone/git/gitArguments';
import type { FailureReason } from '../../../src/clone/git/gitFailure';
import { startConnectProxy } from '../../support/connect-proxy';
import { makeRepository } from '../../support/git-fixtures';
import type { Fault } from '../../support/git-server';
import { github, listing, processesNaming, startRig, type Rig } from './rig';

/** A proxy that is not there. */
const NOWHERE = 'http://127.0.0.1:9';

describe('a clone that fails', () => {
  let rig: Rig;

  before(async () => {
    rig = await startRig();
    const { root } = rig.server;
    makeRepository(root, 'github.com/lab/big', [{ files: { 'weights.bin': randomBytes(300_000) } }]);
    makeRepository(root, 'github.com/lab/empty', []);
    makeRepository(root, 'github.com/lab/unborn', [{ branch: 'dev', files: { a: 'a' } }], { head: 'gone' });
  });
  after(() => rig.close());
  beforeEach(() => {
    rig.server.fault = undefined;
  });

  /** Runs a clone next to files that must not change. */
  async function reasonOf(
    name: string,
    change: Parameters<Rig['clone']>[1] = {},
    account: Credentials = 'anonymous',
  ): Promise<FailureReason | undefined> {
    const parent = rig.parent();
    mkdirSync(path.join(parent, 'mine'));
    writeFileSync(path.join(parent, 'mine', 'notes.txt'), 'mine');
    const before = listing(parent);
    const outcome = await rig.clone({ repository: github(name), parent, account }, change);
    assert.deepEqual(listing(parent), before);
    assert.deepEqual(processesNaming(parent), []);
    assert.equal(outcome.kind, 'failed', JSON.stringify(outcome));
    return outcome.failure.reason;
  }

  const faults: [what: string, fault: Fault | undefined, name: string, reason: FailureReason][] = [
    ['a server that never answers', { kind: 'hang' }, 'big', 'stalled'],
    ['silence in the middle of a pack', { kind: 'stallAfter', bytes: 100_000 }, 'big', 'stalled'],
    ['400 bytes a second', { kind: 'throttle', bytesPerSecond: 400 }, 'big', 'stalled'],
    ['a connection that breaks off', { kind: 'dieAfter', bytes: 100_000 }, 'big', 'connectionLost'],
    ['401', { kind: 'status', code: 401 }, 'big', 'needsAccount'],
    ['403', { kind: 'status', code: 403 }, 'big', 'needsAccount'],
    ['404', { kind: 'status', code: 404 }, 'big', 'needsAccount'],
    ['429', { kind: 'status', code: 429 }, 'big', 'rateLimited'],
    ['500', { kind: 'status', code: 500 }, 'big', 'serverTrouble'],
    ['503', { kind: 'status', code: 503 }, 'big', 'serverTrouble'],
    [
      'a sign-in page of one line, for which git exits with 0',
      { kind: 'page', lines: 'one' },
      'big',
      'notARepository',
    ],
    ['a sign-in page of many lines', { kind: 'page', lines: 'many' }, 'big', 'notARepository'],
    ['a redirect to plain http', { kind: 'redirect', to: 'http://127.0.0.1:9' }, 'big', 'protocolRefused'],
    ['a redirect to a file', { kind: 'redirect', to: 'file:///srv' }, 'big', 'protocolRefused'],
    [
      'a redirect to another protocol',
      { kind: 'redirect', to: 'ftp://127.0.0.1:9' },
      'big',
      'protocolRefused',
    ],
    ['redirects without end', { kind: 'redirect', to: '' }, 'big', 'redirectRefused'],
    ['a repository that is not there', undefined, 'nothing', 'needsAccount'],
    ['an empty repository', undefined, 'empty', 'emptyRepository'],
    ['a default branch that does not exist', undefined, 'unborn', 'headMissing'],
  ];
  for (const [what, fault, name, reason] of faults) {
    it(`${what}: ${reason}, and nothing is left`, async () => {
      rig.server.fault = fault;
      // Other faults must not be taken for a stall on a busy machine.
      const brief = reason === 'stalled' ? { lowSpeed: { bytes: 1000, seconds: 1 } } : {};
      assert.equal(await reasonOf(name, brief), reason);
    });
  }

  /** Returns git's configuration with lines after the rig's own. */
  function configured(name: string, lines: string): Record<string, string> {
    const file = path.join(rig.scratch, `${name}.gitconfig`);
    writeFileSync(
      file,
      `[include]\n\tpath = ${JSON.stringify(rig.environment()['GIT_CONFIG_GLOBAL'])}\n${lines}`,
    );
    return { ...rig.environment(), GIT_CONFIG_GLOBAL: file };
  }

  const networks: [what: string, lines: () => string, reason: FailureReason, account?: 'own'][] = [
    [
      'an unknown host',
      () => '[url "https://nowhere.invalid/"]\n\tinsteadOf = https://github.com/lab/',
      'hostNotFound',
    ],
    [
      'a closed port',
      () => '[url "https://127.0.0.1:9/"]\n\tinsteadOf = https://github.com/lab/',
      'unreachable',
    ],
    ['a proxy that is not there', () => '[http]\n\tproxy = http://127.0.0.1:9', 'unreachable'],
    [
      'an insteadOf to git://',
      () => '[url "git://127.0.0.1/"]\n\tinsteadOf = https://github.com/lab/',
      'protocolRefused',
      'own',
    ],
    [
      'an insteadOf to a folder',
      () => '[url "file:///"]\n\tinsteadOf = https://github.com/lab/',
      'protocolRefused',
      'own',
    ],
  ];
  for (const [what, lines, reason, account = 'anonymous'] of networks) {
    it(`${what}: ${reason}`, async () => {
      const environment = configured(reason, lines());
      assert.equal(await reasonOf('big', { environment }, account), reason);
    });
  }

  it('an unknown certificate: certificate', async () => {
    const environment = { ...rig.environment(), GIT_SSL_CAINFO: path.join(rig.scratch, 'another.pem') };
    const [root = ''] = rootCertificates;
    writeFileSync(environment.GIT_SSL_CAINFO, root);
    assert.equal(await reasonOf('big', { environment }), 'certificate');
  });

  it('no git: gitMissing', async () => {
    assert.equal(await reasonOf('big', { git: path.join(rig.scratch, 'no-git') }), 'gitMissing');
  });

  it('a git that may not be run: gitBroken', async () => {
    assert.equal(await reasonOf('big', { git: rig.scratch }), 'gitBroken');
  });

  it('no parent folder: parentMissing', async () => {
    const outcome = await rig.clone({
      repository: github('big'),
      parent: path.join(rig.scratch, 'no', 'where'),
    });
    assert.deepEqual(outcome, { kind: 'failed', failure: { reason: 'parentMissing' } });
  });

  it('works when it is tried again', async () => {
    rig.server.fault = { kind: 'dieAfter', bytes: 1000 };
    assert.equal(await reasonOf('big'), 'connectionLost');
    rig.server.fault = undefined;
    assert.equal((await rig.clone({ repository: github('big'), parent: rig.parent() })).kind, 'cloned');
  });

  const proxies: [what: string, lines: (origin: string) => string][] = [
    ['for all hosts', () => `[http]\n\tproxy = ${NOWHERE}`],
    ['for the host', (origin) => `[http "${origin}"]\n\tproxy = ${NOWHERE}`],
    ['for a part of the host', (origin) => `[http "${origin}/github.com/"]\n\tproxy = ${NOWHERE}`],
  ];
  for (const [what, lines] of proxies) {
    it(`uses a proxy that is given instead of git's own ${what}`, async () => {
      const proxy = await startConnectProxy();
      try {
        const environment = configured('stale', lines(rig.server.origin));
        for (const account of ['anonymous', 'own'] as const) {
          assert.equal(await reasonOf('big', { environment }, account), 'unreachable');
          const through = proxy.connections.length;
          const request = { repository: github('big'), parent: rig.parent(), account, proxy: proxy.address };
          assert.equal((await rig.clone(request, { environment })).kind, 'cloned');
          assert.ok(proxy.connections.length > through);
        }
      } finally {
        proxy.close();
      }
    });
  }

  it("goes through git's own proxy, and through one that is given", async () => {
    const proxy = await startConnectProxy();
    try {
      const environment = configured('proxy', `[http]\n\tproxy = ${proxy.address}`);
      const first = await rig.clone({ repository: github('big'), parent: rig.parent() }, { environment });
      assert.equal(first.kind, 'cloned');
      const through = proxy.connections.length;
      assert.ok(through > 0);
      const second = await rig.clone({
        repository: github('big'),
        parent: rig.parent(),
        proxy: proxy.address,
      });
      assert.equal(second.kind, 'cloned');
      assert.ok(proxy.connections.length > through);
    } finally {
      proxy.close();
    }
  });
});
