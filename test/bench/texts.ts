import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inProject } from '../support/project.mjs';
import { benchRow, type BenchRow } from './row';

/** What `child/texts.ts` measures: times in ms, sizes in MB. */
export type TextFigures = Readonly<
  Partial<
    Record<
      | 'indexed'
      | 'disk'
      | 'opened'
      | 'memory'
      | 'typed'
      | 'boxWithTexts'
      | 'filtered'
      | 'excerpt'
      | 'stalled',
      number
    >
  >
>;

/** The whole archive of today, and as many kept texts as a busy reader has. */
const PAPERS = 15_000;
const TEXTS = 500;

/** What 500 kept texts of about 60 kB cost a search of 15,000 papers: time of a key (p95), memory, disk. */
export function rows(): readonly BenchRow[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'daily-papers-bench-'));
  try {
    const filled = step('fill', folder, PAPERS, TEXTS);
    const without = step('search', folder, PAPERS, 0);
    const found = step('search', folder, PAPERS, TEXTS);
    const against = (what: string, value: number | undefined): BenchRow['against'] => ({
      what,
      value: value ?? Number.NaN,
    });
    const typed = against('the library alone', found.typed);
    return [
      benchRow(`${TEXTS} texts indexed in the worker`, filled.indexed, 'ms'),
      benchRow('longest stall of the host meanwhile', filled.stalled, 'ms'),
      benchRow('their index on disk', filled.disk, 'MB'),
      benchRow('their index opened', found.opened, 'ms'),
      benchRow('processor time of a key, library and texts, p95', found.boxWithTexts, 'ms', typed),
      benchRow('processor time of a key of text: and has:code, p95', found.filtered, 'ms', typed),
      benchRow('processor time of the sentence of one text, p95', found.excerpt, 'ms'),
      benchRow('memory', found.memory, 'MB', against('without texts', without.memory)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a step of `child/texts.ts` in a process of its own. */
function step(name: string, folder: string, papers: number, texts: number): TextFigures {
  const program = inProject('out/test/bench/child/texts.js');
  const args = ['--expose-gc', program, name, folder, String(papers), String(texts)];
  const child = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as TextFigures;
}
