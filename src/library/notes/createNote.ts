import { mkdir, open, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { isInside } from '../isInside';

export type CreatedNote =
  | { readonly kind: 'created' | 'exists'; readonly file: string }
  /** A link leads out of the allowed folder. Nothing was written. */
  | { readonly kind: 'outside'; readonly folder: string };

const MAX_NAMES = 100;

export interface NewNote {
  /** Absolute. Created if missing. */
  readonly folder: string;
  /** Absolute path of the folder in which the resolved note must be. */
  readonly within: string;
  /** Returns the file's name without extension. */
  readonly name: (number: number) => string;
  readonly text: string;
  /** Whether the file names no other paper. */
  readonly isUsable: (file: string) => Promise<boolean>;
}

/**
 * Never changes an existing file: returns it if it is usable, else tries the next name.
 * @throws the file system's error
 */
export async function createNote({ folder, within, name, text, isUsable }: NewNote): Promise<CreatedNote> {
  const allowed = await realpath(within);
  // Checked before creating the folder, because its parents may be links.
  if (!isInside(await existingPart(folder), allowed)) return { kind: 'outside', folder };
  await mkdir(folder, { recursive: true });
  const real = await realpath(folder);
  if (!isInside(real, allowed)) return { kind: 'outside', folder };
  for (let number = 0; number < MAX_NAMES; number++) {
    const file = path.join(folder, `${name(number)}.md`);
    try {
      await writeNew(file, text);
      return { kind: 'created', file };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (await isUsable(file)) return { kind: 'exists', file };
  }
  throw new Error(`All names from ${name(0)} on are taken.`);
}

/** Fails with EEXIST for every existing entry, including broken links. Leaves no partial file. */
async function writeNew(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(text);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

async function existingPart(folder: string): Promise<string> {
  for (let part = folder; ; part = path.dirname(part)) {
    const real = await realpath(part).catch(() => undefined);
    if (real !== undefined) return real;
    if (path.dirname(part) === part) return part;
  }
}
