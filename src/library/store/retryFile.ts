/** How often something is tried again, with pauses that double: 620 ms together. */
const TRIES = 5;
const FIRST_PAUSE = 20;

/**
 * Does something with a file that another program may hold for a moment, as virus scanners and backups do on Windows,
 * and tries again shortly if so.
 * @throws what the last try threw; any other error at once
 */
export async function patiently<T>(work: () => Promise<T>, platform = process.platform): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES || !isHeld(error, platform)) throw error;
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE * 2 ** tries));
    }
  }
}

/** Elsewhere these two mean that somebody lacks a permission, which does not pass. */
function isHeld(error: unknown, platform: string): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EBUSY' || (platform === 'win32' && (code === 'EPERM' || code === 'EACCES'));
}
