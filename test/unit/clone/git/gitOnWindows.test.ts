import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runGit, type GitResult } from '../../../../src/clone/git/gitProcess';
import { scratchFolder } from '../../../support/scratch.mjs';

describe('cancelling git on Windows', () => {
  const root = scratchFolder('system-root');
  const called = path.join(root, 'called');
  const platform = Object.getOwnPropertyDescriptor(process, 'platform');
  const { SystemRoot: systemRoot } = process.env;

  before(function () {
    // The tests replace taskkill by a shell script.
    if (process.platform === 'win32') this.skip();
    Object.defineProperty(process, 'platform', { value: 'win32' });
  });
  after(() => {
    Object.defineProperty(process, 'platform', platform ?? {});
    if (systemRoot === undefined) delete process.env['SystemRoot'];
    else process.env['SystemRoot'] = systemRoot;
  });

  /** Runs a git that takes longer than a test may, and cancels it. */
  async function cancel(folder: string): Promise<GitResult> {
    process.env['SystemRoot'] = folder;
    const git = path.join(root, 'git');
    writeFileSync(git, '#!/bin/sh\nexec sleep 300\n', { mode: 0o755 });
    const end = new AbortController();
    const environment = { PATH: process.env['PATH'] ?? '' };
    const ended = runGit({
      git,
      args: [],
      environment,
      signal: end.signal,
      onStart: () => setTimeout(() => end.abort(), 50),
    });
    return ended;
  }

  it('ends it by the taskkill of Windows, which the PATH need not name', async () => {
    const system = path.join(root, 'System32');
    mkdirSync(system);
    const script = `#!/bin/sh\necho "$@" >> '${called}'\nkill -9 "$2"\n`;
    writeFileSync(path.join(system, 'taskkill.exe'), script, { mode: 0o755 });
    assert.deepEqual(await cancel(root), { kind: 'cancelled' });
    // Once: when git has ended, another process may have its id.
    assert.match(readFileSync(called, 'utf8'), /^\/pid \d+ \/T \/F\n$/);
  });

  it('ends it directly if there is no taskkill', async () => {
    const folder = path.join(root, 'none');
    assert.ok(!existsSync(folder));
    assert.deepEqual(await cancel(folder), { kind: 'cancelled' });
  });
});
