import { build as bundle, type Plugin } from 'esbuild';
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import JSZip from 'jszip';
import { packageFile, root } from './project.mjs';

/** What the newer package calls itself, so that a test sees which one runs. */
export const NEWER_NAME = 'Newer Papers';

/**
 * Makes of the package a newer one: another version and name, and every file that it keeps in a layout that is one
 * version higher than what the package itself knows.
 * @param file where it is written
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
  const { outputFiles } = await bundle({
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    entryPoints: {
      extension: 'src/extension.ts',
      'library/indexWorker': 'src/library/searchIndex/indexWorker.ts',
    },
    outdir: 'dist',
    absWorkingDir: root,
    write: false,
    plugins: [nextLayouts],
  });
  for (const output of outputFiles) {
    const name = `extension/${path.relative(root, output.path).replaceAll(path.sep, '/')}`;
    assert.ok(zip.file(name), `${name} is not in the package`);
    zip.file(name, output.contents);
  }
  writeFileSync(file, await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }));
}

/** Raises each layout's version where its module states it. */
const nextLayouts: Plugin = {
  name: 'next-layouts',
  setup(build) {
    const raised: string[] = [];
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const next = text.replaceAll(
        /\b(SCHEMA = |schema: )(\d+)\b/g,
        (_, name: string, version: string) => `${name}${Number(version) + 1}`,
      );
      if (next !== text) raised.push(path.basename(file));
      return { contents: next, loader: 'ts' };
    });
    build.onEnd(() => {
      const kept = ['paperFile.ts', 'readingMarks.ts', 'feedState.ts', 'codec.ts'];
      assert.deepEqual(
        kept.filter((name) => !raised.includes(name)),
        [],
        'their layouts were not raised',
      );
    });
  },
};
