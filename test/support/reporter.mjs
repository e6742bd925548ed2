// Mocha's reporter for every suite: prints as Spec or Dot does and leaves the counts in the file that
// DAILY_PAPERS_RESULTS names, so that whoever started the suite, in whichever process, can add them up.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/**
 * @typedef {object} SuiteResult
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly {title: string, details: string}[]} failures
 */

const Printed = process.env['DAILY_PAPERS_REPORTER'] === 'dot' ? Mocha.reporters.Dot : Mocha.reporters.Spec;

export default class ResultReporter extends Printed {
  /**
   * @param {Mocha.Runner} runner
   * @param {Mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    const file = process.env['DAILY_PAPERS_RESULTS'];
    runner.on('retry', (test, /** @type {Error} */ error) =>
      console.log(`    A second try of “${test.title}”: ${error.message}`),
    );
    if (file) runner.once('end', () => writeFileSync(file, JSON.stringify(this.result())));
  }

  /** @returns {SuiteResult} */
  result() {
    return {
      passed: this.stats.passes,
      failed: this.failures.length,
      skipped: this.stats.pending,
      failures: this.failures.map((test) => ({
        title: test.fullTitle(),
        details: test.err?.stack ?? test.err?.message ?? 'failed without an error',
      })),
    };
  }
}
