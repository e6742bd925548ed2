import { writeFileSync } from 'node:fs';

/** Takes over a lock like another window to which the holder seemed to have ended. */
export function takeOver(lockFile: string): void {
  writeFileSync(lockFile, JSON.stringify({ pid: process.ppid, host: 'another-machine', token: '0' }));
}
