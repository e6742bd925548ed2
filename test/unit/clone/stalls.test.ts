import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { CurlTrace } from '../../../src/clone/git/curlTrace';
import { makeRepository } from '../../support/git-fixtures';
import { github, listing, processesNaming, startRig, type Rig } from './rig';

/** Connecting may take five seconds longer than this. */
const BRIEF = { bytes: 1000, seconds: -4 };

describe('a connection that is begun and not answered', () => {
  let rig: Rig;
  let silent: Server;
  let address: string;
  const sockets = new Set<Socket>();

  before(async () => {
    rig = await startRig();
    makeRepository(rig.server.root, 'github.com/lab/code', [{ files: { a: 'a' } }]);
    silent = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.resume();
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    address = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
  });
  after(async () => {
    for (const socket of sockets) socket.destroy();
    silent.close();
    await rig.close();
  });

  const rows: [what: string, environment: () => Record<string, string>][] = [
    ['a proxy that never answers', () => ({ https_proxy: `http://${address}` })],
    ['a SOCKS proxy that never answers', () => ({ https_proxy: `socks5h://${address}` })],
    ['a proxy of https that does not speak TLS', () => ({ https_proxy: `https://${address}` })],
  ];
  for (const account of ['anonymous', 'own'] as const) {
    for (const [what, environment] of rows) {
      it(`ends: ${what} (${account})`, async () => {
        const parent = rig.parent();
        const outcome = await rig.clone(
          { repository: github('code'), parent, account },
          { environment: { ...rig.environment(), ...environment() }, lowSpeed: BRIEF },
        );
        assert.equal(outcome.kind === 'failed' && outcome.failure.reason, 'stalled', JSON.stringify(outcome));
        assert.deepEqual(listing(parent), []);
        assert.deepEqual(processesNaming(parent), []);
      });
    }
  }

  it('ends: a server that does not speak TLS', async () => {
    const parent = rig.parent();
    const file = path.join(rig.scratch, 'silent.gitconfig');
    writeFileSync(file, `[url "https://${address}/"]\n\tinsteadOf = https://github.com/\n`);
    const outcome = await rig.clone(
      { repository: github('code'), parent },
      { environment: { ...rig.environment(), GIT_CONFIG_GLOBAL: file }, lowSpeed: BRIEF },
    );
    assert.equal(outcome.kind === 'failed' && outcome.failure.reason, 'stalled', JSON.stringify(outcome));
  });

  it('is distinguished from a request, in pieces of any size, and does not change git’s messages', () => {
    const at = '15:23:41.523663 http.c:725              ';
    const printed =
      `Cloning into 'x'...\n${at}== Info:   Trying 127.0.0.1:443...\n${at}== Info: Connected to proxy\n` +
      `${at}=> Send header: CONNECT github.com:443 HTTP/1.1\n${at}<= Recv header: HTTP/1.1 200 OK\n` +
      `${at}=> Send header: GET /lab/code.git/info/refs HTTP/1.1\nremote: Counting objects: 5% (1/20)\r` +
      `${at}== Info: Trying to read\nfatal: the end`;
    for (const size of [1, 7, 64, printed.length]) {
      const moments: boolean[] = [];
      const trace = new CurlTrace((connecting) => moments.push(connecting));
      let text = '';
      for (let from = 0; from < printed.length; from += size)
        text += trace.push(printed.slice(from, from + size));
      text += trace.end();
      assert.equal(text, "Cloning into 'x'...\nremote: Counting objects: 5% (1/20)\rfatal: the end");
      assert.deepEqual(moments, [true, false, true]);
    }
  });
});
