import assert from 'node:assert/strict';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { aptInstall } from '../../support/machine.mjs';
import { scratchFolder } from '../../support/scratch.mjs';

describe('an install of Debian packages', () => {
  const before = process.env['PATH'];
  let folder: string;
  let said: string[];

  /** Puts a program of this name before those of the machine. */
  function program(name: string, script: string): void {
    const file = path.join(folder, name);
    writeFileSync(file, `#!/bin/sh\ncd "$(dirname "$0")"\n${script}\n`);
    chmodSync(file, 0o755);
  }

  const install = () => aptInstall(['hello'], (line) => said.push(line));

  beforeEach(function () {
    if (process.platform === 'win32') this.skip();
    said = [];
    folder = scratchFolder('apt');
    process.env['PATH'] = `${folder}:${before ?? ''}`;
  });
  afterEach(() => void (process.env['PATH'] = before));

  it('completes one that was interrupted, then installs', async () => {
    program(
      'apt-get',
      `[ -e completed ] && { echo "$@" >> installed; exit 0; }
       echo "E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem." >&2
       exit 100`,
    );
    program('dpkg', '[ "$*" = "--configure -a" ] && touch completed');
    await install();
    assert.ok(existsSync(path.join(folder, 'installed')));
    assert.equal(said.length, 1);
  });

  it('changes nothing after another error, and tells it', async () => {
    program('apt-get', 'echo "E: Unable to locate package hello"; exit 100');
    program('dpkg', 'touch completed');
    await assert.rejects(install(), /Unable to locate package hello/);
    assert.equal(existsSync(path.join(folder, 'completed')), false);
    assert.deepEqual(said, []);
  });
});
