// `npm run bench [-- NAME ...]`: runs test/bench/NAME.ts on the production build and prints its rows as a table.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inProject } from './project.mjs';
import { must } from './run.mjs';

/** @typedef {import('../bench/row').BenchRow} BenchRow */

const wanted = process.argv.slice(2);
await must('npm', ['run', '--silent', 'package']);
await must(process.execPath, ['esbuild.mjs', '--production', '--tests']);

const built = inProject('out/test/bench');
const require = createRequire(import.meta.url);
for (const file of readdirSync(built).sort()) {
  const name = path.basename(file, '.js');
  if (!file.endsWith('.js') || (wanted.length > 0 && !wanted.includes(name))) continue;
  /** @type {{rows?: () => Promise<readonly BenchRow[]> | readonly BenchRow[]}} */
  const { rows } = require(path.join(built, file));
  if (rows) print(name, await rows());
}
// Also ends servers and browsers that a bench used.
process.exit();

/**
 * @param {string} name
 * @param {readonly BenchRow[]} rows
 */
function print(name, rows) {
  const cells = rows.map(({ what, value, unit, against }) => [
    what,
    `${number(value)} ${unit}`,
    against ? `${against.what}: ${number(against.value)} ${unit}` : '',
    against ? `${number(value / against.value)} ×` : '',
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  console.log(`\n${name}`);
  for (const row of cells) {
    const padded = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    console.log(`  ${padded.join('   ').trimEnd()}`);
  }
}

/** @param {number} value */
function number(value) {
  return value.toLocaleString('en', { maximumSignificantDigits: 3, useGrouping: false });
}
