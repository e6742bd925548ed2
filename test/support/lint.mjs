// `npm run lint`: the rules that need types and the search for import cycles by oxlint, in native code, and the others by
// ESLint.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inProject, root } from './project.mjs';

const require = createRequire(import.meta.url);

/**
 * The rule that typescript-eslint and tsgolint have, and oxlint 1.94 does not pass on. With an oxlint that knows the rule,
 * this constant becomes a line of .oxlintrc.json.
 */
export const CLASS_RULE = 'no-unsafe-class-instance-assignment';

/** The kinds of messages of tsgolint. */
const ERROR = 0;
const DIAGNOSTIC = 1;
/** Bytes before each message of tsgolint: the length of the text as a 32-bit integer, and the kind. */
const HEADER_BYTES = 5;

if (process.argv[1] === import.meta.filename) process.exitCode = lint() ? 0 : 1;

/** @returns {boolean} whether no rule found a mistake; prints the mistakes */
function lint() {
  return [eslint, oxlint, classInstances].map((check) => check()).every(Boolean);
}

function eslint() {
  return succeeds(inProject('node_modules/eslint/bin/eslint.js'), ['.']);
}

function oxlint() {
  return succeeds(inProject('node_modules/oxlint/bin/oxlint'), []);
}

/**
 * @param {string} script
 * @param {readonly string[]} args
 */
function succeeds(script, args) {
  return spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' }).status === 0;
}

/** Checks CLASS_RULE through the interface by which oxlint calls tsgolint. */
function classInstances() {
  const files = ['src', 'webview', 'test'].flatMap((folder) =>
    readdirSync(inProject(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => inProject(folder, name)),
  );
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [require.resolve('oxlint-tsgolint/bin/tsgolint.js'), 'headless'],
    {
      cwd: root,
      input: JSON.stringify({ version: 2, configs: [{ file_paths: files, rules: [{ name: CLASS_RULE }] }] }),
      maxBuffer: Infinity,
    },
  );
  const messages = [...read(stdout)];
  for (const message of messages) console.log(message);
  if (status !== 0) console.log(`tsgolint ended with code ${status}\n${stderr.toString()}`);
  return status === 0 && messages.length === 0;
}

/**
 * @param {Buffer} output of tsgolint
 * @returns {Generator<string>} a line for each mistake
 */
function* read(output) {
  for (let at = 0; at < output.length;) {
    const end = at + HEADER_BYTES + output.readUInt32LE(at);
    const kind = output[at + HEADER_BYTES - 1];
    const {
      file_path: file,
      range,
      message,
      rule,
      error,
    } = JSON.parse(output.toString('utf8', at + HEADER_BYTES, end));
    if (kind === ERROR) yield `tsgolint: ${error}`;
    if (kind === DIAGNOSTIC) {
      const line = lineAt(file, range.pos);
      yield `${path.relative(root, file)}:${line}  ${message.description}  ${rule}`;
    }
    at = end;
  }
}

/**
 * @param {string} file
 * @param {number} offset in bytes
 */
function lineAt(file, offset) {
  return readFileSync(file).toString('utf8', 0, offset).split('\n').length;
}
