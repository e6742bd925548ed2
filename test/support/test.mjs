// `npm test`: has everything that the tests need, runs every suite in order, those that print nothing beside the first,
// adds their counts up. A suite that fails does not keep the next from running, one that runs no test is a failure.
// Node built-ins only until the dependencies are installed, hence the late imports.
import { parseArgs } from 'node:util';
import { installDependencies, installTools } from './machine.mjs';
import { must } from './run.mjs';
import { checked, failure, together } from './results.mjs';
import { isPrepared, prepareServer } from './vscode-server.mjs';

/** @typedef {import('./reporter.mjs').SuiteResult} SuiteResult */
/** @typedef {import('./vscode-server.mjs').Release} Release */
/** @typedef {{name: string, says: string, beside?: boolean, vscode?: Release, grep?: boolean, run: (grep?: string) => Promise<SuiteResult>}} Suite */
/** @typedef {{result: SuiteResult, seconds: string}} Outcome */

/**
 * A check that prints nothing, so that it can run beside the suites before it.
 * @param {string} name
 * @param {string} says
 * @param {string} script of package.json
 * @returns {Suite}
 */
const script = (name, says, script) => ({
  name,
  says,
  beside: true,
  run: () => checked(`npm run ${script}`, () => must('npm', ['run', '--silent', script])),
});

/** @type {Promise<unknown> | undefined} */
let packing;
/** Writes daily-papers.vsix, once for all suites that look at it. */
const pack = () => (packing ??= must('npm', ['run', '--silent', 'package']));

/** @type {readonly Suite[]} */
const suites = [
  {
    name: 'unit',
    says: 'Unit tests, in Node',
    grep: true,
    run: async (grep) => {
      await must(process.execPath, ['esbuild.mjs', '--tests']);
      const { runMocha } = await import('./mocha.mjs');
      return runMocha('unit', [], { env: { DAILY_PAPERS_REPORTER: 'dot' }, grep });
    },
  },
  script('format', 'Format (Prettier)', 'check:format'),
  script('lint', 'Lint (ESLint)', 'lint'),
  script('types', 'Types (TypeScript)', 'types'),
  {
    name: 'package',
    says: 'Package',
    run: async () => {
      await pack();
      const { checkPackage } = await import('./package-check.mjs');
      return checkPackage();
    },
  },
  {
    name: 'host',
    says: 'Host tests, inside the extension host',
    vscode: 'newest',
    grep: true,
    run: (grep) => host('newest', grep),
  },
  {
    name: 'floor',
    says: 'Host tests on the oldest VS Code',
    vscode: 'oldest',
    grep: true,
    run: (grep) => host('oldest', grep),
  },
  {
    name: 'ui',
    says: 'UI tests, on the package',
    vscode: 'newest',
    grep: true,
    run: async (grep) => {
      await pack();
      await must(process.execPath, ['esbuild.mjs', '--tests']);
      const { runUiTests } = await import('./ui-tests.mjs');
      return runUiTests({ release: 'newest', grep });
    },
  },
];

/**
 * @param {Release} release
 * @param {string} [grep]
 */
async function host(release, grep) {
  await must(process.execPath, ['esbuild.mjs', '--tests']);
  const { runHostTests } = await import('./host-tests.mjs');
  return runHostTests({ release, grep });
}

const usage = `npm test -- [--only ${suites.map(({ name }) => name).join(',')}] [--grep PATTERN]`;

/** @returns {{chosen: readonly Suite[], grep: string | undefined}} */
function readArguments() {
  const { only, grep } = parseArgs({
    options: { only: { type: 'string' }, grep: { type: 'string' } },
  }).values;
  const names = only?.split(',');
  const unknown = names?.filter((name) => !suites.some((suite) => suite.name === name)) ?? [];
  if (unknown.length > 0) throw new Error(`There is no suite ${unknown.join(', ')}.`);
  // A pattern is about single tests, which only some suites have.
  const chosen = suites.filter((suite) => names?.includes(suite.name) ?? (!grep || suite.grep));
  return { chosen, grep };
}

/**
 * @param {Suite} suite
 * @param {string | undefined} grep
 * @returns {Promise<Outcome>}
 */
async function runSuite(suite, grep) {
  const started = Date.now();
  /** @type {SuiteResult} */
  let result;
  try {
    if (suite.vscode) await servers.get(suite.vscode);
    result = await suite.run(grep);
  } catch (error) {
    result = failure(suite.says, error instanceof Error ? error.message : String(error));
  }
  if (!grep && result.passed + result.failed === 0) result = failure(suite.says, 'It ran no test.');
  return { result, seconds: ((Date.now() - started) / 1000).toFixed(1) };
}

/**
 * @param {Suite} suite
 * @param {() => Promise<Outcome>} run
 * @returns {Promise<SuiteResult>}
 */
async function reported(suite, run) {
  console.log(`\n=== ${suite.says}`);
  const { result, seconds } = await run();
  const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : '';
  console.log(`--- ${suite.name}: ${result.passed} passed, ${result.failed} failed${skipped} (${seconds} s)`);
  return result;
}

/** @type {Map<Release, Promise<unknown>>} */
const servers = new Map();

/**
 * Has what every suite needs, and begins with the VS Codes: the suites that need none run meanwhile.
 * @param {readonly Suite[]} chosen
 */
async function prepare(chosen) {
  await installDependencies();
  const releases = [...new Set(chosen.flatMap(({ vscode }) => vscode ?? []))];
  await installTools({
    browser: releases.length > 0,
    compiler: !releases.every((release) => isPrepared(release)),
  });
  /** @type {Promise<unknown>} */
  let before = Promise.resolve();
  for (const release of releases) {
    // One after the other, whatever comes of the first; who waits for one hears of its failure.
    before = before.catch(() => undefined).then(() => prepareServer(release));
    before.catch(() => undefined);
    servers.set(release, before);
  }
}

let options;
try {
  options = readArguments();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exit(2);
}
const results = [await checked('set-up', () => prepare(options.chosen))].filter(({ failed }) => failed > 0);
/** @type {Map<Suite, Promise<Outcome>>} */
const begun = new Map();
/** @type {Promise<unknown>} */
let lane = Promise.resolve();
for (const suite of options.chosen.filter(({ beside }) => beside)) {
  const outcome = lane.then(() => runSuite(suite, options.grep));
  begun.set(suite, outcome);
  lane = outcome;
}
for (const suite of options.chosen)
  results.push(await reported(suite, () => begun.get(suite) ?? runSuite(suite, options.grep)));
const { passed, failed, failures } = together(results);
if (failures.length > 0) console.log('\n=== What failed');
for (const { title, details } of failures) console.log(`\n${title}\n${details.replace(/^/gm, '    ')}`);
if (passed + failed === 0) console.log('\nNo test matches.');
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
// Nothing may be printed after the counts, so what is still running is ended here.
process.exit();
