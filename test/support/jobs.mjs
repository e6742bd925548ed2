// What `npm test` consists of: the suites, and the jobs that each is split into so that they can run side by side.
// Node built-ins only until the dependencies are installed, hence the late imports.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { dependenciesInstalled, installDependencies, installTools, missingTools } from './machine.mjs';
import { inProject } from './project.mjs';
import { checked, failure, readResults } from './results.mjs';
import { must, run } from './run.mjs';
import { scratchFolder } from './scratch.mjs';
import { measured } from './times.mjs';
import { isPrepared, prepareServer } from './vscode-server.mjs';

/** @typedef {import('./reporter.mjs').SuiteResult} SuiteResult */
/** @typedef {import('./vscode-server.mjs').Release} Release */
/** @typedef {'format' | 'lint' | 'types' | 'unit' | 'package' | 'host' | 'floor' | 'ui'} SuiteName */
/** @typedef {(say: (text: string) => void) => Promise<SuiteResult | undefined>} Work what it says is printed */
/** @typedef {import('./lanes.mjs').Job & {suite?: SuiteName, run: Work}} TestJob a job without a suite prepares for others */

/** Each suite with the heading that is printed. */
export const suites = /** @type {const} */ ({
  format: 'formatting (oxfmt)',
  lint: 'lint (ESLint)',
  types: 'types (TypeScript)',
  unit: 'unit tests, in Node',
  package: 'the package',
  host: 'host tests, inside the extension host',
  floor: 'host tests on the oldest VS Code',
  ui: 'UI tests, on the package',
});

/** Suites with single tests, which a pattern can choose from. */
export const withTests = /** @type {readonly SuiteName[]} */ (['unit', 'host', 'floor', 'ui']);

/** Number of processes for the unit tests: enough to fill the gap beside the windows one after the other. */
const UNIT_PARTS = 6;

/**
 * Share of a core for a job of each kind. Two windows and one part of the unit tests then share two cores; two
 * windows alone leave 10 to 20 % of the time unused. A check counts as much as a window, because a check of 1
 * core would start only after the last window. With three windows, a machine of half the speed has 9 to 20
 * threads that wait for a core, so that every step of a test waits for seconds. An install mostly waits for the
 * network and the disk: it used 15 s of processor time in 90 s.
 */
const CORES = { install: 0.2, build: 0.6, check: 0.8, unit: 0.4, window: 0.8 };

// Names of the preparing jobs.
const NPM_CI = 'npm ci';
const TOOLS = 'install programs';
const PACKAGE = 'build the package';
const BUILD = 'build the tests';
/** @type {Record<Release, string>} */
const SERVERS = { newest: 'VS Code server, newest', oldest: 'VS Code server, oldest' };

/**
 * @param {readonly SuiteName[]} chosen
 * @param {string} [grep]
 * @returns {Promise<readonly TestJob[]>} the jobs of the suites, and those that prepare for them
 */
export async function jobsFor(chosen, grep) {
  return [...(await preparations(chosen)), ...chosen.flatMap((suite) => makers[suite](grep))];
}

/**
 * @param {readonly SuiteName[]} chosen
 * @returns {Promise<readonly TestJob[]>} what is missing on this machine, and the builds
 */
async function preparations(chosen) {
  const any = (/** @type {SuiteName[]} */ ...names) => names.some((name) => chosen.includes(name));
  /** @type {TestJob[]} */
  const jobs = [];
  /**
   * @param {string} name
   * @param {readonly string[]} after
   * @param {number} cores
   * @param {(say: (line: string) => void) => Promise<unknown>} work
   */
  const add = (name, after, cores, work) =>
    jobs.push({
      ...{ name, after, cores, seconds: measured.jobs[name] ?? 15 },
      run: async (say) => void (await work((line) => say(`${line}\n`))),
    });

  if (!dependenciesInstalled()) add(NPM_CI, [], CORES.install, installDependencies);
  const releases = /** @type {Release[]} */ ([
    ...(any('host', 'ui') ? ['newest'] : []),
    ...(any('floor') ? ['oldest'] : []),
  ]).filter((release) => !isPrepared(release));
  const tools = { browser: any('host', 'floor', 'ui') };
  if (any(...withTests) && (await missingTools(tools)).length > 0)
    add(TOOLS, [], CORES.install, (say) => installTools(tools, say));
  // After the dependencies, for which every check waits: in parallel, the three installs slow each other
  // down.
  for (const release of releases)
    add(SERVERS[release], [NPM_CI, TOOLS], CORES.install, (say) => prepareServer(release, say));
  // Both builds write dist/. The second one, which host and unit tests read, remains.
  if (any('package', 'ui'))
    add(PACKAGE, [NPM_CI], CORES.build, () => must('npm', ['run', '--silent', 'package']));
  if (any(...withTests))
    add(BUILD, [NPM_CI, PACKAGE], CORES.build, () => must(process.execPath, ['esbuild.mjs', '--tests']));
  return jobs;
}

