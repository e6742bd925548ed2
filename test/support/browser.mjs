// The browser that shows the VS Code server's workbench to tests.
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The headless shell comes first: it has no interface of its own, so a window takes 10 % less processor time. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Chromium's arguments: it runs as root in a container, without a graphics card, and connects to no services
 * of its own.
 */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Otherwise V8 parses functions of the workbench again for the stack traces that VS Code records. Opening a window takes
  // 2.6 s of the page's processor time instead of 3.2 s.
  '--js-flags=--no-enable-lazy-source-positions',
];

/** Maximum time for the start of the browser, in ms. Playwright's own limit of 30 s is too short for a busy machine. */
const LAUNCH_WITHIN_MS = 180_000;

/** @returns {string | undefined} path of the browser: CHROMIUM if set, else an installed Chromium, Chrome or Edge */
export function findBrowser() {
  const named = process.env['CHROMIUM'];
  if (named) return named;
  return [...onPath(names), ...elsewhere].find((file) => existsSync(file));
}

/**
 * @param {readonly string[]} programs
 * @returns {string[]} where on the PATH they would be, the first program's places first
 */
function onPath(programs) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  return programs.flatMap((program) => folders.map((folder) => path.join(folder, program)));
}

/**
 * @returns {Promise<import('playwright-core').Browser>} a headless browser
 */
export async function launchBrowser() {
  const executablePath = findBrowser();
  if (!executablePath)
    throw new Error('No Chromium, Chrome or Edge was found; install one, or set CHROMIUM to its path.');
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath, args: browserArguments, timeout: LAUNCH_WITHIN_MS });
}
