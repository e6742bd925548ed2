// Runs test/ui: Playwright on the packaged extension in the VS Code server.
// `node test/support/ui-tests.mjs [--vscode oldest|newest] [--file NAME] [--grep PATTERN]`, after `npm run package`.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runMocha } from './mocha.mjs';
import { inProject, packageFile } from './project.mjs';
import { scratchFolder } from './scratch.mjs';
import { installExtension } from './server-process.mjs';
import { prepareServer, releaseNamed } from './vscode-server.mjs';

/** @typedef {import('./vscode-server.mjs').Release} Release */

/** @type {Map<Release, Promise<string>>} */
const installed = new Map();

/**
 * Installs the package once in this process. Installing takes seconds, so every VS Code of a test gets a copy of the result.
 * @param {Release} release
 * @returns {Promise<string>} the folder with the installed extension
 */
function installedPackage(release) {
  const made = installed.get(release) ?? install();
  installed.set(release, made);
  return made;

  async function install() {
    if (!existsSync(packageFile))
      throw new Error('There is no daily-papers.vsix; run `npm run package` first.');
    const folder = scratchFolder('installed');
    await installExtension(await prepareServer(release), folder, packageFile);
    return path.join(folder, 'extensions');
  }
}

/**
 * Runs files of UI tests in one process.
 * @param {string} name for messages
 * @param {readonly string[]} files
 * @param {{release: Release, grep?: string | undefined, say?: (text: string) => void}} options
 * @returns {Promise<import('./reporter.mjs').SuiteResult>}
 */
export async function runUiFiles(name, files, { release, grep, say }) {
  const env = {
    DAILY_PAPERS_VSCODE: release,
    DAILY_PAPERS_INSTALLED: await installedPackage(release),
  };
  // A test that takes 20 s takes minutes if other programs keep the machine busy.
  return runMocha(name, files, { env, grep, timeout: 480, ...(say && { say }) });
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      vscode: { type: 'string', default: 'newest' },
      file: { type: 'string', default: '**/*.test' },
      grep: { type: 'string' },
    },
  });
  const release = releaseNamed(values.vscode);
  const { version } = await prepareServer(release);
  console.log(`UI tests run on VS Code ${version}, its server in a headless browser.`);
  const { passed, failed } = await runUiFiles('UI', [inProject(`out/test/ui/${values.file}.js`)], {
    release,
    grep: values.grep,
    say: (text) => process.stdout.write(text),
  });
  console.log(`\nUI tests: ${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}
