// Runs programs. Node built-ins only: used before `npm ci` has run.
import { spawn } from 'node:child_process';
import { root } from './project.mjs';
import { atEnd, beforeSignalEnds } from './scratch.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] defaults to the project's folder
 * @property {NodeJS.ProcessEnv} [env] added to this process's environment
 * @property {(text: string) => void} [onOutput] also gets the output as it comes
 * @property {boolean} [opens] it opens a program for the user, which stays when it ends and when this process ends
 * @property {boolean} [completes] it must not be ended halfway, as a package manager: a signal that ends this process is
 * passed on as SIGINT to the program alone, without its children, and this process waits for its end
 */

/** Maximum time between SIGTERM and SIGKILL, in ms. */
const GRACE_MS = 10_000;

/** Programs that are .cmd files on Windows. */
const CMD_FILES = new Set(['npm', 'code']);

/**
 * Returns what to pass to `spawn`. On Windows, only a shell starts a .cmd file, and Node joins the arguments for a shell with
 * spaces, so they need quotation marks: the names of users and their folders contain spaces.
 * @param {string} command
 * @param {readonly string[]} args without quotation marks
 * @param {NodeJS.Platform} [platform]
 * @returns {{command: string, args: readonly string[], shell: boolean}}
 */
export function commandLine(command, args, platform = process.platform) {
  if (platform !== 'win32' || !CMD_FILES.has(command)) return { command, args, shell: false };
  return { command, args: args.map((arg) => `"${arg}"`), shell: true };
}

/**
 * Runs a program to its end. The program leads a process group of its own, so that everything it starts ends with it: when
 * the program ends, when this process ends, and when this process gets a signal.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{code: number, output: string}>} code is 127 when the program could not be started
 */
export function run(
  command,
  args,
  { cwd = root, env = {}, onOutput, opens = false, completes = false } = {},
) {
  return new Promise((resolve) => {
    let output = '';
    const windows = process.platform === 'win32';
    const program = commandLine(command, args);
    const child = spawn(program.command, program.args, {
      cwd,
      env: { ...process.env, ...env },
      shell: program.shell,
      detached: !windows,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let over = false;
    const signal = (/** @type {NodeJS.Signals} */ name) => {
      if (child.pid === undefined || opens || over) return;
      try {
        if (windows) child.kill(name);
        else process.kill(-child.pid, name);
      } catch {
        // The whole group has ended.
      }
    };
    const closed = new Promise((done) => child.once('close', done));
    // A test process must close its servers and browsers, so it gets a SIGTERM first.
    const interrupt = () => {
      if (completes) child.kill('SIGINT');
      else signal('SIGTERM');
    };
    const forgetSignal = beforeSignalEnds(async () => {
      interrupt();
      if (completes) return void (await closed);
      const timer = setTimeout(() => signal('SIGKILL'), GRACE_MS);
      await closed;
      clearTimeout(timer);
    });
    const forgetEnd = atEnd(interrupt);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (/** @type {string} */ text) => {
        output += text;
        onOutput?.(text);
      });
    }
    // Processes that the program left running would keep the pipes open and outlive the program.
    child.once('exit', () => signal('SIGKILL'));
    child.once('error', (error) => finish(127, `${error.message}\n`));
    child.once('close', (code, by) => finish(code ?? 1, by ? `ended by ${by}\n` : ''));

    /**
     * @param {number} code
     * @param {string} remark
     */
    function finish(code, remark) {
      over = true;
      forgetSignal();
      forgetEnd();
      resolve({ code, output: output + remark });
    }
  });
}

/**
 * Runs a program that must succeed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} its output; rejects with it when the program fails
 */
export async function must(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with code ${code}\n${output}`);
  return output;
}
