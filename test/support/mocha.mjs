// Runs mocha in Node, for the unit and the UI tests.
import path from 'node:path';
import { inProject } from './project.mjs';
import { failure, readResults } from './results.mjs';
import { run } from './run.mjs';
import { scratchFolder } from './scratch.mjs';

/**
 * Runs test files in a process of their own.
 * @param {string} name for the message when mocha itself fails
 * @param {readonly string[]} files built tests, or a pattern for them
 * @param {object} options
 * @param {'dot' | 'spec'} [options.reporter]
 * @param {number} [options.timeout] of a test, in seconds
 * @param {string | undefined} [options.grep]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {(text: string) => void} [options.say] gets mocha's output as it comes
 * @returns {Promise<import('./reporter.mjs').SuiteResult>}
 */
export async function runMocha(name, files, { reporter = 'spec', timeout = 600, grep, env = {}, say }) {
  const results = path.join(scratchFolder('results'), 'results.json');
  const { code, output } = await run(
    process.execPath,
    [
      inProject('node_modules/mocha/bin/mocha.js'),
      // --exit: a failed test may leave a server and a browser, which must not keep the run alive.
      ...['--no-config', '--ui', 'bdd', '--timeout', `${timeout}s`, '--exit'],
      ...['--require', inProject('test/support/properties.mjs')],
      ...['--reporter', inProject('test/support/reporter.mjs')],
      ...(grep ? ['--grep', grep] : []),
      ...files,
    ],
    {
      env: { ...env, DAILY_PAPERS_RESULTS: results, DAILY_PAPERS_REPORTER: reporter },
      ...(say && { onOutput: say }),
    },
  );
  const result = readResults(results);
  // Mocha also exits with a code if no test ran. The caller decides whether that is an error.
  if (result && (code === 0 || result.failed > 0 || result.passed + result.skipped === 0)) return result;
  return failure(`the ${name} tests as a whole`, `mocha ended with code ${code}\n${output}`);
}
