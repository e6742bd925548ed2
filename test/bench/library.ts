import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inProject } from '../support/project.mjs';
import { benchRow, type BenchRow } from './row';

/** Times in ms, sizes in bytes. */
export type LibraryFigures = Readonly<
  Partial<
    Record<
      | 'written'
      | 'disk'
      | 'parsed'
      | 'parsedMemory'
      | 'built'
      | 'answered'
      | 'worked'
      | 'searched'
      | 'stalledReading'
      | 'stalled'
      | 'settled'
      | 'stalledLater'
      | 'index'
      | 'memory'
      | 'searchable',
      number
    >
  >
>;

/** The bundled digest, a month or two, the whole archive today, and a future one. */
const SIZES = [86, 1_000, 15_000, 50_000];

/**
 * The library by size, in plain Node: start to the first search, with and without stored index and topics; a
 * day's refresh, memory and disk.
 */
export function rows(): readonly BenchRow[] {
  return SIZES.flatMap((size) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'daily-papers-bench-'));
    try {
      const figures = {
        ...step('fill', folder, size),
        ...step('parse', folder, size),
        ...step('first', folder, size),
        ...step('measure', folder, size),
      };
      const row = (
        what: string,
        value: number | undefined,
        unit: string,
        against?: BenchRow['against'],
      ): BenchRow => benchRow(`${size} papers: ${what}`, value, unit, against);
      const parsing = { what: 'JSON.parse of the files', value: figures.parsed ?? Number.NaN };
      const megabytes = (bytes = Number.NaN): number => bytes / 1e6;
      return [
        row('written at once', figures.written, 'ms'),
        row('first start of all to first search', figures.built, 'ms', parsing),
        row('cold start to first answer', figures.answered, 'ms', parsing),
        row('cold start to first answer with topics', figures.searched, 'ms', parsing),
        row('processor time of that', figures.worked, 'ms', parsing),
        row('longest stall of the host while month files are read', figures.stalledReading, 'ms', parsing),
        row('longest stall of the host until then', figures.stalled, 'ms', parsing),
        row('cold start to month files verified, index and topics written', figures.settled, 'ms', parsing),
        row('longest stall of the host after the first answers', figures.stalledLater, 'ms', parsing),
        row('a day of 20 papers stored, with topics and searchable', figures.searchable, 'ms', {
          what: 'all built anew',
          value: figures.built ?? Number.NaN,
        }),
        row('memory', megabytes(figures.memory), 'MB', {
          what: 'papers as JSON.parse gives them',
          value: megabytes(figures.parsedMemory),
        }),
        row('disk', megabytes(figures.disk), 'MB'),
        row('disk, search index', megabytes(figures.index), 'MB', {
          what: 'the papers',
          value: megabytes(figures.disk),
        }),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/** Runs a step of `child/library.ts` in its own process. */
export function step(name: string, folder: string, size: number): LibraryFigures {
  const program = inProject('out/test/bench/child/library.js');
  const args = ['--expose-gc', '--max-old-space-size=8192', program, name, folder, String(size)];
  const child = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as LibraryFigures;
}
