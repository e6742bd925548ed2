import type { CodeWatch } from './codeWatch';

/** Between two checks, in ms. */
export const RECHECK_MS = 7 * 24 * 3_600_000;

/** Returns the papers without a repository that were not requested for a week. */
export function duePapers({ waiting }: CodeWatch, now: number): readonly string[] {
  return [...waiting].filter(([, at]) => isWeekOver(at, now)).map(([id]) => id);
}

/** Whether a repository has no known code and was not inspected for a week. */
export function isDue({ empty }: CodeWatch, key: string, now: number): boolean {
  const at = empty.get(key);
  return at !== undefined && isWeekOver(at, now);
}

function isWeekOver(at: number, now: number): boolean {
  // A time in the future was recorded by a wrong clock.
  return at > now || now - at >= RECHECK_MS;
}
