// `npm start`: opens a real VS Code on the extension, with a profile and a workspace folder of its own, so that
// nobody's VS Code is touched. `npm start -- [--host code|desktop|server] [--port N] [--no-open]`
// Node built-ins only until the dependencies are installed, hence the late imports.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installDependencies, installTools } from './machine.mjs';
import { packageFile, root } from './project.mjs';
import { commandLine, must, run } from './run.mjs';
import { endWithUs, scratchFolder } from './scratch.mjs';
import { installExtension, startServer } from './server-process.mjs';
import { prepareServer } from './vscode-server.mjs';

const usage = 'npm start -- [--host code|desktop|server] [--port N] [--no-open]';

/** @typedef {'code' | 'desktop' | 'server'} Host */

/** @returns {{host: Host | undefined, port: number, open: boolean}} */
function readArguments() {
  const { values } = parseArgs({
    options: {
      host: { type: 'string' },
      port: { type: 'string', default: '0' },
      'no-open': { type: 'boolean', default: false },
    },
  });
  const { host } = values;
  if (host !== undefined && host !== 'code' && host !== 'desktop' && host !== 'server') {
    throw new Error(`--host takes code, desktop or server, not "${host}".`);
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`"${values.port}" is no port.`);
  return { host, port, open: !values['no-open'] };
}

/** @returns {boolean} whether a window of the desktop could be seen here */
const hasScreen = () =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

/** @returns {Promise<string | undefined>} the version of the `code` on the PATH, when it can open a window here */
async function codeOnPath() {
  // In a remote window's terminal, `code` controls that window and cannot load an extension from a folder.
  if (!hasScreen() || process.env['VSCODE_IPC_HOOK_CLI']) return undefined;
  const { code, output } = await run('code', ['--version']);
  return code === 0 ? output.split('\n', 1)[0] : undefined;
}

/** @returns {Promise<string | undefined>} the executable of a downloaded desktop VS Code */
async function desktop() {
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath: path.join(root, '.vscode-test') });
  } catch (error) {
    console.log(
      `Desktop VS Code can't be downloaded: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
}

/**
 * Opens a window of the desktop and stays until it is closed.
 * @param {string} executable
 * @returns {Promise<number>} its exit code
 */
async function openDesktop(executable) {
  await must('npm', ['run', '--silent', 'build']);
  const { folder, profile } = scratch();
  const { command, args, shell } = commandLine(executable, [
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${path.join(profile, 'user')}`,
    `--extensions-dir=${path.join(profile, 'extensions')}`,
    ...['--disable-workspace-trust', '--skip-welcome', '--new-window', '--wait', folder],
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]);
  const child = spawn(command, args, { stdio: 'inherit', detached: process.platform !== 'win32', shell });
  endWithUs(child);
  console.log('VS Code is open with the extension; close its window or press Ctrl+C to end.');
  process.exitCode = 0;
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 0));
  });
}

/**
 * Serves VS Code to a browser until interrupted.
 * @param {{port: number, open: boolean}} options
 * @returns {Promise<never>}
 */
async function openServer({ port, open }) {
  await installTools({ browser: false });
  const server = await prepareServer('newest');
  await must('npm', ['run', '--silent', 'package']);
  const { folder, profile } = scratch();
  await installExtension(server, profile, packageFile);
  const running = await startServer(server, {
    dataFolder: profile,
    port,
    // Keeps out other users of this machine, and web pages.
    token: randomUUID(),
    settings: { 'workbench.startupEditor': 'none' },
  });
  const address = running.address({ folder });
  console.log(`\nVS Code ${server.version} with the extension is at\n\n  ${address}\n`);
  console.log('Its workspace folder and profile are scratch and go when it ends. Press Ctrl+C to end.');
  process.exitCode = 0;
  if (open) await openBrowser(address);
  await running.ended;
  throw new Error('The VS Code server ended by itself.');
}

/** @param {string} address */
async function openBrowser(address) {
  const openers = /** @type {Partial<Record<NodeJS.Platform, [string, ...string[]]>>} */ ({
    darwin: ['open', address],
    win32: ['explorer.exe', address],
  });
  const [command, ...args] = openers[process.platform] ?? ['xdg-open', address];
  const { code } = await run(command, args, { opens: true });
  if (code !== 0 && process.platform !== 'win32')
    console.log('No browser could be opened; open the address in one.');
}

/** @returns {{folder: string, profile: string}} an empty workspace folder and a profile, both gone at the end */
function scratch() {
  const folder = path.join(scratchFolder('start'), 'papers');
  mkdirSync(folder);
  return { folder, profile: scratchFolder('profile') };
}

/** @param {ReturnType<typeof readArguments>} options */
async function main({ host, port, open }) {
  await installDependencies();
  if (host === undefined || host === 'code') {
    const version = await codeOnPath();
    if (version !== undefined) {
      console.log(`Opening VS Code ${version}, the \`code\` on the PATH.`);
      return openDesktop('code');
    }
    const why = 'There is no `code` on the PATH that can open a window here';
    if (host) throw new Error(`${why}; try --host server.`);
    console.log(`${why}.`);
  }
  if (host === 'desktop' || (host === undefined && hasScreen())) {
    const executable = await desktop();
    if (executable) {
      console.log(`Opening desktop VS Code, ${executable}.`);
      return openDesktop(executable);
    }
    if (host) throw new Error('Desktop VS Code was asked for; try --host server.');
  }
  console.log(
    `Opening the VS Code server in a browser, ${host ? 'as asked for' : 'which needs no desktop'}.`,
  );
  return openServer({ port, open });
}

try {
  process.exit(await main(readArguments()));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(`Usage: ${usage}`);
  process.exit(1);
}
