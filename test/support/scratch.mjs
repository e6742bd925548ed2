// Folders and child processes that must not outlive this process.
// Node built-ins only: used before `npm ci` has run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Each built test carries a copy of this module; what must not outlive the process is in one list. */
const LIST = Symbol.for('daily-papers.scratch');
const shared = /** @type {{ [LIST]?: Set<() => void> }} */ (globalThis);
const isFirst = shared[LIST] === undefined;
const pending = (shared[LIST] ??= new Set());

/** Signals that end this process after the cleaning, with the code that a shell gives them unless one is set. */
const signals = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 });

if (isFirst) {
  process.on('exit', () => {
    for (const clean of [...pending].reverse()) clean();
  });
  for (const [signal, code] of Object.entries(signals))
    process.on(signal, () => process.exit(process.exitCode ?? code));
}

/**
 * Has something undone when this process ends, in whatever way it can notice.
 * @param {() => void} clean must be synchronous
 * @returns {() => void} does it now instead, once
 */
export function atEnd(clean) {
  const once = () => {
    if (pending.delete(once)) clean();
  };
  pending.add(once);
  return once;
}

/**
 * Makes a temporary folder that is removed when this process ends.
 * @param {string} name a word for its name
 * @returns {string}
 */
export function scratchFolder(name) {
  const folder = mkdtempSync(path.join(tmpdir(), `daily-papers-${name}-`));
  // A program that has just been stopped may still be writing there, hence the retries.
  atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return folder;
}

/**
 * Ends a child process that leads its own group, with everything it started, when this process ends.
 * @param {import('node:child_process').ChildProcess} child started with `detached: true`
 * @returns {() => void} ends it now
 */
export function endWithUs(child) {
  return atEnd(() => {
    if (child.pid === undefined) return;
    try {
      if (process.platform === 'win32') child.kill('SIGKILL');
      else process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  });
}