/** @typedef {(grep?: string) => readonly TestJob[]} Maker */

/** @type {Record<SuiteName, Maker>} */
const makers = {
  format: () => [script('format', 'check:format')],
  lint: () => [script('lint', 'lint')],
  types: () => [script('types', 'types')],
  unit: unitJobs,
  package: () => [
    {
      ...timed('package', 'package', CORES.check),
      after: [PACKAGE],
      run: async (say) => (await import('./package-check.mjs')).checkPackage(say),
    },
  ],
  host: (grep) => hostJobs('host', 'newest', grep),
  floor: (grep) => hostJobs('floor', 'oldest', grep),
  ui: uiJobs,
};

/**
 * @param {string} name
 * @param {SuiteName} suite
 * @param {number} cores
 * @param {number} [seconds] the time of a job that was never measured
 */
const timed = (name, suite, cores, seconds = 20) => ({
  ...{ name, suite, cores },
  seconds: measured.jobs[name] ?? seconds,
});

/**
 * @param {SuiteName} suite
 * @param {string} script of package.json, which fails when something is wrong
 * @returns {TestJob}
 */
const script = (suite, script) => ({
  ...timed(suite, suite, CORES.check),
  after: [NPM_CI],
  run: () => checked(`npm run ${script}`, () => must('npm', ['run', '--silent', script])),
});

/** @type {Maker} */
function unitJobs(grep) {
  const files = testFiles('test/unit').map((file) => ({ file, seconds: measured.files[file] ?? 1 }));
  // Longest first, each to the part that is shortest so far.
  const parts = Array.from({ length: grep ? 1 : UNIT_PARTS }, () => ({
    seconds: 2,
    files: /** @type {string[]} */ ([]),
  }));
  for (const { file, seconds } of files.sort((a, b) => b.seconds - a.seconds)) {
    const part = parts.reduce((least, one) => (one.seconds < least.seconds ? one : least));
    part.files.push(file);
    part.seconds += seconds;
  }
  return parts.map((part, index) => ({
    ...{ name: `unit ${index + 1}`, suite: 'unit', cores: CORES.unit, seconds: part.seconds, fills: true },
    after: [TOOLS, BUILD],
    run: async (say) => {
      const { runMocha } = await import('./mocha.mjs');
      return runMocha(`unit ${index + 1}`, part.files.map(built), { reporter: 'dot', grep, say });
    },
  }));
}

/**
 * A job for each window.
 * @param {'host' | 'floor'} suite
 * @param {Release} release
 * @param {string | undefined} grep
 * @returns {readonly TestJob[]}
 */
function hostJobs(suite, release, grep) {
  const windows = [
    ...new Set(testFiles('test/host').map((file) => path.dirname(path.relative('test/host', file)))),
  ];
  return windows.map((folder) => {
    const window = folder === '.' ? 'main' : folder;
    return {
      ...timed(`${suite} ${window}`, suite, CORES.window),
      after: [TOOLS, BUILD, SERVERS[release]],
      run: async (say) => {
        const results = path.join(scratchFolder('results'), 'results.json');
        const { code, output } = await run(
          process.execPath,
          [
            ...[inProject('test/support/host-tests.mjs'), '--vscode', release, '--window', window],
            ...['--results', results, ...(grep ? ['--grep', grep] : [])],
          ],
          { onOutput: say },
        );
        return readResults(results) ?? failure(`${suite}, window "${window}"`, `code ${code}\n${output}`);
      },
    };
  });
}

/**
 * A job for each file. With a pattern, which matches little, all share one.
 * @type {Maker}
 */
function uiJobs(grep) {
  const files = testFiles('test/ui');
  return (grep ? [files] : files.map((file) => [file])).map((part) => {
    const name = grep ? 'ui' : `ui ${path.basename(part[0] ?? '', '.test.ts')}`;
    return {
      ...timed(name, 'ui', CORES.window),
      after: [TOOLS, BUILD, PACKAGE, SERVERS.newest],
      run: async (say) => {
        const { runUiFiles } = await import('./ui-tests.mjs');
        return runUiFiles(name, part.map(built), { release: 'newest', grep, say });
      },
    };
  });
}

/**
 * @param {string} folder
 * @returns {string[]} the sources of the tests below it, as paths in the project
 */
const testFiles = (folder) =>
  readdirSync(inProject(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.posix.join(folder, ...name.split(path.sep)))
    .sort();

/** @param {string} source */
const built = (source) => inProject('out', source.replace(/\.ts$/, '.js'));
