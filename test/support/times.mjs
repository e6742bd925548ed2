// The times of the parts of a test run: read for the order and the forecast, printed, and saved on demand.
// Node built-ins only: used before `npm ci` has run.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { inProject, readJson } from './project.mjs';
import { together } from './results.mjs';

/** @typedef {import('./reporter.mjs').SuiteResult} SuiteResult */
/** @typedef {import('./jobs.mjs').SuiteName} SuiteName */
/** @typedef {{job: import('./jobs.mjs').TestJob, result: SuiteResult, seconds: number}} Outcome */

const SLOWEST = 10;

const file = inProject('test/support/times.json');

/** Starts of Node that `nodeStartMs` measures. */
const STARTS = 5;

/**
 * The measured seconds of jobs by name, and of the files of unit tests by path, and the result of `nodeStartMs` on the
 * machine that was measured. `npm test -- --save-times` writes them.
 * @type {{nodeStartMs: number, jobs: Record<string, number>, files: Record<string, number>}}
 */
export const measured = readJson(file);

/**
 * @param {number} value in seconds
 * @returns {string} such as `5 min 20 s`
 */
export function duration(value) {
  const whole = Math.round(value);
  return whole < 100 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Measures how fast this machine is for tests, which start many processes. Takes a fifth of a second to a second.
 * @returns {number} median time in ms in which Node starts and ends
 */
export function nodeStartMs() {
  const times = Array.from({ length: STARTS }, () => {
    const from = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    return performance.now() - from;
  }).sort((a, b) => a - b);
  return times[Math.floor(STARTS / 2)] ?? 0;
}

/**
 * @param {number} seconds that a run takes on the machine that was measured
 * @param {number} there result of `nodeStartMs` on that machine
 * @param {number} here result of `nodeStartMs` on this machine
 * @returns {string} a sentence that says how long a run takes here
 */
export function forecastText(seconds, there, here) {
  const times = `Node starts in ${Math.round(here)} ms, and in ${Math.round(there)} ms where the parts were measured`;
  return `It takes about ${duration((seconds * here) / there)} on this machine (${times}).`;
}

/**
 * @param {readonly Outcome[]} outcomes
 * @param {readonly SuiteName[]} chosen
 * @param {number} all seconds of the whole run
 * @returns {string} a line for each suite and each preparation
 */
export function suiteTimes(outcomes, chosen, all) {
  const line = (/** @type {number} */ value, /** @type {string} */ text) =>
    `${value.toFixed(1).padStart(8)} s  ${text}`;
  return [
    ...chosen.map((suite) => {
      const parts = outcomes.filter(({ job }) => job.suite === suite);
      const { passed, failed, skipped } = together(parts.map(({ result }) => result));
      const split = parts.length > 1 ? ` in ${parts.length} parts` : '';
      const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
      const sum = parts.reduce((total, { seconds }) => total + seconds, 0);
      return line(sum, `${suite}${split}: ${counts}`);
    }),
    ...outcomes.filter(({ job }) => !job.suite).map(({ job, seconds }) => line(seconds, job.name)),
    line(all, 'all, side by side'),
  ].join('\n');
}

/**
 * @param {readonly Outcome[]} outcomes
 * @returns {string} a line for each of the slowest tests, or nothing
 */
export function slowestTests(outcomes) {
  return outcomes
    .flatMap(({ job, result }) => result.times.map((time) => ({ ...time, suite: job.suite })))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, SLOWEST)
    .map(({ title, seconds, suite }) => `${seconds.toFixed(1).padStart(8)} s  ${suite}: ${title}`)
    .join('\n');
}

/**
 * Writes what this run measured, for the order and the forecast of the next ones. What did not run keeps its time.
 * @param {readonly Outcome[]} outcomes
 */
export function saveTimes(outcomes) {
  const jobs = { ...measured.jobs };
  for (const { job, seconds } of outcomes) if (job.suite !== 'unit') jobs[job.name] = seconds;
  // The parts of the unit tests are made from the times of their files.
  const unit = outcomes.filter(({ job }) => job.suite === 'unit').flatMap(({ result }) => result.times);
  /** @type {Record<string, number>} */
  const files = unit.length > 0 ? {} : { ...measured.files };
  for (const { file, whole } of unit) {
    const source = file
      .slice(inProject('out').length + 1)
      .replace(/\.js$/, '.ts')
      .replaceAll('\\', '/');
    files[source] = (files[source] ?? 0) + whole;
  }
  const rounded = (/** @type {Record<string, number>} */ values) =>
    Object.fromEntries(
      Object.entries(values)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => [name, Number(value.toFixed(1))]),
    );
  const start = Math.round(nodeStartMs());
  const text = JSON.stringify(
    { nodeStartMs: start, jobs: rounded(jobs), files: rounded(files) },
    undefined,
    2,
  );
  writeFileSync(file, `${text}\n`);
}
