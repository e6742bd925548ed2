// The results of suites, and their sum. Node built-ins only: used before `npm ci` has run.
import { existsSync } from 'node:fs';
import { readJson } from './project.mjs';

/** @typedef {import('./reporter.mjs').SuiteResult} SuiteResult */

/** @type {SuiteResult} */
export const nothing = { passed: 0, failed: 0, skipped: 0, failures: [], times: [] };

/**
 * @param {readonly SuiteResult[]} results
 * @returns {SuiteResult}
 */
export const together = (results) =>
  results.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
      failures: [...all.failures, ...one.failures],
      times: [...all.times, ...one.times],
    }),
    nothing,
  );

/**
 * @param {string} title
 * @param {string} details
 * @returns {SuiteResult} one failure
 */
export const failure = (title, details) => ({ ...nothing, failed: 1, failures: [{ title, details }] });

/**
 * Runs one check as a test of its own.
 * @param {string} title
 * @param {() => unknown} check throws, or rejects, when something is wrong
 * @returns {Promise<SuiteResult>}
 */
export async function checked(title, check) {
  try {
    await check();
    return { ...nothing, passed: 1 };
  } catch (error) {
    return failure(title, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/**
 * @param {string} file
 * @returns {SuiteResult | undefined} what a process of tests left there, when it came that far
 */
export const readResults = (file) => (existsSync(file) ? readJson(file) : undefined);
