// Mocha's reporter for every suite: prints as Spec or Dot does and writes counts and times to the file that
// DAILY_PAPERS_RESULTS names, for the process that started the suite.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/**
 * @typedef {object} TestTime
 * @property {string} title
 * @property {string} file the built file with the test
 * @property {number} seconds of the test itself
 * @property {number} whole seconds since the test before, so with the hooks in between
 */

/**
 * @typedef {object} SuiteResult
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly {title: string, details: string}[]} failures
 * @property {readonly TestTime[]} times
 */

const Printed = process.env['DAILY_PAPERS_REPORTER'] === 'dot' ? Mocha.reporters.Dot : Mocha.reporters.Spec;

export default class ResultReporter extends Printed {
  /** @type {TestTime[]} */
  times = [];

  /**
   * @param {Mocha.Runner} runner
   * @param {Mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    const file = process.env['DAILY_PAPERS_RESULTS'];
    let before = Date.now();
    runner.on('test end', (test) => {
      const now = Date.now();
      this.times.push({
        ...{ title: test.fullTitle(), file: test.file ?? '' },
        ...{ seconds: (test.duration ?? 0) / 1000, whole: (now - before) / 1000 },
      });
      before = now;
    });
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
      times: this.times,
    };
  }
}
