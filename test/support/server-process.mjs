// Runs the VS Code server and says where its workbench is.
// Node built-ins only: used before `npm ci` has run.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { must } from './run.mjs';
import { endWithUs, scratchFolder } from './scratch.mjs';

/**
 * `none`: no network at all, not even loopback. `mute`: whoever asks for the address of a name waits in vain.
 * @typedef {'none' | 'mute'} Network
 */

/**
 * @typedef {object} ServerOptions
 * @property {string} dataFolder extensions, settings and state of this server; made when missing
 * @property {number} [port] default: any free one
 * @property {string} [token] what a browser must show; default: nothing, for tests on loopback
 * @property {boolean} [trust] every folder is trusted without asking; default true
 * @property {Network} [network] default: the machine's own
 * @property {readonly string[]} [leaveOut] folder names of VS Code's own extensions that do not run; default: all run
 * @property {boolean} [testDriver] can run test modules in the extension host, and shows no toasts
 * @property {NodeJS.ProcessEnv} [env] added to the environment of the server and its extension host
 * @property {Record<string, unknown>} [settings] the user's settings
 * @property {readonly string[]} [nodeOptions] switches of Node for the server and its extension host
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
 * @property {string} [workspace] absolute path of a `.code-workspace` file, in place of a folder
 * @property {readonly (readonly [key: string, value: string])[]} [payload] further switches of the workbench
 */

const READY_WITHIN_MS = 180_000;

const WEB_UI = /Web UI available at http:\/\/localhost:\d+/;

/**
 * Settings of a user that keep extension hosts from looking for ports to forward. They read the open files of every process
 * of the machine for that, as often as takes 5 % of a core's time each. `remote.autoForwardPorts` does not stop it in a
 * browser.
 */
export const WITHOUT_PORT_SCAN = { 'remote.autoForwardPortsSource': 'output' };

/** Receives DNS queries and never answers. Ends with the process whose id it gets. */
const muteServer = `
  require('node:dgram').createSocket('udp4').bind(53, '127.0.0.1');
  setInterval(() => process.ppid === Number(process.argv[1]) || process.exit(), 200);`;

/** Shell script. Its arguments: a file to write, Node, the program above, and the command to run. */
const muteScript = `
  printf 'nameserver 127.0.0.1\noptions timeout:30 attempts:5\n' > "$1" || exit
  ip link set lo up && mount --bind "$1" /etc/resolv.conf || exit
  "$2" -e "$3" $$ > /dev/null 2>&1 &
  shift 3
  exec "$@"`;

/**
 * What runs what follows it in a network of that kind: in a namespace of its own, in which nothing is up by itself.
 * @param {Network} network
 * @param {string} node
 * @param {string} folder for what it needs
 * @returns {[command: string, ...args: string[]]}
 */
function within(network, node, folder) {
  /** @type {[string, ...string[]]} */
  const own = ['unshare', '--user', '--map-root-user', '--net'];
  if (network === 'none') return own;
  const file = path.join(folder, 'resolv.conf');
  return [...own, '--mount', 'sh', '-c', muteScript, 'sh', file, node, muteServer];
}

/**
 * @param {Network} network
 * @returns {string | undefined} why a server can't be started in it here, when it can't
 */
export function whyNotIn(network) {
  const [command, ...args] = within(network, process.execPath, scratchFolder('network'));
  const { status, stderr, error } = spawnSync(command, [...args, 'true'], { encoding: 'utf8' });
  return status === 0 ? undefined : stderr || String(error);
}

/**
 * @param {import('./vscode-server.mjs').VSCodeServer} server
 * @param {ServerOptions} options
 * @returns {Promise<RunningServer>} once its workbench can be opened
 */
