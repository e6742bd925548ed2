import { readdirSync, readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { inProject, packageFile } from '../support/project.mjs';
import type { BenchRow } from './row';

/** Sizes of the shipped files: each bundle, plain and compressed, and the package. */
export function rows(): readonly BenchRow[] {
  const bundles = readdirSync(inProject('dist'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|css)$/.test(file))
    .sort();
  return [
    ...bundles.flatMap((file) => {
      const content = readFileSync(inProject('dist', file));
      return [
        { what: `dist/${file}`, value: content.byteLength / 1000, unit: 'kB' },
        { what: `dist/${file}, gzip`, value: gzipSync(content).byteLength / 1000, unit: 'kB' },
      ];
    }),
    { what: 'daily-papers.vsix', value: statSync(packageFile).size / 1000, unit: 'kB' },
  ];
}
