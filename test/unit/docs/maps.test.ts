import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '../../support/project.mjs';

const read = (file: string): string => readFileSync(inProject(file), 'utf8');

/** Folders below `src`, with `/` and relative to it. */
const FOLDERS = readdirSync(inProject('src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ parentPath, name }) => path.relative(inProject('src'), path.join(parentPath, name)))
  .map((folder) => folder.replaceAll(path.sep, '/'))
  .sort();

/** Maximum number of files in a folder of `src`. */
const MOST_FILES = 20;

/** Folders of features. Code that all of them share is in `papers` and `pages`. */
const FEATURES = FOLDERS.filter(
  (folder) => !folder.includes('/') && !['core', 'library', 'papers', 'pages'].includes(folder),
);

const FILES = readdirSync(inProject('src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const NAMES = new Set(FILES.map((file) => path.basename(file)));

/** Texts of the source, which must contain names that are not paths. */
const SOURCE = FILES.map((file) => `${path.basename(file, '.ts')}\n${read(path.join('src', file))}`).join(
  '\n',
);

/** Returns the inline code of a map, without code blocks. */
function codeIn(file: string): readonly string[] {
  const text = read(file).replace(/^```.*?^```/gms, '');
  return [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
}

/** Whether a text looks like a path of the project. */
function isPath(text: string): boolean {
  return /^[\w.@-]+(?:\/[\w.@-]+)*\/?$/.test(text) && (text.includes('/') || /\.(?:ts|mjs|json)$/.test(text));
}

/** Whether a path exists below one of the folders, with or without `.ts`; a name alone, anywhere in `src`. */
function exists(text: string, from: readonly string[]): boolean {
  if (!text.includes('/') && NAMES.has(text)) return true;
  return from.some((folder) =>
    [text, `${text}.ts`].some((name) => existsSync(inProject(path.join(folder, name)))),
  );
}

/** Files with paths, and the folders to which the paths are relative. */
const MAPS = [
  { file: 'src/README.md', from: ['src', '.'], counts: /^(?!dist\/)/ },
  { file: 'src/core/index/README.md', from: ['src/core/index', 'src/core', 'src', '.'], counts: /./ },
  // Also names packages, rules of ESLint and files of other projects.
  { file: 'CONTRIBUTING.md', from: ['.'], counts: /^(?:src|test|webview|seeds|media|\.ci)\// },
] as const;

describe('the maps of the source', () => {
  for (const { file, from, counts } of MAPS)
    it(`${file} names no path that is gone`, () => {
      const paths = codeIn(file).filter((text) => isPath(text) && counts.test(text));
      assert.ok(paths.length > 5, 'no paths found');
      assert.deepEqual(
        paths.filter((text) => !exists(text, from)),
        [],
      );
    });

  it('src/README.md names no file or function that is gone', () => {
    const names = codeIn('src/README.md').filter((text) => /^[a-z]+[A-Z]\w*$/.test(text));
    assert.ok(names.length > 5, 'no names found');
    assert.deepEqual(
      names.filter((name) => !new RegExp(String.raw`\b${name}\b`).test(SOURCE)),
      [],
    );
  });

  it('no folder of src has more files than one can survey', () => {
    const counts = ['.', ...FOLDERS].map((folder) => {
      const entries = readdirSync(inProject('src', folder), { withFileTypes: true });
      return { folder, files: entries.filter((entry) => entry.isFile()).length };
    });
    assert.ok(counts.some(({ files }) => files > 10));
    assert.deepEqual(
      counts.filter(({ files }) => files > MOST_FILES),
      [],
    );
  });

  it('src/README.md has one line for each folder', () => {
    const [, table = ''] = /^## Folders\n(.*?)^## /ms.exec(read('src/README.md')) ?? [];
    const rows = [...table.matchAll(/^\| `([\w/]+)` /gm)].map((match) => (match[1] ?? '').replace(/\/$/, ''));
    assert.deepEqual(rows.sort(), FOLDERS);
  });

  for (const [file, list] of [
    ['CONTRIBUTING.md', /^features: (.*)$/m],
    ['eslint.config.mjs', /^const features = \[(.*?)\]/ms],
  ] as const)
    it(`${file} lists every feature`, () => {
      const [, features = ''] = list.exec(read(file)) ?? [];
      assert.deepEqual((features.match(/\w+/g) ?? []).sort(), FEATURES);
    });
});
