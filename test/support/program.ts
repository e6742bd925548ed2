import { buildSync } from 'esbuild';
import path from 'node:path';
import { scratchFolder } from './scratch.mjs';

/**
 * Bundles a TypeScript program of test/support, so that a test can start it as a process. Returns its path.
 */
export function builtProgram(name: string): string {
  const outfile = path.join(scratchFolder('program'), `${name}.js`);
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
