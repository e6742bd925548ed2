import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MACHINE_NAME } from '../../src/library/machineName';
import { crc32Hex } from '../../src/library/store/checksum';

/** Writes the temporary file that a process leaves if it is killed during an atomic write. Returns its name. */
export function leaveTemporary(file: string): string {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const temporary = `${file}.${crc32Hex(MACHINE_NAME)}-${pid}.0123456789abcdef.tmp`;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(temporary, 'partial');
  return path.basename(temporary);
}
