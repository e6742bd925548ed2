import assert from 'node:assert/strict';
import { extensions, type Extension } from 'vscode';
import type { DailyPapersApi } from '../../src/api';

/** The extension under test. */
export function dailyPapers(): Extension<DailyPapersApi> {
  const extension = extensions.getExtension<DailyPapersApi>('daily-papers.daily-papers');
  assert.ok(extension, 'the extension is not installed');
  return extension;
}

/** What it exports, once its papers are read. */
export async function readyApi(): Promise<DailyPapersApi> {
  const api = await dailyPapers().activate();
  await api.ready;
  return api;
}

/** Waits until a condition holds. */
export async function until(what: string, holds: () => boolean, within = 10_000): Promise<void> {
  const deadline = Date.now() + within;
  while (!holds()) {
    assert.ok(Date.now() < deadline, `Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
