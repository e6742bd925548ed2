// Runs test/host inside the extension host of a real VS Code: the desktop where it can be downloaded, else the
// VS Code server.
// `node test/support/host-tests.mjs [--vscode oldest|newest] [--grep PATTERN] [--window NAME] [--results FILE]`
//
// A folder below test/host is a window of its own, the files beside them a window too; each costs a start of VS Code,
// so tests share one where they can. A window has a workspace folder, made for the run, unless its name begins with
// `no-folder`: a copy of the folder `workspace` beside its tests where there is one, else empty. The files of a window
// run in the order of their names.
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { NO_SERVICES } from './no-services.mjs';
import { inProject, root } from './project.mjs';
import { failure, readResults, together } from './results.mjs';
import { scratchFolder } from './scratch.mjs';
import { vscodeExecutable } from './vscode-executable.mjs';
import { releaseNamed } from './vscode-server.mjs';

/** @typedef {import('./reporter.mjs').SuiteResult} SuiteResult */

const built = inProject('out/test/host');

/** The window of the files in test/host itself. */
const MAIN = 'main';

/**
 * @param {{release: import('./vscode-server.mjs').Release, grep?: string | undefined, window?: string | undefined}} options
 * @returns {Promise<SuiteResult>} over all windows
 */
async function runHostTests({ release, grep, window }) {
  const executable = await vscodeExecutable(release);
  /** @type {SuiteResult[]} */
  const results = [];
  for (const name of windows()) {
    if (!window || window === name) results.push(await runWindow(name, executable, release, grep));
  }
  return together(results);
}

/**
 * @param {string} name
 * @param {string} executable
 * @param {import('./vscode-server.mjs').Release} release
 * @param {string | undefined} grep
 * @returns {Promise<SuiteResult>}
 */
async function runWindow(name, executable, release, grep) {
  console.log(`\nHost tests, window "${name}"`);
  const results = path.join(scratchFolder('results'), 'results.json');
  const folder = path.join(scratchFolder('workspace'), 'workspace');
  mkdirSync(folder);
  const content = inProject('test/host', name === MAIN ? '' : name, 'workspace');
  if (existsSync(content)) cpSync(content, folder, { recursive: true });
  let why = '';
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(built, 'index.js'),
      launchArgs: name.startsWith('no-folder') ? [] : [folder],
      extensionTestsEnv: {
        ...NO_SERVICES,
        DAILY_PAPERS_RESULTS: results,
        DAILY_PAPERS_WINDOW: name,
        DAILY_PAPERS_VSCODE: release,
        ...(grep && { DAILY_PAPERS_GREP: grep }),
      },
    });
  } catch (error) {
    why = String(error);
  }
  const title = `window "${name}" of the host tests`;
  const result = readResults(results);
  if (!result) return failure(title, why || 'It left no results.');
  if (why && result.failed === 0) return failure(title, why);
  if (!grep && result.passed + result.failed === 0) return failure(title, 'It ran no test.');
  return result;
}

/** @returns {string[]} */
function windows() {
  const entries = readdirSync(built, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return [...(entries.some((entry) => entry.name.endsWith('.test.js')) ? [MAIN] : []), ...folders.sort()];
}

const { values } = parseArgs({
  options: {
    vscode: { type: 'string', default: 'newest' },
    grep: { type: 'string' },
    window: { type: 'string' },
    results: { type: 'string' },
  },
});
const result = await runHostTests({
  release: releaseNamed(values.vscode),
  grep: values.grep,
  window: values.window,
});
if (values.results) writeFileSync(values.results, JSON.stringify(result));
console.log(`\nHost tests: ${result.passed} passed, ${result.failed} failed`);
process.exit(result.failed > 0 || result.passed === 0 ? 1 : 0);
