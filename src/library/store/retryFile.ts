/** Delays start with FIRST_DELAY_MS and double: 620 ms in total. */
const MAX_RETRIES = 5;
const FIRST_DELAY_MS = 20;

/**
 * Retries a file operation while another program holds the file, as virus scanners and backups do on Windows.
 * @throws the error of the last attempt; other errors immediately
 */
export async function retryIfLocked<T>(work: () => Promise<T>, platform = process.platform): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === MAX_RETRIES || !isLocked(error, platform)) throw error;
      await new Promise((resolve) => setTimeout(resolve, FIRST_DELAY_MS * 2 ** tries));
    }
  }
}

/** On other systems EPERM and EACCES mean a missing permission. */
function isLocked(error: unknown, platform: string): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EBUSY' || (platform === 'win32' && (code === 'EPERM' || code === 'EACCES'));
}
