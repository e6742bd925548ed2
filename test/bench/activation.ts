import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from '../support/project.mjs';
import { scratchFolder } from '../support/scratch.mjs';
import { vscodeExecutable } from '../support/vscode-executable.mjs';
import type { Activation } from './inHost/activation';
import { median, type BenchRow } from './row';

const WINDOWS = 6;

/** Activation against an extension that does nothing, in windows of the same VS Code that take turns. */
export async function rows(): Promise<readonly BenchRow[]> {
  const executable = await vscodeExecutable('newest');
  const empty = emptyExtension();
  const measured: Partial<Activation>[] = [];
  for (let window = 0; window < WINDOWS; window += 1) {
    const ours = window % 2 === 0;
    const result = path.join(scratchFolder('bench'), 'result.json');
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: ours ? root : empty,
      extensionTestsPath: path.join(root, 'out/test/bench/inHost/activation.js'),
      extensionTestsEnv: {
        BENCH_EXTENSION: ours ? 'ours' : 'empty',
        BENCH_RESULT: result,
      },
    });
    measured.push(JSON.parse(readFileSync(result, 'utf8')) as Partial<Activation>);
  }
  const of = (name: keyof Activation) => median(measured.flatMap((window) => window[name] ?? []));
  return [
    {
      what: `activation, median of ${WINDOWS} windows`,
      value: of('ours'),
      unit: 'ms',
      against: { what: 'empty extension', value: of('empty') },
    },
    { what: 'library read and indexed, from activation on', value: of('ready'), unit: 'ms' },
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
