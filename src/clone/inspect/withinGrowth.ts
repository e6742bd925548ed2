import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

const MEASURE_MS = 200;

/**
 * Runs work that writes into a folder, and aborts it when the files have grown by more than `maxBytes`. Git reports no
 * bytes for the first file of a pack, but writes them to a temporary file at once.
 * @param folder absolute path; subfolders do not count
 * @param work must end soon after its signal is aborted
 * @returns `undefined` if the limit was exceeded, even if the work had ended
 */
export async function withinGrowth<T>(
  folder: string,
  maxBytes: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const limit = new AbortController();
  const before = await sizeOf(folder);
  const measure = async (): Promise<void> => {
    if ((await sizeOf(folder)) - before > maxBytes) limit.abort();
  };
  const timer = setInterval(() => void measure(), MEASURE_MS);
  try {
    const result = await work(limit.signal);
    if (!limit.signal.aborted) await measure();
    return limit.signal.aborted ? undefined : result;
  } finally {
    clearInterval(timer);
  }
}

/** Total in bytes; 0 for a missing folder. */
async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(path.join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
