import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Time between two measurements of the folder, in milliseconds. */
const MEASURE_MS = 200;

/**
 * Runs work that writes files into a folder, and aborts it when the files have grown by too many bytes. Git
 * reports no bytes while it receives the first file of a pack, but writes them to a temporary file at once.
 * @param folder absolute path; subfolders do not count
 * @param work receives the signal that aborts it, and ends soon after
 * @returns `undefined` if the files have grown by more, whether or not the work had ended
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

/** Returns the bytes of all files in a folder; 0 if the folder is missing. */
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
