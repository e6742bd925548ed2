import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inProject } from '../support/project.mjs';
import type { BenchRow } from './row';

/** What the steps measure: times in ms, sizes in bytes. */
export type LibraryFigures = Readonly<
  Partial<
    Record<
      'written' | 'disk' | 'built' | 'answered' | 'searched' | 'stalled' | 'index' | 'memory' | 'searchable',
      number
    >
  >
>;

/** The bundled digest, a month or two, the whole archive of today, and what it may become. */
const SIZES = [86, 1_000, 15_000, 50_000];

/**
 * How the library grows, on Node alone: start to the first search with papers indexed and given topics, when that has
 * to be done and when it is on disk as after any earlier session; one day's refresh, memory and disk.
 */
export function rows(): readonly BenchRow[] {
  return SIZES.flatMap((size) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'daily-papers-bench-'));
    try {
      const figures = {
        ...step('fill', folder, size),
        ...step('first', folder, size),
        ...step('measure', folder, size),
      };
      const row = (what: string, value: number | undefined, unit: string): BenchRow => ({
        what: `${size} papers: ${what}`,
        value: value ?? Number.NaN,
        unit,
      });
      return [
        row('written at once', figures.written, 'ms'),
        row('first start of all to first search', figures.built, 'ms'),
        row('cold start to first answer', figures.answered, 'ms'),
        row('cold start to first answer with topics', figures.searched, 'ms'),
        row('longest stall of the host meanwhile', figures.stalled, 'ms'),
        row('a day of 20 papers stored, with topics and searchable', figures.searchable, 'ms'),
        row('memory', (figures.memory ?? Number.NaN) / 1e6, 'MB'),
        row('disk', (figures.disk ?? Number.NaN) / 1e6, 'MB'),
        row('disk, search index', (figures.index ?? Number.NaN) / 1e6, 'MB'),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

function step(name: string, folder: string, size: number): LibraryFigures {
  const program = inProject('out/test/bench/child/library.js');
  const args = ['--expose-gc', '--max-old-space-size=8192', program, name, folder, String(size)];
  const child = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as LibraryFigures;
}
