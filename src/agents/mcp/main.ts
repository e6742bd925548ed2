/**
 * The MCP server as a program: `node mcp.js --storage FOLDER`. Ends with stdin or stdout. Must not import `vscode`,
 * because it runs without a window.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { ReadOnlyLibrary } from '../../library/readOnlyLibrary';
import type { Log } from '../../log';
import { createServer } from './server';

/** MCP uses stdout. Clients log what a server writes to stderr. */
const write = (message: string | Error, ...rest: readonly unknown[]): void =>
  void process.stderr.write(`${[message, ...rest].map(String).join(' ')}\n`);
const ignore = (): void => undefined;
const log: Log = { trace: ignore, debug: ignore, info: ignore, warn: write, error: write };

function main(): void {
  const { storage } = parseArgs({ options: { storage: { type: 'string' } }, strict: false }).values;
  if (typeof storage !== 'string' || storage === '') {
    write('Usage: node mcp.js --storage FOLDER, where FOLDER is the storage folder of Daily Papers.');
    process.exitCode = 2;
    return;
  }
  const program = path.dirname(__dirname);
  const manifest = JSON.parse(readFileSync(path.join(program, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const { version } = manifest;
  const library = new ReadOnlyLibrary({ storage, program, version, log });
  library.ready().catch((error: unknown) => write(String(error)));
  // The SDK adds a listener for each answer that waits for a full pipe.
  process.stdout.setMaxListeners(0);
  const connection = serveStdio(() => createServer(library, version), { onerror: write });
  const end = (): void => {
    library.dispose();
    void connection.close().finally(() => process.exit());
  };
  process.stdin.once('end', end).once('close', end);
  process.stdout.on('error', end);
  process.once('SIGINT', end).once('SIGTERM', end);
}

main();
