import { buildSync } from 'esbuild';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Bundles a TypeScript program of test/support, so that a test can start it as a process of its own; gives its path. */
export function builtProgram(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'daily-papers-program-'));
  const outfile = path.join(folder, `${name}.js`);
  buildSync({
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    entryPoints: [path.join('test', 'support', `${name}.ts`)],
    outfile,
  });
  return outfile;
}
