// Runs the VS Code server and says where its workbench is.
// Node built-ins only: used before `npm ci` has run.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from './run.mjs';
import { endWithUs } from './scratch.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {string} dataFolder extensions, settings and state of this server; made when missing
 * @property {number} [port] default: any free one
 * @property {string} [token] what a browser must show; default: nothing, for tests on loopback
 * @property {boolean} [trust] every folder is trusted without asking; default true
 * @property {boolean} [testDriver] can run test modules in the extension host, and shows no toasts
 * @property {NodeJS.ProcessEnv} [env] added to the environment of the server and its extension host
 * @property {Record<string, unknown>} [settings] the user's settings
 * @property {(text: string) => void} [onOutput]
 */

/**
 * @typedef {object} RunningServer
 * @property {string} origin `http://localhost:PORT`; a webview works on `localhost` only
 * @property {(query: WindowQuery) => string} address of a window
 * @property {Promise<unknown>} ended settled when it has ended, in whatever way
 * @property {() => Promise<void>} stop
 */

/**
 * @typedef {object} WindowQuery
 * @property {string} [folder] absolute path; without one the window has no folder
 * @property {readonly (readonly [key: string, value: string])[]} [payload] further switches of the workbench
 */

const READY_WITHIN_MS = 60_000;

/**
 * @param {import('./vscode-server.mjs').VSCodeServer} server
 * @param {ServerOptions} options
 * @returns {Promise<RunningServer>} once its workbench can be opened
 */
export async function startServer(server, options) {
  const { dataFolder, port = 0, token, trust = true, testDriver = false, env = {}, settings } = options;
  const user = path.join(dataFolder, 'data/User');
  mkdirSync(user, { recursive: true });
  if (settings) writeFileSync(path.join(user, 'settings.json'), JSON.stringify(settings));
  const child = spawn(
    server.node,
    [
      server.main,
      ...['--host', '127.0.0.1', '--port', String(port)],
      ...['--server-data-dir', dataFolder, '--accept-server-license-terms', '--telemetry-level', 'off'],
      ...(token ? ['--connection-token', token] : ['--without-connection-token']),
      ...(trust ? ['--disable-workspace-trust'] : []),
      ...(testDriver ? ['--enable-smoke-test-driver'] : []),
    ],
    // A group of its own: the extension hosts that it starts end with it.
    { env: hostEnvironment(env), detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const kill = endWithUs(child);
  const ended = new Promise((resolve) => child.once('close', resolve));
  const origin = await address(child, options.onOutput);

  return {
    origin,
    ended,
    address: ({ folder, payload = [] }) => {
      const url = new URL(origin);
      if (token) url.searchParams.set('tkn', token);
      if (folder) url.searchParams.set('folder', folder);
      else url.searchParams.set('ew', 'true');
      const quiet = [
        ['skipWelcome', 'true'],
        ['skipReleaseNotes', 'true'],
      ];
      url.searchParams.set('payload', JSON.stringify([...quiet, ...payload]));
      return url.href;
    },
    stop: async () => {
      kill();
      await ended;
    },
  };
}

/**
 * Installs a packaged extension for servers with that data folder.
 * @param {import('./vscode-server.mjs').VSCodeServer} server
 * @param {string} dataFolder
 * @param {string} vsix
 */
export async function installExtension(server, dataFolder, vsix) {
  const args = [server.main, '--server-data-dir', dataFolder, '--install-extension', vsix];
  await must(server.node, args, { env: hostEnvironment({}) });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {((text: string) => void) | undefined} onOutput
 * @returns {Promise<string>} the origin that the server prints when it is up
 */
function address(child, onOutput) {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (/** @type {string} */ why) => reject(new Error(`The VS Code server ${why}.\n${output}`));
    const timer = setTimeout(() => fail('did not come up in time'), READY_WITHIN_MS);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        onOutput?.(text);
        output += text;
        const found = /Web UI available at (http:\/\/localhost:\d+)/.exec(output)?.[1];
        if (!found) return;
        clearTimeout(timer);
        output = '';
        resolve(found);
      });
    }
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('close', (code) => {
      clearTimeout(timer);
      fail(`ended with code ${code}`);
    });
  });
}

/**
 * The environment without what a surrounding VS Code or npm puts there for its own children. VSCODE_CLI says that
 * it is a terminal's, so that VS Code does not add a login shell's over what a test asked for.
 * @param {NodeJS.ProcessEnv} extra
 * @returns {NodeJS.ProcessEnv}
 */
function hostEnvironment(extra) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|npm_|ELECTRON_|NODE_OPTIONS$)/.test(name),
  );
  return { ...Object.fromEntries(kept), VSCODE_CLI: '1', ...extra };
}
