#!/usr/bin/env node
// Replaces the desktop's executable where desktop VS Code is not available: takes the flags that runTests of
// @vscode/test-electron passes, opens the VS Code server in a headless browser, prints the extension host's
// console and exits with the code of the tests module.
import path from 'node:path';
import { launchBrowser } from './browser.mjs';
import { scratchFolder } from './scratch.mjs';
import { startServer, WITHOUT_PORT_SCAN } from './server-process.mjs';
import { prepareServer, releaseNamed } from './vscode-server.mjs';

// Prefix of the lines of test/host/index.ts.
const MARK = '[tests] ';
// The longest window takes 78 s alone. Beside other programs, it took ten times as long.
const WINDOW_WITHIN_MS = 30 * 60_000;

/** Keeps the AI pane and the welcome page closed, which no test uses. With the AI pane open, host tests take 18 % more processor time. */
const QUIET_SETTINGS = {
  ...WITHOUT_PORT_SCAN,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
};

/**
 * @param {readonly string[]} args as runTests passes them
 * @returns {Promise<number>} the code that the tests ended with
 */
async function main(args) {
  const flag = (/** @type {string} */ name) =>
    args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => arg.slice(name.length + 3));
  const development = flag('extensionDevelopmentPath');
  const tests = flag('extensionTestsPath')[0];
  if (development.length === 0 || !tests) {
    throw new Error('Needs --extensionDevelopmentPath=FOLDER and --extensionTestsPath=FILE.');
  }
  // As on the desktop's command line, an argument that is not a flag is the folder to open.
  const folder = args.find((arg) => !arg.startsWith('-'));

  const server = await prepareServer(releaseNamed(process.env['DAILY_PAPERS_VSCODE'] ?? 'newest'));
  const running = await startServer(server, {
    dataFolder: scratchFolder('host'),
    trust: args.includes('--disable-workspace-trust'),
    testDriver: true,
    settings: QUIET_SETTINGS,
    ...(process.env['DAILY_PAPERS_TRACE'] && { onOutput: (text) => process.stderr.write(text) }),
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const exited = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The tests did not end in time.')), WINDOW_WITHIN_MS);
      page.on('crash', () => reject(new Error('The browser that showed VS Code crashed.')));
      // The workbench calls functions with these two names.
      void page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => {
        clearTimeout(timer);
        resolve(code);
      });
      void page.exposeFunction(
        'codeAutomationLog',
        (/** @type {string} */ type, /** @type {unknown[]} */ values) => show(type, values),
      );
    });
    // The remote's authority is the address of the page's request. Without it, these paths would be the
    // browser's own.
    const remote = (/** @type {string} */ file) =>
      `vscode-remote://${new URL(running.origin).host}${path.resolve(file)}`;
    const address = running.address({
      ...(folder && { folder: path.resolve(folder) }),
      payload: [
        ...development.map((file) => /** @type {const} */ (['extensionDevelopmentPath', remote(file)])),
        ['extensionTestsPath', remote(tests)],
      ],
    });
    // Playwright's own limit of 30 s is too short for a busy machine.
    const opened = page.goto(address, { timeout: WINDOW_WITHIN_MS });
    // The first result decides, because a browser that crashed may never finish loading.
    await Promise.race([opened, exited]);
    return Number(await exited);
  } finally {
    await browser.close();
    await running.stop();
  }
}

/**
 * Shows what the tests print. The console carries the workbench's own remarks too (no account, no gallery):
 * those are for whoever asks for them.
 * @param {string} type
 * @param {readonly unknown[]} values
 */
function show(type, values) {
  const text = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ');
  if (text.startsWith(MARK)) process.stdout.write(`${text.slice(MARK.length)}\n`);
  else if (process.env['DAILY_PAPERS_TRACE']) process.stderr.write(`[${type}] ${text}\n`);
}

process.exit(await main(process.argv.slice(2)));
