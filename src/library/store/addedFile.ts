import type { Paper } from '../../core/paper/paper';
import { NewerFileError } from './jsonFile';
import { mergeIntoFile } from './mergeFile';
import type { PaperFolder } from './folder/paperFolder';

export const ADDED = 'added';

/** Papers that the user added one by one, in a file beside those of the imports. */
export class AddedFile {
  readonly #folder: PaperFolder;

  constructor(folder: PaperFolder) {
    this.#folder = folder;
  }

  /** @throws the file system's error */
  async read(): Promise<readonly Paper[]> {
    const file = (await this.#folder.readAll()).get(ADDED);
    return file?.kind === 'papers' ? file.papers : [];
  }

  /** @throws NewerFileError, or the file system's error */
  async add(papers: readonly Paper[]): Promise<void> {
    await this.#folder.locked(async (lock) => {
      const why = await mergeIntoFile(this.#folder, ADDED, papers, lock, { from: ADDED });
      if (why?.kind === 'newer') throw new NewerFileError(`${ADDED} was written by a newer version.`);
      if (why) throw new Error(why.why);
    });
  }

  /**
   * Returns the removed papers.
   * @throws NewerFileError, or the file system's error
   */
  async remove(ids: ReadonlySet<string>): Promise<readonly Paper[]> {
    return this.#folder.locked(async (lock) => {
      const file = await this.#folder.current(ADDED, lock);
      if (file.kind === 'newer') throw new NewerFileError(`${ADDED} was written by a newer version.`);
      if (file.kind === 'unreadable') throw new Error(file.why);
      const all = [...file.records];
      const kept = all.filter(([id]) => !ids.has(id)).map(([, { line }]) => line);
      if (kept.length === 0) await this.#folder.remove(ADDED);
      else if (kept.length < all.length) await this.#folder.write(ADDED, kept, lock, { from: ADDED });
      return all.filter(([id]) => ids.has(id)).map(([, { paper }]) => paper);
    });
  }
}
