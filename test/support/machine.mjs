// What the project needs on a machine besides Node: its dependencies, git, a browser. Node built-ins only: used
// before `npm ci` has run.
import { existsSync, lstatSync } from 'node:fs';
import { findBrowser } from './browser.mjs';
import { inProject, readJson } from './project.mjs';
import { must, run } from './run.mjs';

/** @typedef {{version?: string, optional?: boolean, devOptional?: boolean, link?: boolean}} Locked */

/**
 * Runs `npm ci` when what is installed is not what the lock file says.
 * @param {(line: string) => void} [say]
 */
export async function installDependencies(say = console.log) {
  if (dependenciesInstalled()) return;
  if (lstatSync(inProject('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Error(
      'node_modules is a link to another checkout, and not what the lock file says: run npm ci there.',
    );
  }
  say('Installing the dependencies (npm ci).');
  await must('npm', ['ci', '--no-audit', '--no-fund']);
}

/** @returns {boolean} whether node_modules holds the versions of package-lock.json */
export function dependenciesInstalled() {
  const record = inProject('node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  /** @type {Record<string, Locked>} */
  const wanted = readJson(inProject('package-lock.json')).packages;
  /** @type {Record<string, Locked>} */
  const present = readJson(record).packages;
  // Absent optional packages are for other systems and processors.
  return Object.entries(wanted).every(
    ([name, { version, optional, devOptional }]) =>
      name === '' || present[name]?.version === version || (!present[name] && (optional ?? devOptional)),
  );
}

/** @typedef {{browser: boolean}} ToolNeeds */

/**
 * The Debian package of the browser. Its download is smaller than Chromium's, and it takes less processor
 * time.
 */
const BROWSER = 'chromium-headless-shell';

/**
 * @param {ToolNeeds} needs
 * @returns {Promise<readonly string[]>} the Debian packages of the programs that are missing
 */
export async function missingTools({ browser }) {
  const missing = [];
  if (!(await answers('git'))) missing.push('git');
  if (browser && !findBrowser()) missing.push(BROWSER);
  return missing;
}

/**
 * Installs the programs that are missing: by apt-get as root, else it throws an error that says what to install.
 * @param {ToolNeeds} needs
 * @param {(line: string) => void} [say]
 */
export async function installTools(needs, say = console.log) {
  const lacking = await missingTools(needs);
  if (lacking.length === 0) return;
  if (process.getuid?.() !== 0 || !(await answers('apt-get'))) {
    const names = (await knownToApt(lacking)).join(' ');
    throw new Error(`This needs ${names}. On Debian or Ubuntu: sudo apt-get install ${names}`);
  }
  await must('apt-get', ['update']);
  const names = await knownToApt(lacking);
  say(`Installing ${names.join(' ')} (apt-get).`);
  await aptInstall(names, say);
}

/** apt-get's message, in English, when an earlier install was killed or the machine lost its power. */
const INTERRUPTED = 'dpkg was interrupted';

/**
 * Installs Debian packages. If apt-get refuses because an earlier install did not end, it completes that one first, as
 * apt-get's message advises, and tries once more.
 * @param {readonly string[]} names
 * @param {(line: string) => void} say
 * @returns {Promise<void>} rejects with the output of a command that failed
 */
export async function aptInstall(names, say) {
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }, completes: true };
  const install = () => must('apt-get', ['install', '-y', '--no-install-recommends', ...names], options);
  try {
    await install();
  } catch (error) {
    if (!String(error).includes(INTERRUPTED)) throw error;
    say('Completing an install that was interrupted (dpkg --configure -a).');
    await must('dpkg', ['--configure', '-a'], options);
    await install();
  }
}

/**
 * @param {readonly string[]} names Debian packages
 * @returns {Promise<readonly string[]>} the same, with Chromium where apt does not know the headless shell
 */
async function knownToApt(names) {
  if (!names.includes(BROWSER) || (await run('apt-cache', ['show', BROWSER])).code === 0) return names;
  return names.map((name) => (name === BROWSER ? 'chromium' : name));
}

/** @param {string} program */
const answers = async (program) => (await run(program, ['--version'])).code === 0;
