// Bundles the extension host's code and the panel's page. --tests adds the tests, --watch builds again on
// each change.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { extensionBuild, host } from './esbuild.host.mjs';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
};

/** @type {import('esbuild').BuildOptions} */
const programs = { ...host, ...common, format: 'cjs' };

/** @type {import('esbuild').BuildOptions[]} */
const builds = [
  extensionBuild({ minify: production, sourcemap: !production }),
  {
    // Each runs in its own process or thread, so it is one file.
    ...programs,
    entryPoints: {
      'clone/watchdog': 'src/clone/watchdog/watchdog.ts',
      'library/indexWorker': 'src/library/searchIndex/indexWorker.ts',
    },
    outdir: 'dist',
  },
  {
    // The MCP server runs without VS Code: an import of `vscode` fails the build.
    ...programs,
    external: [],
    alias: { '@modelcontextprotocol/server/_shims': './src/agents/mcp/sdkShims.ts' },
    entryPoints: { mcp: 'src/agents/mcp/main.ts' },
    outdir: 'dist',
  },
];

/** The pages in webviews, by the name under which the host reads their files. */
const pages = {
  paper: { script: 'webview/main.ts', style: 'webview/main.css' },
  overview: { script: 'webview/overview.ts', style: 'webview/overview.css' },
};

if (existsSync('webview/main.ts')) {
  builds.push({
    ...common,
    // No `external: ['vscode']`: a page that imports the extension API must fail to build.
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    // The name contains a content hash: VS Code may serve an old file with the same name after an update.
    entryPoints: {
      page: pages.paper.script,
      look: pages.paper.style,
      overview: pages.overview.script,
      'overview-look': pages.overview.style,
    },
    entryNames: '[name]-[hash]',
    metafile: true,
    outdir: 'dist/webview',
    plugins: [{ name: 'assets', setup: (build) => build.onEnd(nameAssets) }],
  });
}

if (flags.has('--tests')) {
  rmSync('out/test', { recursive: true, force: true });
  builds.push({
    ...programs,
    minify: false,
    sourcemap: 'inline',
    target: 'node20',
    packages: 'external',
    // The scripts in test/support that tests import are ES modules, the built tests are not.
    define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    entryPoints: ['unit', 'host', 'ui', 'eval', 'bench'].flatMap((folder) => listed(`test/${folder}`, '.ts')),
    outbase: '.',
    outdir: 'out',
  });
}

rmSync('dist', { recursive: true, force: true });
if (flags.has('--watch')) {
  for (const options of builds) {
    const context = await esbuild.context({ ...options, logLevel: 'info' });
    await context.watch();
  }
} else {
  await Promise.all(builds.map((options) => esbuild.build(options)));
}
await indexDigest();

/** Writes the index of the bundled digest, by the extension's own code. */
async function indexDigest() {
  const { outputFiles } = await esbuild.build({
    ...programs,
    sourcemap: false,
    entryPoints: ['src/library/searchIndex/buildDigestIndex.ts'],
    write: false,
  });
  mkdirSync('dist/library', { recursive: true });
  const { status } = spawnSync(process.execPath, ['-', 'seeds', 'dist/library/digest.segment'], {
    input: outputFiles[0]?.text ?? '',
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  if (status !== 0) process.exit(1);
}

/**
 * Writes which files each page is made of, for the host to read.
 *
 * @param {import('esbuild').BuildResult} result
 */
function nameAssets({ metafile }) {
  const outputs = Object.entries(metafile?.outputs ?? {});
  const made = (entry) =>
    path.basename(outputs.find(([, { entryPoint }]) => entryPoint === entry)?.[0] ?? '');
  const assets = Object.fromEntries(
    Object.entries(pages).map(([page, { script, style }]) => [
      page,
      { script: made(script), style: made(style) },
    ]),
  );
  writeFileSync('dist/webview/assets.json', JSON.stringify(assets));
}

/**
 * @param {string} folder
 * @param {string} ending
 * @returns {string[]} the files below the folder with that ending
 */
function listed(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.endsWith('.d.ts'))
    .map((name) => path.join(folder, name));
}
