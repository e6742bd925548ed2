import assert from 'node:assert/strict';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open, readFile, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { FileSystem, Uri } from 'vscode';
import { replaceFile } from '../../src/replaceFile';
import { onNetworkDrive } from '../support/networkDrive';
import { scratchFolder } from '../support/scratch.mjs';

const OLD = 'the export of last week';
const NEW = 'a new export';

/** Bytes that a full disk still takes. */
const REST = 4;

describe('a file that an export replaces', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = scratchFolder('export');
    file = path.join(folder, 'references.bib');
  });

  const uriOf = (fsPath: string, scheme = 'file'): Uri =>
    ({ scheme, fsPath, path: fsPath }) as unknown as Uri;

  /** Writes in place like VS Code, which ignores how many bytes were written. */
  const files = (room = Infinity): Pick<FileSystem, 'readFile' | 'writeFile'> => ({
    readFile: ({ fsPath }) => readFile(fsPath),
    writeFile: ({ fsPath }, bytes) => writeFile(fsPath, bytes.subarray(0, room)),
  });

  const write = (target = file, scheme?: string, room?: number): Promise<Uint8Array> =>
    replaceFile(uriOf(target, scheme), Buffer.from(NEW), files(room));

  /** Runs `work` while each written file gets only its first bytes. */
  async function onFullDisk(work: () => Promise<void>): Promise<void> {
    const probe = await open(folder);
    const handles = Object.getPrototypeOf(probe) as FileHandle;
    await probe.close();
    const whole = Reflect.get(handles, 'writeFile') as (this: FileHandle, bytes: Buffer) => Promise<void>;
    handles.writeFile = function (bytes) {
      return whole.call(this, (bytes as Buffer).subarray(0, REST));
    };
    try {
      await work();
    } finally {
      Reflect.set(handles, 'writeFile', whole);
    }
  }

  it('stays as it was on a full disk', async () => {
    writeFileSync(file, OLD);
    await onFullDisk(() => assert.rejects(write(file, 'file', REST), /Only 4 of 12 bytes/));
    assert.equal(readFileSync(file, 'utf8'), OLD);
    assert.deepEqual(readdirSync(folder), ['references.bib']);
  });

  it('is reported as cut where it can only be written in place', async () => {
    for (const [scheme, name] of [
      ['vscode-vfs', 'references.bib'],
      // The name of a temporary file would be too long.
      ['file', `${'r'.repeat(240)}.bib`],
    ] as const) {
      await assert.rejects(write(path.join(folder, name), scheme, REST), /Only 4 of 12 bytes/);
      assert.deepEqual(await write(path.join(folder, name), scheme), Buffer.from(NEW));
      assert.equal(readFileSync(path.join(folder, name), 'utf8'), NEW);
    }
  });

  it('has the permissions of other new files if it is new', async () => {
    writeFileSync(path.join(folder, 'other'), OLD);
    await write();
    assert.equal(statSync(file).mode, statSync(path.join(folder, 'other')).mode);
  });

  for (const mode of [0o600, 0o664, 0o755])
    it(`keeps the permissions ${mode.toString(8)}`, async function () {
      if (process.platform === 'win32') this.skip();
      writeFileSync(file, OLD);
      chmodSync(file, mode);
      assert.deepEqual(await write(), Buffer.from(NEW));
      assert.equal(readFileSync(file, 'utf8'), NEW);
      assert.equal(statSync(file).mode & 0o777, mode);
    });

  it('keeps its other names', async () => {
    const other = path.join(folder, 'paper.bib');
    writeFileSync(file, OLD);
    linkSync(file, other);
    await assert.rejects(write(file, 'file', REST), /Only 4 of 12 bytes/);
    assert.deepEqual(await write(), Buffer.from(NEW));
    assert.equal(readFileSync(other, 'utf8'), NEW);
    assert.deepEqual(readdirSync(folder), ['paper.bib', 'references.bib']);
  });

  for (const [what, uid, gid] of [
    ['user', 4_711, process.getgid?.() ?? 0],
    ['group', process.getuid?.() ?? 0, 4_711],
  ] as const)
    it(`keeps its ${what}`, async function () {
      // Only root may give a file away.
      if (process.getuid?.() !== 0) this.skip();
      writeFileSync(file, OLD);
      chownSync(file, uid, gid);
      assert.deepEqual(await write(), Buffer.from(NEW));
      assert.equal(readFileSync(file, 'utf8'), NEW);
      const found = statSync(file);
      assert.deepEqual([found.uid, found.gid], [uid, gid]);
    });

  it('stays as it was on a full disk if it has the group of its folder', async function () {
    if (process.getuid?.() !== 0) this.skip();
    chownSync(folder, 0, 4_711);
    chmodSync(folder, 0o2775);
    writeFileSync(file, OLD);
    await onFullDisk(() => assert.rejects(write(file, 'file', REST), /Only 4 of 12 bytes/));
    assert.equal(readFileSync(file, 'utf8'), OLD);
    await write();
    assert.equal(statSync(file).gid, 4_711);
  });

  it('is not replaced if it is read-only', async function () {
    // Root may write all files, and Windows has no such permissions.
    if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
    writeFileSync(file, OLD);
    chmodSync(file, 0o444);
    await assert.rejects(write(), /EACCES/);
    assert.equal(readFileSync(file, 'utf8'), OLD);
  });

  for (const [what, exists] of [
    ['a file', true],
    ['a file that does not exist', false],
  ] as const)
    it(`is written through a link to ${what}`, async function () {
      if (process.platform === 'win32') this.skip();
      const target = path.join(folder, 'shared', 'all.bib');
      mkdirSync(path.dirname(target));
      if (exists) writeFileSync(target, OLD);
      symlinkSync(path.join('shared', 'all.bib'), file);
      await write();
      assert.ok(lstatSync(file).isSymbolicLink());
      assert.equal(readFileSync(target, 'utf8'), NEW);
      assert.deepEqual(readdirSync(folder), ['references.bib', 'shared']);
    });

  it('is written on a network drive of Windows', async () => {
    writeFileSync(file, OLD);
    await onNetworkDrive(folder, () => write());
    assert.equal(readFileSync(file, 'utf8'), NEW);
    assert.deepEqual(readdirSync(folder), ['references.bib']);
  });
});
