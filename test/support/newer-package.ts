import { build as bundle, type BuildOptions, type OutputFile, type Plugin } from 'esbuild';
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import JSZip from 'jszip';
import { extensionBuild, host } from '../../esbuild.host.mjs';
import { packageFile, root } from './project.mjs';

/** Display name of the newer package, by which a test identifies it. */
export const NEWER_NAME = 'Newer Papers';

/**
 * Builds a newer package: another version and name, and a version of every file layout that is one higher.
 * @param file output file
 */
export async function makeNewerPackage(file: string): Promise<void> {
  const zip = await JSZip.loadAsync(readFileSync(packageFile));
  const change = async (name: string, pattern: RegExp, replacement: string): Promise<void> => {
    const text = await zip.file(name)?.async('string');
    assert.ok(text !== undefined && pattern.test(text), `${name} has no ${String(pattern)}`);
    zip.file(name, text.replace(pattern, replacement));
  };
  await change('extension.vsixmanifest', /(?<=<Identity [^>]*Version=")[^"]+/, '99.0.0');
  await change('extension/package.json', /(?<="version": ")[^"]+/, '99.0.0');
  await change('extension/package.nls.json', /(?<="displayName": ")[^"]+/, NEWER_NAME);
  // File names of parts contain a hash of their content, so new parts would not replace the old ones.
  zip.remove('extension/dist/parts');
  const raised = new Set<string>();
  const bundles = await Promise.all([
    newer(extensionBuild({ minify: true, sourcemap: false, write: false }), raised),
    newer(
      {
        ...host,
        format: 'cjs',
        minify: true,
        entryPoints: { 'library/indexWorker': 'src/library/searchIndex/indexWorker.ts' },
        outdir: 'dist',
        write: false,
      },
      raised,
    ),
  ]);
  const left = LAYOUTS.filter((name) => !raised.has(name));
  assert.deepEqual(left, [], 'their layouts were not raised');
  for (const output of bundles.flat()) {
    const name = `extension/${path.relative(root, output.path).replaceAll(path.sep, '/')}`;
    assert.ok(name.startsWith('extension/dist/parts/') || zip.file(name), `${name} is not in the package`);
    zip.file(name, output.contents);
  }
  writeFileSync(file, await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }));
}

/** Modules with the version of a file layout. The newer package has a higher version in each. */
const LAYOUTS = ['paperFile.ts', 'readingMarks.ts', 'feedState.ts', 'segmentFormat.ts'];

/** Returns the files of a build in which every layout version is one higher. */
async function newer(options: BuildOptions, raised: Set<string>): Promise<readonly OutputFile[]> {
  const nextLayouts: Plugin = {
    name: 'next-layouts',
    setup(build) {
      build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => {
        const text = await readFile(file, 'utf8');
        const next = text.replaceAll(
          /\b(SCHEMA = |schema: )(\d+)\b/g,
          (_, name: string, version: string) => `${name}${Number(version) + 1}`,
        );
        if (next !== text) raised.add(path.basename(file));
        return { contents: next, loader: 'ts' };
      });
    },
  };
  const plugins = [nextLayouts, ...(options.plugins ?? [])];
  const { outputFiles = [] } = await bundle({ ...options, absWorkingDir: root, plugins });
  return outputFiles;
}
