// `npm test`: installs what is missing, runs every suite and ends with the counts. The suites run side by side within two
// cores or more, so the output of each part is held back until the part has ended. A suite that fails does not keep the next
// from running, and one that runs no test is a failure.
// `npm test -- [--only SUITE,...] [--grep PATTERN] [--save-times]`
// Node built-ins only until the dependencies are installed, hence the late imports.
import { availableParallelism, tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { jobsFor, suites, withTests } from './jobs.mjs';
import { forecast, runJobs } from './lanes.mjs';
import { failure, together } from './results.mjs';
import { scratchFolder } from './scratch.mjs';
import {
  duration,
  forecastText,
  measured,
  nodeStartMs,
  saveTimes,
  slowestTests,
  suiteTimes,
} from './times.mjs';

/** @typedef {import('./reporter.mjs').SuiteResult} SuiteResult */
/** @typedef {import('./jobs.mjs').SuiteName} SuiteName */
/** @typedef {import('./jobs.mjs').TestJob} TestJob */
/** @typedef {import('./times.mjs').Outcome} Outcome */

/** Maximum time without a line of output, in ms. */
const QUIET_MS = 30_000;

/** Leaves further cores to other programs. */
const MOST_CORES = 8;

const names = /** @type {readonly SuiteName[]} */ (Object.keys(suites));
const usage = `npm test -- [--only ${names.join(',')}] [--grep PATTERN] [--save-times]`;

/** @returns {{chosen: readonly SuiteName[], grep: string | undefined, saveTimes: boolean}} */
function readArguments() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      grep: { type: 'string' },
      'save-times': { type: 'boolean', default: false },
    },
  });
  const only = values.only?.split(',');
  const unknown = only?.filter((name) => !names.some((known) => known === name)) ?? [];
  if (unknown.length > 0) throw new Error(`There is no suite ${unknown.join(', ')}.`);
  // A pattern selects single tests, which only some suites have.
  const chosen = names.filter((name) => only?.includes(name) ?? (!values.grep || withTests.includes(name)));
  return { chosen, grep: values.grep, saveTimes: values['save-times'] };
}

const started = Date.now();
let lastPrinted = started;

/** Whether a signal ends this run. Jobs are then being stopped, and their failures mean nothing. */
let interrupted = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => {
    if (!interrupted) print(`\nInterrupted by ${signal}: ending what runs.`);
    interrupted = true;
  });

/** @param {string} text */
function print(text) {
  lastPrinted = Date.now();
  console.log(text);
}

/** @param {number} ms */
const seconds = (ms) => ms / 1000;

/**
 * Runs all jobs, printing the output of each as it ends.
 * @param {readonly TestJob[]} jobs
 * @param {number} cores
 * @returns {Promise<readonly Outcome[]>}
 */
async function runAll(jobs, cores) {
  /** @type {Outcome[]} */
  const outcomes = [];
  /** @type {Map<TestJob, number>} */
  const running = new Map();
  const timer = setInterval(() => {
    if (Date.now() - lastPrinted < QUIET_MS) return;
    const now = [...running].map(([{ name }, from]) => `${name} (${duration(seconds(Date.now() - from))})`);
    const passed = together(outcomes.map(({ result }) => result)).passed;
    print(
      `… ${duration(seconds(Date.now() - started))}: ${passed} passed so far; running: ${now.join(', ')}`,
    );
  }, 1_000);

  /**
   * @param {TestJob} job
   * @param {SuiteResult} result
   * @param {number} took in ms
   * @param {string} output
   */
  const report = (job, result, took, output) => {
    outcomes.push({ job, result, seconds: seconds(took) });
    const counts = job.suite
      ? `: ${result.passed} passed, ${result.failed} failed${result.skipped > 0 ? `, ${result.skipped} skipped` : ''}`
      : result.failed > 0
        ? ' failed'
        : '';
    const text = output.trim() === '' ? '' : `\n${output.replace(/^\n+|\s+$/g, '')}`;
    print(`\n=== ${job.name}${counts} (${duration(seconds(took))})${text}`);
  };

  await runJobs(jobs, cores, {
    async run(job) {
      // Starts no new job: this process is about to end.
      if (interrupted) return new Promise(() => undefined);
      const from = Date.now();
      running.set(job, from);
      let output = '';
      /** @type {SuiteResult} */
      let result;
      try {
        result = (await job.run((text) => (output += text))) ?? together([]);
      } catch (error) {
        result = failure(job.name, error instanceof Error ? (error.stack ?? error.message) : String(error));
      }
      running.delete(job);
      if (interrupted) return false;
      report(job, result, Date.now() - from, output);
      return job.suite !== undefined || result.failed === 0;
    },
    skip: (job, failed) =>
      interrupted || report(job, failure(job.name, `It needs “${failed}”, which failed.`), 0, ''),
  });
  clearInterval(timer);
  return outcomes;
}

let options;
try {
  options = readArguments();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exit(2);
}
const { chosen, grep } = options;
// Everything that a test or a program leaves in the temporary folder is removed with it. Short, because a
// socket's path has to be short.
const temporary = scratchFolder('run');
if (tmpdir().length < 30) process.env['TMPDIR'] = temporary;

const cores = Math.min(MOST_CORES, Math.max(2, availableParallelism()));
const jobs = await jobsFor(chosen, grep);
print('This run is made of:');
for (const job of jobs.filter(({ suite }) => !suite)) print(`  ${job.name}`);
for (const suite of chosen) {
  const parts = jobs.filter((job) => job.suite === suite).length;
  print(`  ${suite}: ${suites[suite]}${parts > 1 ? `, in ${parts} parts` : ''}`);
}
const expected = grep ? '' : ` ${forecastText(forecast(jobs, cores), measured.nodeStartMs, nodeStartMs())}`;
print(`Parts run side by side within ${cores} cores, and each prints its output when it ends.${expected}`);

const outcomes = await runAll(jobs, cores);
/** @type {SuiteResult[]} */
const results = outcomes.map(({ result }) => result);
for (const suite of chosen) {
  const { passed, failed } = together(
    outcomes.filter(({ job }) => job.suite === suite).map(({ result }) => result),
  );
  if (!grep && passed + failed === 0) results.push(failure(suites[suite], 'It ran no test.'));
}
const { passed, failed, failures } = together(results);
if (options.saveTimes) saveTimes(outcomes);
print(`\n=== Times\n${suiteTimes(outcomes, chosen, seconds(Date.now() - started))}`);
const slowest = slowestTests(outcomes);
if (slowest) print(`\n=== The slowest tests\n${slowest}`);
if (failures.length > 0) print('\n=== What failed');
for (const { title, details } of failures) print(`\n${title}\n${details.replace(/^/gm, '    ')}`);
if (passed + failed === 0) print('\nNo test matches.');
print(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
// Nothing may be printed after the counts, so everything that still runs ends here.
process.exit();
