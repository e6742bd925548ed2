import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { env } from 'node:process';
import { extensions } from 'vscode';

/** What one window measured, in milliseconds. */
export interface Activation {
  readonly ours: number;
  readonly empty: number;
  /** From the call of `activate` until the library is read and indexed. */
  readonly ready: number;
}

/** Runs in the extension host: activates the extension that BENCH_EXTENSION names. */
export async function run(): Promise<void> {
  const name = env['BENCH_EXTENSION'] ?? 'ours';
  const took = new Map<string, number>();
  const extension = extensions.getExtension(name === 'ours' ? 'daily-papers.daily-papers' : 'bench.empty');
  if (!extension) throw new Error(`The extension "${name}" is not there.`);
  const started = performance.now();
  const api: unknown = await extension.activate();
  took.set(name, performance.now() - started);
  if (name === 'ours') {
    await (api as { readonly ready: Promise<void> }).ready;
    took.set('ready', performance.now() - started);
  }
  writeFileSync(env['BENCH_RESULT'] ?? '', JSON.stringify(Object.fromEntries(took)));
}
