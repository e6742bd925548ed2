import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Credentials } from '../../../src/clone/git/gitArguments';
import { startConnectProxy, type ConnectProxy } from '../../support/connect-proxy';
import { makeRepository } from '../../support/git-fixtures';
import { startGitServer, type GitServer, type ServedRequest } from '../../support/git-server';
import { CONFIGURATIONS, SECRET, type Configuration } from './configurations';
import { github, startRig, type Rig } from './rig';

/** Headers that every git sends, with their values. */
const PLAIN_HEADERS: ReadonlyMap<string, RegExp> = new Map([
  ...['host', 'accept', 'accept-encoding', 'pragma', 'git-protocol', 'content-type', 'content-length'].map(
    (name) => [name, /^(?!.*SECRET)/] as const,
  ),
  ...['content-encoding', 'transfer-encoding', 'expect', 'connection'].map(
    (name) => [name, /^(?!.*SECRET)/] as const,
  ),
  ['user-agent', /^git\/\d\S*$/],
  // The language in which git's messages are parsed.
  ['accept-language', /^C, \*;q=0\.9$/],
]);

describe('the account that a clone uses', () => {
  let rig: Rig;
  /** A server that requests the user's certificate and serves the hosts. */
  let server: GitServer;
  let proxy: ConnectProxy;
  let ssh: string;
  let homes = 0;

  before(async () => {
    rig = await startRig();
    server = rig.server;
    proxy = await startConnectProxy();
    makeRepository(server.root, 'github.com/lab/code', [{ files: { a: '1' } }, { files: { a: '2' } }]);
    // git sends its version only to servers that send theirs.
    rig.git(path.join(server.root, 'github.com/lab/code.git'), 'config', 'transfer.advertiseSID', 'true');
    ssh = path.join(rig.scratch, 'ssh-that-tells');
    writeFileSync(ssh, `#!/bin/sh\necho "$@" >> '${ssh}.log'\nexit 1\n`, { mode: 0o755 });
  });
  after(async () => {
    proxy.close();
    await rig.close();
  });
  beforeEach(() => {
    server.fault = undefined;
  });

  /** Returns the environment of a user with a configuration. */
  function environmentOf({
    user = '',
    system = '',
    home = {},
    environment = {},
  }: Configuration): Record<string, string> {
    const folder = path.join(rig.scratch, `home ${homes++}`);
    mkdirSync(path.join(folder, '.ssh'), { recursive: true });
    const fill = (text: string): string =>
      text
        .replaceAll('ORIGIN', server.origin)
        .replaceAll('HOST', new URL(server.origin).host)
        .replaceAll('SCRATCH', rig.scratch)
        .replaceAll('HOME', folder)
        .replaceAll('PROXY', proxy.address)
        .replaceAll('SSH', ssh);
    for (const [name, text] of Object.entries(home)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), fill(text), { mode: 0o700 });
    }
    const own = rig.environment()['GIT_CONFIG_GLOBAL'] ?? '';
    writeFileSync(path.join(folder, '.gitconfig'), `[include]\n\tpath = "${own}"\n${fill(user)}\n`);
    writeFileSync(path.join(folder, 'system'), fill(system));
    const others = without(rig.environment(), 'GIT_CONFIG_GLOBAL', 'GIT_CONFIG_NOSYSTEM');
    return {
      ...others,
      ...{ HOME: folder, USERPROFILE: folder, GIT_CONFIG_SYSTEM: path.join(folder, 'system') },
      ...Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(value)])),
    };
  }

  /** Returns what in a request may identify the user: every header except git's usual ones. */
  function identity({ headers, body, client, path: asked }: ServedRequest): string {
    const told = Object.entries(headers).flatMap(([name, value]) =>
      PLAIN_HEADERS.get(name)?.test(String(value)) === true ? [] : `${name}: ${String(value)}`,
    );
    const machine = /session-id=[\w.-]+/.exec(body)?.[0];
    const named = [asked, body].filter((text) => text.includes(SECRET));
    return [...told, ...named, machine, client].filter((part) => part !== undefined).join(' ');
  }

  async function cloneAs(
    account: Credentials,
    configuration: Configuration,
  ): Promise<{
    readonly kind: string;
    readonly told: readonly string[];
    readonly helper: boolean;
    readonly ssh: boolean;
  }> {
    const wanted = { kind: 'account', user: 'ada', password: SECRET } as const;
    const { asks } = configuration;
    server.fault = asks === undefined ? undefined : { ...wanted, ...(asks === 'NTLM' && { scheme: asks }) };
    const seen = server.requests.length;
    const environment = environmentOf(configuration);
    const log = existsSync(`${ssh}.log`) ? readFileSync(`${ssh}.log`, 'utf8').length : 0;
    const outcome = await rig.clone(
      { repository: github('code'), parent: rig.parent(), account },
      { environment },
    );
    const after = existsSync(`${ssh}.log`) ? readFileSync(`${ssh}.log`, 'utf8').length : 0;
    return {
      kind: outcome.kind === 'failed' ? outcome.failure.reason : outcome.kind,
      told: server.requests
        .slice(seen)
        .map(identity)
        .filter((text) => text !== ''),
      helper: existsSync(path.join(environment['HOME'] ?? '', 'helper.log')),
      ssh: after > log,
    };
  }

  for (const [what, configuration, shows] of CONFIGURATIONS) {
    it(`anonymous with ${what}; with the user's account after consent`, async () => {
      const anonymous = await cloneAs('anonymous', configuration);
      assert.deepEqual(anonymous.told, []);
      assert.ok(!anonymous.helper && !anonymous.ssh, 'a program of the user was asked');
      assert.equal(anonymous.kind, configuration.asks === undefined ? 'cloned' : 'needsAccount');
      if (shows === 'never') return;
      const own = await cloneAs('own', configuration);
      assert.ok(
        own.told.length > 0 || own.helper || own.ssh,
        'the configuration has no effect, and proves nothing',
      );
    });
  }

  describe("and its network: the user's settings apply, with and without account", () => {
    const proxied: [what: string, configuration: Configuration][] = [
      ['a proxy', { user: '[http]\n\tproxy = PROXY' }],
      ['a proxy for the host', { user: '[http "ORIGIN"]\n\tproxy = PROXY' }],
      ['a proxy of the system', { system: '[http]\n\tproxy = PROXY' }],
      [
        'a proxy from a file for one folder',
        { user: '[includeIf "gitdir:SCRATCH/"]\n\tpath = ~/more', home: { more: '[http]\n\tproxy = PROXY' } },
      ],
      ['a proxy in the environment', { environment: { https_proxy: 'PROXY' } }],
      ['a proxy with an account', { user: `[http]\n\tproxy = http://ada:it%27s!@PROXYHOST` }],
    ];
    for (const [what, configuration] of proxied) {
      it(`through ${what}`, async () => {
        const user = configuration.user?.replace('PROXYHOST', new URL(proxy.address).host);
        const filled = user === undefined ? configuration : { ...configuration, user };
        for (const account of ['anonymous', 'own'] as const) {
          const through = proxy.connections.length;
          const done = await cloneAs(account, filled);
          assert.equal(done.kind, 'cloned');
          assert.ok(proxy.connections.length > through);
          // The proxy gets no account either.
          assert.deepEqual(done.told, []);
        }
      });
    }

    const authorities: [what: string, user: string][] = [
      ['an authority', '[http]\n\tsslCAInfo = SCRATCH/authority.pem'],
      ['an authority for the host', '[http "ORIGIN"]\n\tsslCAInfo = SCRATCH/authority.pem'],
      ['an authority in the home folder', '[http]\n\tsslCAInfo = ~/authority.pem'],
      ['no check of certificates', '[http]\n\tsslVerify = false'],
    ];
    for (const [what, user] of authorities) {
      it(`with ${what}`, async () => {
        const authority = readFileSync(path.join(rig.scratch, 'authority.pem'), 'utf8');
        for (const account of ['anonymous', 'own'] as const) {
          const environment = without(
            environmentOf({
              user,
              home: { 'authority.pem': authority },
            }),
            'GIT_SSL_CAINFO',
          );
          const outcome = await rig.clone(
            { repository: github('code'), parent: rig.parent(), account },
            { environment },
          );
          assert.equal(outcome.kind, 'cloned', JSON.stringify(outcome));
        }
      });
    }

    it('through a mirror that needs no account', async () => {
      const scratch = path.join(rig.scratch, 'mirror');
      mkdirSync(scratch);
      const mirror = await startGitServer(scratch);
      try {
        makeRepository(mirror.root, 'm/lab/code', [{ files: { a: 'mirrored' } }]);
        const user = `[url "${mirror.origin}/m/lab/"]\n\tinsteadOf = https://github.com/lab/\n[http]\n\tsslVerify = false`;
        assert.equal((await cloneAs('anonymous', { user })).kind, 'cloned');
        assert.ok(mirror.requests.length > 0);
      } finally {
        await mirror.close();
      }
    });
  });
});

/** Returns an environment without some of its variables. */
function without(environment: Readonly<Record<string, string>>, ...names: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !names.includes(name)));
}
