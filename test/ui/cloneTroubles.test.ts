import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startConnectProxy, type ConnectProxy } from '../support/connect-proxy';
import { makeRepository } from '../support/git-fixtures';
import { startGitServer, type GitServer } from '../support/git-server';
import { scratchFolder } from '../support/scratch.mjs';
import { emptyFolder, startVSCode, until, type VSCode, type Window } from './driver';

describe('cloning where something is in the way', () => {
  let server: GitServer;
  let proxy: ConnectProxy;
  let vscode: VSCode;
  let window: Window;
  const folder = emptyFolder('research');

  before(async () => {
    server = await startGitServer(scratchFolder('git'));
    for (const name of [
      ...['salesforce/CodeT5', 'Zplusdragon/PLIP', 'Albert-Ma/PROP', 'cxcscmu/MATES'],
      ...['ydchen0806/TokenUnify', 'PaddlePaddle/ERNIE', 'ZhiyinShao-H/UniPT'],
    ]) {
      makeRepository(server.root, `github.com/${name}`, [
        { files: { 'weights.bin': randomBytes(3_000_000) } },
      ]);
    }
    proxy = await startConnectProxy();
    vscode = await startVSCode({ env: server.environment, settings: { 'http.proxy': proxy.address } });
    window = await vscode.open({ folder });
  });
  after(async () => {
    await vscode.stop();
    proxy.close();
    await server.close();
  });
  beforeEach(() => {
    server.fault = undefined;
  });

  /** Makes clones take 150 s, until the returned function is called. Git gives up below 1 kB/s. */
  function slowly(): () => void {
    let rest: () => void = () => undefined;
    const until = new Promise<void>((resolve) => (rest = resolve));
    server.fault = { kind: 'throttle', bytesPerSecond: 20_000, until };
    return rest;
  }

  /** Starts a clone of a paper's repository from the palette. */
  async function clone(name: string, where = window): Promise<void> {
    await where.command('Papers: Clone Repository');
    await where.type(name);
    await where.pick(new RegExp(`^${name}\\b`));
  }

  it('says what failed and why, tries again, and copies what a report needs', async () => {
    server.fault = { kind: 'status', code: 500 };
    await clone('CodeT5');
    await window.toast(/salesforce\/CodeT5 was not cloned\. github\.com reported a server error/);
    await window.screenshot('clone-failed');
    await window.toastButton(/reported a server error/, 'Copy Diagnostics');
    await window.toast(/were copied/);
    const copied = await window.clipboard();
    assert.match(copied, /^- Daily Papers \d.*\n- .*1\.\d+\.\d+ .*in a browser/);
    assert.match(copied, /^- Git: 2\.\d+\.\d+, named by (VS Code|PATH)$/m);
    assert.match(copied, /^- Library: 86 papers/m);
    assert.match(copied, /github\.com\/salesforce\/codet5: serverTrouble \(.*500/m);
    assert.ok(!copied.includes(folder));
    server.fault = undefined;
    await window.command('Notifications: Clear All Notifications');
    assert.deepEqual(readdirSync(folder), []);
  });

  it('is not seen by the Explorer while it runs', async () => {
    await window.openContainer('Explorer');
    const rest = slowly();
    await clone('CodeT5');
    await until('a hidden folder', () =>
      Promise.resolve(readdirSync(folder).some((name) => name.startsWith('.papers-'))),
    );
    writeFileSync(path.join(folder, 'made-later.txt'), '');
    await window.treeRow('made-later.txt');
    assert.deepEqual(
      (await window.tree()).map(({ label }) => label),
      ['made-later.txt'],
    );
    rest();
    await window.toast(/salesforce\/CodeT5 was cloned into “research”/);
    await window.treeRow('CodeT5');
    await window.command('Notifications: Clear All Notifications');
  });

  it('logs in through VS Code, on a yes', async () => {
    server.fault = { kind: 'account', user: 'ada', password: 'SECRET' };
    await clone('PLIP');
    const private_ = /Zplusdragon\/PLIP was not cloned\. .*private, or it was removed/;
    await window.toastButton(private_, 'Use My Account');
    const { box } = window;
    for (const answer of ['ada', 'SECRET']) {
      await until(
        `a box for ${answer}`,
        async () => (await box.isVisible()) && (await box.inputValue()) === '',
      );
      await window.type(answer);
      await window.pressInBox('Enter');
      await until(
        'another box or none',
        async () => !(await box.isVisible()) || (await box.inputValue()) === '',
      );
    }
    // VS Code may not show its message as a toast if it comes too soon after the previous one.
    const config = path.join(folder, 'PLIP', '.git', 'config');
    await until('the clone', () => Promise.resolve(existsSync(config)));
    assert.doesNotMatch(readFileSync(config, 'utf8'), /SECRET|ada/);
    await window.command('Notifications: Clear All Notifications');
  });

  it('goes through VS Code’s proxy, on a yes', async () => {
    const through = (): boolean => proxy.connections.some((target) => server.origin.endsWith(target));
    server.fault = { kind: 'dieAfter', bytes: 1000 };
    await clone('PROP');
    const broken = /Albert-Ma\/PROP was not cloned\. The connection .* was interrupted/;
    await window.toast(broken);
    await window.screenshot('clone-network');
    // Not too fast: VS Code shows no toast if more than five messages come within a second.
    server.fault = { kind: 'throttle', bytesPerSecond: 700_000 };
    assert.ok(!through());
    await window.toastButton(broken, 'Use VS Code’s Proxy');
    await window.toast(/Albert-Ma\/PROP was cloned/);
    assert.ok(through());
    await window.command('Notifications: Clear All Notifications');
  });

  it('makes one clone of two windows that ask at the same time', async () => {
    const other = await vscode.open({ folder });
    const rest = slowly();
    await clone('MATES');
    await window.toast(/Cloning cxcscmu\/MATES.*[1-9]\d?%/s);
    await clone('MATES', other);
    await other.toast(/Another window is cloning cxcscmu\/MATES/);
    rest();
    await window.toast(/cxcscmu\/MATES was cloned/);
    assert.deepEqual(
      readdirSync(folder).filter((name) => /MATES|papers/.test(name)),
      ['MATES'],
    );
    await other.close();
  });

  it('reports in the next window that closing a window interrupted a clone, and clones again', async () => {
    slowly();
    await clone('TokenUnify');
    await window.toast(/Cloning ydchen0806\/TokenUnify.*[1-9]\d?%/s);
    await window.reload();
    server.fault = undefined;
    await window.openContainer('Daily Papers');
    await window.toastButton(/Cloning ydchen0806\/TokenUnify was cut off/, 'Clone Again');
    await window.toast(/TokenUnify was cloned into “research”/);
    const left = readdirSync(folder).filter((name) => name.startsWith('.papers-'));
    assert.deepEqual(left, []);
  });

  it('asks which of several folders', async () => {
    const root = emptyFolder('several');
    for (const name of ['first', 'second']) mkdirSync(path.join(root, name));
    const workspace = path.join(root, 'both.code-workspace');
    writeFileSync(workspace, JSON.stringify({ folders: [{ path: 'first' }, { path: 'second' }] }));
    const both = await vscode.open({ workspace });
    await clone('Unified Pre-training with Pseudo Texts', both);
    await both.row('first');
    const offered = (await both.rows()).map(({ label }) => label);
    assert.deepEqual(offered, ['first', 'second', 'Another folder…']);
    await both.pick('second');
    await both.toast(/ZhiyinShao-H\/UniPT was cloned into “second”/);
    assert.deepEqual(readdirSync(path.join(root, 'second')), ['UniPT']);
    assert.deepEqual(readdirSync(path.join(root, 'first')), []);
    await both.close();
  });

  it('asks for a folder where there is none', async () => {
    const elsewhere = emptyFolder('elsewhere');
    const empty = await vscode.open();
    await clone('ERNIE-Gram', empty);
    await empty.row('..');
    assert.match(await empty.page.locator('.quick-input-title').innerText(), /Clone into which folder/);
    await empty.chooseFile(elsewhere, /Clone Here|OK/);
    await empty.toast(/PaddlePaddle\/ERNIE was cloned into “elsewhere”/);
    assert.deepEqual(readdirSync(elsewhere), ['ERNIE']);
    // The next dialog starts in the last folder of this one.
    await clone('Unified Pre-training with Pseudo Texts', empty);
    await empty.pick('Clone into another folder…');
    await empty.row('ERNIE');
    await until('the path in the box', async () => (await empty.typed()) === `${elsewhere}/`, {
      seen: () => empty.typed(),
    });
    await empty.dismiss();
    await empty.close();
  });
});
