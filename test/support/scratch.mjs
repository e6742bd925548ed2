// Folders and child processes that must not outlive this process.
// Node built-ins only: used before `npm ci` has run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Each built test contains a copy of this module, so all copies share these lists. */
const LISTS = Symbol.for('daily-papers.scratch');

/** @typedef {{atEnd: Set<() => void>, beforeSignalEnds: Set<() => Promise<void>>}} Lists */

const shared = /** @type {{ [LISTS]?: Lists }} */ (globalThis);
const isFirst = shared[LISTS] === undefined;
const lists = (shared[LISTS] ??= { atEnd: new Set(), beforeSignalEnds: new Set() });

/** Signals that end this process, with the exit code that a shell gives them. `process.exitCode` overrides the code. */
const signals = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 });

if (isFirst) {
  process.on('exit', () => {
    for (const clean of [...lists.atEnd].reverse()) clean();
  });
  let stopping = false;
  for (const [signal, code] of Object.entries(signals)) {
    process.on(signal, () => {
      const stop = () => process.exit(process.exitCode ?? code);
      // A second signal does not wait.
      if (stopping || lists.beforeSignalEnds.size === 0) stop();
      stopping = true;
      void Promise.allSettled([...lists.beforeSignalEnds].map((work) => work())).then(stop);
    });
  }
}

/**
 * Registers asynchronous work for the case that a signal ends this process.
 * @param {() => Promise<void>} work
 * @returns {() => void} removes it
 */
export function beforeSignalEnds(work) {
  lists.beforeSignalEnds.add(work);
  return () => lists.beforeSignalEnds.delete(work);
}

/**
 * Registers a cleaning for the end of this process: its normal end, an uncaught error, a signal.
 * @param {() => void} clean must be synchronous
 * @returns {() => void} cleans now instead, once
 */
export function atEnd(clean) {
  const once = () => {
    if (lists.atEnd.delete(once)) clean();
  };
  lists.atEnd.add(once);
  return once;
}

/**
 * Makes a temporary folder that is removed when this process ends.
 * @param {string} name a word for its name
 * @returns {string}
 */
export function scratchFolder(name) {
  const folder = mkdtempSync(path.join(tmpdir(), `daily-papers-${name}-`));
  // A program that was just stopped may still write there, hence the retries.
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
