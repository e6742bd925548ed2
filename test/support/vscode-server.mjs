// Prepares a real VS Code that needs no desktop: its server, from the npm package code-server, on a Node of
// its own. About 30 s and 800 MB, once; nothing is compiled. Kept under .vscode-test/, or in the folder that
// DAILY_PAPERS_VSCODE_CACHE names, which several checkouts can share.
// Node built-ins only: used before `npm ci` has run.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { inProject, readJson } from './project.mjs';
import { must } from './run.mjs';

/** The versions of VS Code for tests: the newest one, and the oldest at or above `engines.vscode`. */
const releases = {
  newest: { codeServer: '4.139.1', node: '24' },
  oldest: { codeServer: '4.103.2', node: '22' },
};

/** @typedef {keyof typeof releases} Release */
/** @typedef {{release: Release, version: string, folder: string, node: string, main: string}} VSCodeServer */

// Raise this when the steps below or server-log.mjs change, so that caches made by other steps are rebuilt.
const recipe = 3;

/**
 * @param {string} name
 * @returns {Release}
 */
export function releaseNamed(name) {
  if (name === 'newest' || name === 'oldest') return name;
  throw new Error(`--vscode takes "newest" or "oldest", not "${name}".`);
}

/**
 * Installs the server unless a complete one is there.
 * @param {Release} [release]
 * @param {(line: string) => void} [say]
 * @returns {Promise<VSCodeServer>}
 */
export async function prepareServer(release = 'newest', say = console.log) {
  const { codeServer } = releases[release];
  const folder = serverFolder(release);
  const cache = path.dirname(folder);
  const found = complete(release, folder);
  if (found) return found;
  if (process.platform === 'win32') {
    throw new Error(
      'The VS Code server that the tests use needs Linux or macOS; on Windows run them in WSL.',
    );
  }

  mkdirSync(cache, { recursive: true });
  sweep(cache);
  // Made in a temporary place and moved at the end, so that parallel runs never see an incomplete server.
  const making = `${folder}.making-${process.pid}`;
  const started = Date.now();
  say(`Preparing the VS Code server (code-server ${codeServer}) in ${folder}; about half a minute, once.`);
  try {
    await install(making, release);
    writeFileSync(path.join(making, 'complete.json'), JSON.stringify({ recipe, codeServer }));
    // Another run may have completed one meanwhile, and be using it.
    if (!complete(release, folder)) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(making, folder);
    }
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  say(`The VS Code server is ready after ${Math.round((Date.now() - started) / 1000)} s.`);
  const server = complete(release, folder);
  if (!server) throw new Error(`The VS Code server in ${folder} is incomplete right after its install.`);
  return server;
}

/**
 * @param {Release} release
 * @returns {boolean} whether that server needs no more preparing
 */
export const isPrepared = (release) => complete(release, serverFolder(release)) !== undefined;

/**
 * @param {Release} release
 * @returns {string} where the server is, or will be
 */
export const serverFolder = (release) =>
  path.join(
    // An empty value counts as unset: it would name the current folder.
    process.env['DAILY_PAPERS_VSCODE_CACHE'] || inProject('.vscode-test'),
    `server-${releases[release].codeServer}`,
  );

/**
 * @param {Release} release
 * @param {string} folder
 * @returns {VSCodeServer | undefined} the server in that folder, when its install came to its end
 */
function complete(release, folder) {
  const stamp = path.join(folder, 'complete.json');
  const server = path.join(folder, 'node_modules/code-server/lib/vscode');
  const main = path.join(server, 'out/server-main.js');
  const node = path.join(nodeFolder(folder), 'bin/node');
  if (![stamp, main, node].every((file) => existsSync(file))) return undefined;
  if (readJson(stamp).recipe !== recipe) return undefined;
  return { release, version: readJson(path.join(server, 'product.json')).version, folder, node, main };
}

/**
 * @param {string} folder
 * @param {Release} release
 */
async function install(folder, release) {
  const { codeServer, node } = releases[release];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Without its own package.json, npm would install into the project above.
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true }));
  const packages = [`${nodePackage()}@${node}`, `code-server@${codeServer}`];
  // --force: code-server requires a Node version that this process may not be. Its install scripts need a
  // compiler and downloads for parts that are not used: without its native watchdog, an extension host looks every
  // second whether the server still runs, and the terminal of the newest version is not compiled here.
  await npm(['install', '--no-save', '--ignore-scripts', '--force', ...packages], folder);
  const server = path.join(folder, 'node_modules/code-server/lib/vscode');
  await npm(['install', '--omit=dev', '--ignore-scripts'], server);
  writeLogModule(path.join(server, 'node_modules/@vscode/spdlog'));
  symlinkSync('node_modules', path.join(server, 'node_modules.asar'));
  await must(path.join(nodeFolder(folder), 'bin/node'), [
    path.join(server, 'out/server-main.js'),
    '--version',
  ]);
}

/**
 * Replaces the native module by which the server writes its log files, which UI tests read.
 * @param {string} folder of the module
 */
function writeLogModule(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const main = 'index.mjs';
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: '@vscode/spdlog', main }));
  copyFileSync(inProject('test/support/server-log.mjs'), path.join(folder, main));
}

/**
 * @param {string[]} args
 * @param {string} cwd
 */
const npm = (args, cwd) => must('npm', [...args, '--no-audit', '--no-fund'], { cwd });

/** @returns {string} the npm package that carries a Node for this machine */
const nodePackage = () => `node-${process.platform}-${process.arch}`;

/** @param {string} folder */
const nodeFolder = (folder) => path.join(folder, 'node_modules', nodePackage());

/**
 * Removes what an install that was killed left behind.
 * @param {string} cache
 */
function sweep(cache) {
  for (const name of readdirSync(cache)) {
    const owner = /\.making-(\d+)$/.exec(name)?.[1];
    if (owner && !alive(Number(owner))) rmSync(path.join(cache, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
