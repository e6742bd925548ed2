// Runs test/ui: playwright on the packaged extension in the VS Code server.
// `node test/support/ui-tests.mjs [--vscode oldest|newest] [--grep PATTERN]`, after `npm run package`.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runMocha } from './mocha.mjs';
import { inProject, packageFile } from './project.mjs';
import { prepareServer, releaseNamed } from './vscode-server.mjs';

/**
 * @param {{release: import('./vscode-server.mjs').Release, grep?: string | undefined}} options
 * @returns {Promise<import('./reporter.mjs').SuiteResult>}
 */
export async function runUiTests({ release, grep }) {
  if (!existsSync(packageFile))
    throw new Error('There is no daily-papers.vsix; run `npm run package` first.');
  const server = await prepareServer(release);
  console.log(`UI tests run on VS Code ${server.version}, its server in a headless browser.`);
  return runMocha(
    'UI',
    [
      // --exit: a test that failed half-way leaves a server and a browser, which must not keep the run alive.
      // --retries: VS Code in a browser loses a key or a toast now and then; the second try is told, and counts.
      ...['--no-config', '--ui', 'bdd', '--timeout', '120000', '--exit', '--retries', '1'],
      inProject('out/test/ui/**/*.test.js'),
    ],
    { env: { DAILY_PAPERS_VSCODE: release }, grep },
  );
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: { vscode: { type: 'string', default: 'newest' }, grep: { type: 'string' } },
  });
  const { passed, failed } = await runUiTests({ release: releaseNamed(values.vscode), grep: values.grep });
  console.log(`\nUI tests: ${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}
