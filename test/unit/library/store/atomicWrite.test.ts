import assert from 'node:assert/strict';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { MACHINE_NAME } from '../../../../src/library/machineName';
import { atomicWrite, removeStaleTemporaries } from '../../../../src/library/store/atomicWrite';
import { crc32Hex } from '../../../../src/library/store/checksum';
import { quarantine } from '../../../../src/library/store/quarantine';
import { scratchFolder } from '../../../support/scratch.mjs';

describe('an atomic write', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = scratchFolder('atomic');
    file = path.join(folder, 'marks.json');
    writeFileSync(file, 'old');
  });
  const isUntouched = (): void => {
    assert.equal(readFileSync(file, 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder), ['marks.json']);
  };

  it('keeps the old file if the check before the replacement fails', async () => {
    const lost = new Error('The lock was lost.');
    await assert.rejects(atomicWrite(file, 'new', { before: () => Promise.reject(lost) }), lost);
    isUntouched();
  });

  it('checks when the new file is complete and the old one is still there', async () => {
    const seen: string[] = [];
    const before = (): Promise<void> => {
      seen.push(...readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8')));
      return Promise.resolve();
    };
    await atomicWrite(file, 'new', { before });
    assert.deepEqual(seen.sort(), ['new', 'old']);
    assert.equal(readFileSync(file, 'utf8'), 'new');
  });

  it('keeps the old file if a write that reports success was short', async () => {
    const probe = await open(file);
    const handles = Object.getPrototypeOf(probe) as FileHandle;
    await probe.close();
    const whole = Reflect.get(handles, 'writeFile') as (this: FileHandle, bytes: Buffer) => Promise<void>;
    handles.writeFile = function (bytes) {
      return whole.call(this, (bytes as Buffer).subarray(0, 2));
    };
    try {
      await assert.rejects(
        atomicWrite(file, 'new content'),
        /Only 2 of 11 bytes of marks\.json were written/,
      );
    } finally {
      Reflect.set(handles, 'writeFile', whole);
    }
    isUntouched();
  });
});

describe('temporary files', () => {
  it('of this process stay, however old they seem: the clock may have jumped', async () => {
    const folder = scratchFolder('atomic');
    const name = (pid: number): string => `a.json.${crc32Hex(MACHINE_NAME)}-${pid}.0123456789abcdef.tmp`;
    const old = new Date(Date.now() - 2 * 3_600_000);
    for (const pid of [process.pid, process.ppid]) {
      writeFileSync(path.join(folder, name(pid)), '');
      utimesSync(path.join(folder, name(pid)), old, old);
    }
    await removeStaleTemporaries(folder, Date.now());
    assert.deepEqual(readdirSync(folder), [name(process.pid)]);
  });
});

describe('a damaged file that is set aside', () => {
  it('does not replace a copy of the same millisecond', async () => {
    const file = path.join(scratchFolder('aside'), 'a.json');
    const now = Date.now;
    Date.now = () => 1_700_000_000_000;
    try {
      const names = [];
      for (const content of ['one', 'two', 'three']) {
        writeFileSync(file, content);
        names.push(await quarantine(file, names.length === 1 ? 'copy' : 'move'));
      }
      const kept = names.map((name) => readFileSync(path.join(path.dirname(file), name), 'utf8'));
      assert.deepEqual(kept, ['one', 'two', 'three']);
    } finally {
      Date.now = now;
    }
  });

  it('is kept although a copy of the same length exists', async () => {
    const file = path.join(scratchFolder('aside'), 'a.json');
    for (const content of ['damaged 1', 'damaged 2', 'damaged 1']) {
      writeFileSync(file, content);
      const name = await quarantine(file, 'move');
      assert.equal(readFileSync(path.join(path.dirname(file), name), 'utf8'), content);
      assert.ok(!existsSync(file));
    }
    assert.equal(readdirSync(path.dirname(file)).length, 2);
  });

  it('is kept also if it is a folder', async () => {
    const file = path.join(scratchFolder('aside'), 'a.json');
    mkdirSync(path.join(file, 'inside'), { recursive: true });
    const name = await quarantine(file, 'move');
    assert.ok(lstatSync(path.join(path.dirname(file), name, 'inside')).isDirectory());
  });
});
