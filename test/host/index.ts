import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import { env, version } from 'vscode';
import ResultReporter from '../support/reporter.mjs';
import { nothing } from '../support/results.mjs';

/** Longer than the waits of a test together on a busy machine. Only a test that hangs reaches the limit. */
const SLOWEST_TEST_MS = 300_000;

/** Entry point in the extension host: runs the tests of this window. Rejects if one failed or none ran. */
export async function run(): Promise<void> {
  // Mocha is an ES module, this file is not.
  const { default: Mocha } = await import('mocha');
  const window = process.env['DAILY_PAPERS_WINDOW'] ?? 'main';
  const say = (...values: unknown[]) => {
    // Marked, because the workbench writes to the same console.
    for (const line of format(...values).split('\n')) console.log(`[tests] ${line}`);
  };
  say(`VS Code ${version} (${env.appName}, ${env.appHost}), Node ${process.versions.node}`);

  Mocha.reporters.Base.consoleLog = say;
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: SLOWEST_TEST_MS,
    color: false,
    reporter: ResultReporter,
    ...(process.env['DAILY_PAPERS_GREP'] && { grep: process.env['DAILY_PAPERS_GREP'] }),
  });
  const folder = window === 'main' ? __dirname : path.join(__dirname, window);
  for (const file of readdirSync(folder).sort()) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(folder, file));
  }
  try {
    await mocha.loadFilesAsync();
  } catch (error) {
    reportLoadError(error);
    throw error;
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed in window "${window}".`);
}

/** Writes a load error to the file that would contain the counts. */
function reportLoadError(error: unknown): void {
  const file = process.env['DAILY_PAPERS_RESULTS'];
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const failures = [{ title: 'the tests could not be loaded', details }];
  if (file) writeFileSync(file, JSON.stringify({ ...nothing, failed: 1, failures }));
}
