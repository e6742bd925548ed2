// A separate program. The parent process sends it the git process groups and their staging folders. If the parent ends
// without `done`, the watchdog ends the groups and removes the folders.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { endGroup } from '../git/gitProcess';
import { isStagingName } from '../staging/staging';
import { processesNaming } from './processesNaming';

const groups = new Set<number>();
const folders = new Set<string>();
let done = false;

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const message = readMessage(line);
  if (message.pid !== undefined) groups.add(message.pid);
  if (message.staging !== undefined) folders.add(message.staging);
  if (message.ended !== undefined) groups.delete(message.ended);
  if (message.done === true) done = true;
});
lines.on('close', () => {
  if (!done) void cleanUp();
});
// The watchdog must survive when the parent's terminal is closed or interrupted.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) process.on(signal, () => undefined);

interface Message {
  readonly pid?: number;
  readonly staging?: string;
  readonly ended?: number;
  readonly done?: boolean;
}

/** The last message is incomplete if the parent was killed while it wrote. */
function readMessage(line: string): Message {
  try {
    return JSON.parse(line) as Message;
  } catch {
    return {};
  }
}

async function cleanUp(): Promise<void> {
  // An unreported git would recreate a removed folder and complete its clone there.
  for (const pid of await processesNaming([...folders])) groups.add(pid);
  for (const pid of groups) endGroup(pid, 'SIGTERM');
  for (let waited = 0; waited < 1000 && [...groups].some(lives); waited += 50) await wait(50);
  for (const pid of groups) endGroup(pid, 'SIGKILL');
  for (const folder of folders) {
    if (!isStagingName(path.basename(folder))) continue;
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }).catch(
      () => undefined,
    );
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 0);
    return true;
  } catch {
    return false;
  }
}
