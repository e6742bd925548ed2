// Runs mocha in Node, for the unit and the UI tests.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { inProject, readJson } from './project.mjs';
import { failure } from './results.mjs';
import { run } from './run.mjs';
import { scratchFolder } from './scratch.mjs';

/**
 * @param {string} suite for messages
 * @param {readonly string[]} args of mocha's command line
 * @param {{env?: NodeJS.ProcessEnv, grep?: string | undefined}} [options]
 * @returns {Promise<import('./reporter.mjs').SuiteResult>}
 */
export async function runMocha(suite, args, { env = {}, grep } = {}) {
  const results = path.join(scratchFolder('results'), 'results.json');
  const { code, output } = await run(
    process.execPath,
    [
      ...[inProject('node_modules/mocha/bin/mocha.js'), ...args],
      ...['--reporter', inProject('test/support/reporter.mjs')],
      ...(grep ? ['--grep', grep] : []),
    ],
    { env: { ...env, DAILY_PAPERS_RESULTS: results }, show: true },
  );
  if (existsSync(results)) {
    /** @type {import('./reporter.mjs').SuiteResult} */
    const result = readJson(results);
    // No test at all also ends with a code; what that means is up to whoever asked for these tests.
    const none = result.passed + result.failed + result.skipped === 0;
    if (code === 0 || result.failed > 0 || none) return result;
  }
  return failure(`the ${suite} tests as a whole`, `mocha ended with code ${code}\n${output}`);
}
