// Checks that daily-papers.vsix contains all files that run, and no others.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import JSZip from 'jszip';
import { LANGUAGES } from './l10n.mjs';
import { packageFile, root } from './project.mjs';
import { checked, together } from './results.mjs';

// vsce renames README, CHANGELOG and LICENSE, and adds the two files outside extension/.
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package(\.nls(\.[\w-]+)?)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,

  /^extension\/dist\/([\w-]+\/)?[\w-]+\.(js|css|json)$/,
  /^extension\/dist\/library\/digest\.(segment|jsonl)$/,
  /^extension\/l10n\/bundle\.l10n\.[\w-]+\.json$/,
  /^extension\/seeds\/[\w.-]+\.(txt|json)$/,
  /^extension\/media\/[\w./-]+\.(png|svg|md|ttf|woff2)$/,
];
/** A page loads its script before its buttons work. */
const MAX_PAGE_SCRIPT_BYTES = 100_000;

const needed = [
  ...['package.json', 'package.nls.json', 'readme.md', 'changelog.md', 'LICENSE.txt'],
  ...LANGUAGES.flatMap((language) => [`package.nls.${language}.json`, `l10n/bundle.l10n.${language}.json`]),
];

/**
 * @param {(text: string) => void} say gets the sizes
 * @returns {Promise<import('./reporter.mjs').SuiteResult>}
 */
export async function checkPackage(say) {
  const packed = readFileSync(packageFile);
  const zip = await JSZip.loadAsync(packed);
  const files = Object.values(zip.files).filter((file) => !file.dir);
  const has = (/** @type {string} */ name) => files.some((file) => file.name === `extension/${name}`);
  const texts = new Map(
    await Promise.all(
      files
        .filter(({ name }) => /\.(js|css|json|md|txt|svg)$/.test(name))
        .map(async (file) => /** @type {const} */ ([file.name, await file.async('string')])),
    ),
  );
  const manifest = JSON.parse(texts.get('extension/package.json') ?? '{}');
  const labels = JSON.parse(texts.get('extension/package.nls.json') ?? '{}');
  say(await sizesOf(files, packed.byteLength));

  return together([
    await checked('the package holds only what runs', () => {
      const strangers = files
        .map(({ name }) => name)
        .filter((name) => !allowed.some((one) => one.test(name)));
      assert.deepEqual(strangers, []);
    }),
    await checked('the package holds what it needs', () => {
      const named = [manifest.main, manifest.icon, ...pathsIn(manifest.contributes)];
      const wanted = [...needed, ...named.map((name) => String(name).replace(/^\.\//, ''))];
      assert.deepEqual(
        wanted.filter((name) => !has(name)),
        [],
      );
    }),
    await checked('the package holds every part that the extension loads, and no other', () => {
      const scripts = [...texts].filter(([name]) =>
        /^extension\/dist\/(extension|parts\/.*)\.js$/.test(name),
      );
      const loaded = scripts.flatMap(([name, text]) =>
        [...text.matchAll(/\brequire\("(\.[^"]+)"\)/g)].map(([, file]) =>
          path.posix.join(path.posix.dirname(name), String(file)),
        ),
      );
      const parts = scripts.map(([name]) => name).filter((name) => name !== 'extension/dist/extension.js');
      assert.ok(parts.length > 0, 'it has no parts');
      assert.deepEqual([...new Set(loaded)].sort(), parts.sort());
    }),
    await checked('the script of each page is smaller than 100 KB', () => {
      const scripts = [...texts].filter(([name]) => /^extension\/dist\/webview\/[\w-]+\.js$/.test(name));
      assert.equal(scripts.length, 2, 'scripts of pages');
      const large = scripts.filter(([, text]) => Buffer.byteLength(text) >= MAX_PAGE_SCRIPT_BYTES);
      assert.deepEqual(
        large.map(([name]) => name),
        [],
      );
    }),
    await checked('the MCP server runs without VS Code', () => {
      const server = texts.get('extension/dist/mcp.js');
      assert.ok(server, 'dist/mcp.js is missing');
      assert.doesNotMatch(server, /\brequire\("vscode"\)/);
    }),
    await checked('the package has a text for every label of the manifest', () => {
      const used = [...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map((found) => String(found[1]));
      assert.ok(used.length > 0, 'the manifest names no label');
      assert.deepEqual(
        used.filter((key) => !(key in labels)),
        [],
        'labels without a text',
      );
      assert.deepEqual(
        Object.keys(labels).filter((key) => !used.includes(key)),
        [],
        'texts without a label',
      );
    }),
    await checked('the package has no source map and no path of this machine', () => {
      for (const [name, text] of texts) {
        assert.ok(!/[#@] sourceMappingURL=/.test(text), `${name} names a source map`);
        assert.ok(!text.includes(root), `${name} names ${root}`);
      }
    }),
  ]);
}

/**
 * @param {unknown} value
 * @returns {string[]} every file that a part of the manifest names
 */
function pathsIn(value) {
  if (typeof value === 'string') return /^(\.\/)?(media|dist)\/\S+\.\w+$/.test(value) ? [value] : [];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(pathsIn) : [];
}

/**
 * @param {readonly JSZip.JSZipObject[]} files
 * @param {number} packed bytes of the whole
 * @returns {Promise<string>} a line for each file, the largest first
 */
async function sizesOf(files, packed) {
  const sizes = await Promise.all(
    files.map(async (file) => ({ file: file.name, bytes: (await file.async('uint8array')).byteLength })),
  );
  const all = [...sizes.sort((a, b) => b.bytes - a.bytes), { file: 'daily-papers.vsix', bytes: packed }];
  return all.map(({ file, bytes }) => `  ${kB(bytes)}  ${file}\n`).join('');
}

/** @param {number} bytes */
const kB = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
