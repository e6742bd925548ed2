import promises from 'node:fs/promises';

/**
 * Makes `realpath` answer during some work as on Windows for a network drive: with the path of the server, which does not
 * exist here and which VS Code refuses there.
 * @param drive the folder that stands for the drive
 */
export async function onNetworkDrive<T>(drive: string, work: () => Promise<T>): Promise<T> {
  const library = promises as unknown as { realpath(file: string): Promise<string> };
  const real = library.realpath.bind(promises);
  library.realpath = async (file) => (await real(file)).replace(drive, () => '\\\\server\\share');
  try {
    return await work();
  } finally {
    library.realpath = real;
  }
}
