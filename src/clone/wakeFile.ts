import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * A file in a clone's `.git` that has VS Code start this extension in the window that opens the clone: one of the
 * manifest's activation events asks for it. Git takes no notice of it.
 */
const WAKE_FILE = path.join('.git', 'daily-papers-opened');

/** Has the next window on a clone start this extension; without it the extension starts when it is used. */
export async function leaveWakeFile(folder: string): Promise<void> {
  await writeFile(path.join(folder, WAKE_FILE), '', { flag: 'wx' }).catch(() => undefined);
}

/** Takes it back, where there is one. */
export async function removeWakeFile(folder: string): Promise<void> {
  await rm(path.join(folder, WAKE_FILE), { force: true }).catch(() => undefined);
}
