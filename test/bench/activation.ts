import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from '../support/project.mjs';
import { scratchFolder } from '../support/scratch.mjs';
import { vscodeExecutable } from '../support/vscode-executable.mjs';
import type { Measured, Step } from './inHost/activation';
import { median, type BenchRow } from './row';

const ROUNDS = 3;

/** VS Code 1.139 opens a file of its own at each start, which activates the extension before it is measured. */
const RELEASE = 'oldest';

const STEPS: readonly Step[] = ['ours', 'empty', 'palette', 'ours', 'empty', 'tree', 'page'];

/**
 * Compares activation with an extension that does nothing, and measures first uses. Each step has its own
 * window and a new profile; the steps alternate.
 */
export async function rows(): Promise<readonly BenchRow[]> {
  const executable = await vscodeExecutable(RELEASE);
  const empty = emptyExtension();
  const measured: Measured[] = [];
  for (let window = 0; window < ROUNDS * STEPS.length; window += 1) {
    const step = STEPS[window % STEPS.length] ?? 'ours';
    const result = path.join(scratchFolder('bench'), 'result.json');
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: step === 'empty' ? empty : root,
      extensionTestsPath: path.join(root, 'out/test/bench/inHost/activation.js'),
      extensionTestsEnv: { BENCH_STEP: step, BENCH_RESULT: result, DAILY_PAPERS_VSCODE: RELEASE },
    });
    measured.push(JSON.parse(readFileSync(result, 'utf8')) as Measured);
  }
  const row = (what: string, name: keyof Measured, against?: keyof Measured): BenchRow => ({
    what,
    value: of(name),
    unit: 'ms',
    ...(against && { against: { what: 'empty extension', value: of(against) } }),
  });
  const of = (name: keyof Measured): number => median(measured.flatMap((window) => window[name] ?? []));
  return [
    row(`activation, median of ${2 * ROUNDS} windows each`, 'ours', 'empty'),
    row('library read and indexed, from activation on', 'ready'),
    row('first answer in the search box, from the command on', 'palette'),
    row('first headings in the library view, from its opening on', 'tree'),
    row('HTML of the first page, from the command on', 'page'),
  ];
}

function emptyExtension(): string {
  const folder = scratchFolder('empty-extension');
  const manifest = {
    ...{ name: 'empty', publisher: 'bench', version: '0.0.1', engines: { vscode: '^1.101.0' } },
    ...{ main: './extension.js', activationEvents: ['onCommand:bench.never'] },
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(path.join(folder, 'extension.js'), 'exports.activate = () => ({});\n');
  return folder;
}
