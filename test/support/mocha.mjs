// Runs mocha in Node, for the unit and the UI tests.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { inProject, readJson } from './project.mjs';
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
    if (code === 0 || result.failed > 0) return result;
  }
  const failure = {
    title: `the ${suite} tests as a whole`,
    details: `mocha ended with code ${code}\n${output}`,
  };
  return { passed: 0, failed: 1, skipped: 0, failures: [failure] };
}