export async function startServer(server, options) {
  const { dataFolder, port = 0, token, trust = true, network, leaveOut, testDriver = false } = options;
  const { env = {}, settings, nodeOptions = [] } = options;
  const user = path.join(dataFolder, 'data/User');
  mkdirSync(user, { recursive: true });
  if (settings) writeFileSync(path.join(user, 'settings.json'), JSON.stringify(settings));
  // A network namespace is reachable only through a socket file; this process connects the browser to it.
  const socket = network ? path.join(dataFolder, 'server.sock') : undefined;
  const [command = server.node, ...before] = [
    ...(network ? within(network, server.node, dataFolder) : []),
    server.node,
  ];
  const child = spawn(
    command,
    [
      ...before,
      ...nodeOptions,
      server.main,
      ...(socket ? ['--socket-path', socket] : ['--host', '127.0.0.1', '--port', String(port)]),
      ...['--server-data-dir', dataFolder, '--accept-server-license-terms', '--telemetry-level', 'off'],
      // On one machine, compressing what a window and its extension host tell each other only takes time: 0.25 s a window.
      '--disable-websocket-compression',
      ...(token ? ['--connection-token', token] : ['--without-connection-token']),
      ...(trust ? ['--disable-workspace-trust'] : []),
      ...(testDriver ? ['--enable-smoke-test-driver'] : []),
      ...(leaveOut ? ['--builtin-extensions-dir', ownExtensions(server, leaveOut)] : []),
    ],
    // Starts a process group, so that the server's extension hosts end with it.
    { env: hostEnvironment(env), detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const kill = endWithUs(child);
  const ended = new Promise((resolve) => child.once('close', resolve));
  const [listening] = await said(child, socket ? /host agent started/ : WEB_UI, options.onOutput);
  const door = socket ? await openDoor(socket) : undefined;
  const origin = door?.origin ?? listening.replace(/^.* /, '');

  return {
    origin,
    ended,
    address: ({ folder, workspace, payload = [] }) => {
      const url = new URL(origin);
      if (token) url.searchParams.set('tkn', token);
      if (folder) url.searchParams.set('folder', folder);
      else if (workspace) url.searchParams.set('workspace', workspace);
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
      door?.close();
      await ended;
    },
  };
}

/**
 * Makes a folder with links to VS Code's own extensions, without some of them.
 * @param {import('./vscode-server.mjs').VSCodeServer} server
 * @param {readonly string[]} leaveOut
 * @returns {string}
 */
function ownExtensions(server, leaveOut) {
  const all = path.join(path.dirname(server.main), '../extensions');
  const folder = scratchFolder('own-extensions');
  for (const name of readdirSync(all))
    if (!leaveOut.includes(name)) symlinkSync(path.join(all, name), path.join(folder, name));
  return folder;
}

/**
 * Installs a packaged extension for servers with that data folder.
 * @param {import('./vscode-server.mjs').VSCodeServer} server
 * @param {string} dataFolder
 * @param {string} vsix
 */
export async function installExtension(server, dataFolder, vsix) {
  // --force: installs the version even if a newer one is installed.
  const args = [server.main, '--server-data-dir', dataFolder, '--install-extension', vsix, '--force'];
  await must(server.node, args, { env: hostEnvironment({}) });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {RegExp} words
 * @param {((text: string) => void) | undefined} onOutput
 * @returns {Promise<RegExpExecArray>} the words that the server prints when it is up
 */
function said(child, words, onOutput) {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (/** @type {string} */ why) => reject(new Error(`The VS Code server ${why}.\n${output}`));
    const timer = setTimeout(() => fail('did not come up in time'), READY_WITHIN_MS);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        onOutput?.(text);
        output += text;
        const found = words.exec(output);
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
 * Lets a browser in through a socket file.
 * @param {string} socket
 * @returns {Promise<{origin: string, close: () => void}>}
 */
async function openDoor(socket) {
  /** @type {Set<import('node:net').Socket>} */
  const open = new Set();
  const server = createServer((visitor) => {
    const inside = connect(socket);
    const watch = (
      /** @type {import('node:net').Socket} */ end,
      /** @type {import('node:net').Socket} */ other,
    ) => {
      open.add(end);
      end.on('error', () => undefined);
      // If one end breaks, closes the other after it has sent its data. Otherwise the other end would wait
      // forever.
      end.on('close', () => open.delete(end) && other.destroySoon());
    };
    watch(visitor, inside);
    watch(inside, visitor);
    visitor.pipe(inside).pipe(visitor);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://localhost:${port}`,
    close: () => {
      server.close();
      for (const end of open) end.destroy();
    },
  };
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
