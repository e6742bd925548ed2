// How the code of the extension host is bundled, for esbuild.mjs and for the test that makes a newer package.
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';

/** @type {import('esbuild').BuildOptions} */
export const host = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  external: ['vscode'],
  legalComments: 'none',
  logLevel: 'warning',
};

/**
 * The extension as one small entry and a file for each dynamic import, which is read at its first use; what several of
 * these share is in files of its own, so that no module is there twice. esbuild splits ES modules only, and VS Code
 * loads those through hooks in a thread of their own (some 40 ms), so each file is rewritten as CommonJS.
 *
 * @param {{ minify: boolean, sourcemap: boolean, write?: boolean }} options
 * @returns {import('esbuild').BuildOptions}
 */
export function extensionBuild({ minify, sourcemap, write = true }) {
  return {
    ...host,
    format: 'esm',
    splitting: true,
    minify,
    sourcemap: sourcemap && 'inline',
    entryPoints: { extension: 'src/extension.ts' },
    chunkNames: 'parts/[name]-[hash]',
    outdir: 'dist',
    write: false,
    plugins: [shareBase, toCommonJs({ minify, sourcemap, write })],
  };
}

/**
 * Has every part import what the entry always loads: esbuild makes a file for each set of modules that the same parts
 * share, and so this is one file. Without it the entry would consist of six.
 *
 * @type {import('esbuild').Plugin}
 */
const shareBase = {
  name: 'share-base',
  setup(build) {
    const parts = new Set();
    build.onResolve({ filter: /^\.\.?\// }, async ({ path: wanted, kind, pluginData, ...from }) => {
      if (kind !== 'dynamic-import' || pluginData === parts) return undefined;
      const found = await build.resolve(wanted, { ...from, kind, pluginData: parts });
      parts.add(found.path);
      return found;
    });
    const root = build.initialOptions.absWorkingDir ?? process.cwd();
    const base = ['src/api', 'src/lazy', 'src/papers/paperArgument'].map(
      (name) => `import ${JSON.stringify(path.join(root, name))};\n`,
    );
    build.onLoad({ filter: /\.(ts|mjs)$/ }, async ({ path: file }) => {
      if (!parts.has(file)) return undefined;
      const contents = `${await readFile(file, 'utf8')}\n${base.join('')}`;
      return { contents, loader: file.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
};

/**
 * @param {{ minify: boolean, sourcemap: boolean, write: boolean }} options
 * @returns {import('esbuild').Plugin}
 */
const toCommonJs = ({ minify, sourcemap, write }) => ({
  name: 'to-commonjs',
  setup: (build) =>
    build.onEnd(async (result) => {
      result.outputFiles = (
        await Promise.all(
          (result.outputFiles ?? []).map(async (file) => {
            const { code, map } = await esbuild.transform(file.text, {
              format: 'cjs',
              platform: 'node',
              target: 'node22',
              // `require` replaces dynamic imports: VS Code has no callback for native ones in every version.
              supported: { 'dynamic-import': false },
              minifyWhitespace: minify,
              minifySyntax: minify,
              sourcemap: sourcemap && 'external',
              sourcefile: file.path,
              legalComments: 'none',
            });
            // `import * as vscode` copies VS Code's 400 names on each import, which takes 0.3 ms; the object
            // itself is enough.
            const plain = code.replaceAll('__toESM(require("vscode"))', 'require("vscode")');
            const mapName = `${path.basename(file.path)}.map`;
            const text = sourcemap ? `${plain}//# sourceMappingURL=${mapName}\n` : plain;
            return [
              output(file.path, file.hash, text),
              ...(sourcemap ? [output(`${file.path}.map`, file.hash, map)] : []),
            ];
          }),
        )
      ).flat();
      if (!write) return;
      for (const file of result.outputFiles) {
        mkdirSync(path.dirname(file.path), { recursive: true });
        writeFileSync(file.path, file.contents);
      }
    }),
});

/**
 * @param {string} file
 * @param {string} hash
 * @param {string} text
 * @returns {import('esbuild').OutputFile}
 */
const output = (file, hash, text) => ({ path: file, hash, text, contents: Buffer.from(text) });
