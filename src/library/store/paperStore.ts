import { createHash } from 'node:crypto';
import path from 'node:path';
import { mergeByIdSteps, mergePaper } from '../../core/merge/mergePaper';
import type { Paper } from '../../core/paper/paper';
import type { Log } from '../../log';
import { AddedFile } from './addedFile';
import type { Lock } from './fileLock';
import { mergeIntoFile } from './mergeFile';
import { encodePaper } from './paperFile';
import { PaperFolder } from './folder/paperFolder';
import type { FolderFile } from './folder/paperFolderTypes';
import { runInSlices } from '../../timeSlice';
import { reasonOf, fileProblemMessages, type FileProblem, type ProblemMessages } from './fileProblem';

export interface StoreMessages extends ProblemMessages {
  notSaved(why: string): string;
}

export interface ImportedBatch {
  readonly name: string;
  readonly from: string;
  /** ISO 8601, or '' if it was lost with a damaged file. */
  readonly at: string;
  readonly count: number;
  readonly ids: readonly string[];
}

export interface AddedImport {
  readonly name: string;
  /** Time of an earlier import of the same papers, in ISO 8601. Then nothing was written. */
  readonly importedBefore?: string;
}

/** Papers on disk: one file per month for papers of the feed, and one file per import. */
export class PaperStore {
  readonly #months: PaperFolder;
  readonly #imports: PaperFolder;
  readonly #words: StoreMessages;
  /** Papers that the user added one by one; a file among the imports. */
  readonly added: AddedFile;
  /** Papers that could not be written. Shown in this session and written with the next merge. */
  #unsaved = new Map<string, Paper>();
  #whyUnsaved = '';

  /** @param readOnly leaves repairs to windows */
  constructor(folder: string, words: StoreMessages, log: Log, readOnly = false) {
    const opened = (name: string): PaperFolder => {
      const summaries = path.join(folder, 'summaries', `${name}.summary`);
      return new PaperFolder(path.join(folder, name), summaries, log, readOnly);
    };
    this.#months = opened('papers');
    this.#imports = opened('imported');
    this.added = new AddedFile(this.#imports);
    this.#words = words;
  }

  /** File names of months that were damaged in this session. */
  get damagedMonths(): readonly string[] {
    return this.#months.damaged.map((file) => file.replace(/\.jsonl$/, ''));
  }

  /**
   * Reads all stored papers, with messages about problems.
   * @param beside problems of other files, to report in the same messages
   */
  async read(beside: Promise<readonly FileProblem[]> = Promise.resolve([])): Promise<StoredPapers> {
    const [months, imports, others] = await Promise.all([
      filesOf(this.#months),
      filesOf(this.#imports),
      beside,
    ]);
    const damaged = [...this.#months.quarantined, ...this.#imports.quarantined];
    const troubles: FileProblem[] = [
      ...damaged.map((file) => ({ kind: 'damaged' as const, file })),
      ...months.troubles,
      ...imports.troubles,
      ...others,
    ];
    return {
      imported: imports.papers,
      stored: [...months.papers, ...this.#unsaved.values()],
      problems: [
        ...fileProblemMessages(troubles, this.#words),
        ...(this.#unsaved.size > 0 ? [this.#words.notSaved(this.#whyUnsaved)] : []),
      ],
    };
  }

  /**
   * Verifies the files that `read` took from summaries. Never rejects.
   * @returns whether the result of `read` has changed
   */
  async settle(): Promise<boolean> {
    const changed = [await this.#months.settle(), await this.#imports.settle()];
    return changed.includes(true);
  }

  async merge(papers: Iterable<Paper>): Promise<readonly Paper[]> {
    const byMonth = new Map<string, Paper[]>();
    for (const paper of [...this.#unsaved.values(), ...papers]) {
      const month = monthOf(paper.id);
      byMonth.set(month, [...(byMonth.get(month) ?? []), paper]);
    }
    this.#unsaved = new Map();
    const keepForSession = (left: readonly Paper[], why: string): void => {
      this.#whyUnsaved = why;
      for (const paper of left) {
        const known = this.#unsaved.get(paper.id);
        this.#unsaved.set(paper.id, known ? mergePaper(known, paper) : paper);
      }
    };
    try {
      await this.#months.locked(async (lock) => {
        for (const [month, news] of byMonth) {
          const why = await this.#mergeMonth(month, news, lock).catch(reasonOf);
          if (why !== undefined) keepForSession(news, why);
        }
      });
    } catch (error) {
      keepForSession([...byMonth.values()].flat(), reasonOf(error));
    }
    return [...this.#unsaved.values()];
  }

  /**
   * Stores an import as one batch. Merges papers with the same id. Writes nothing if an earlier import has the
   * same papers.
   * @param from name of the imported file; cut at 300 characters
   * @throws the file system's error if the batch cannot be written
   */
  async addImport(papers: readonly Paper[], from: string, at: Date): Promise<AddedImport> {
    const name = `${at.toISOString().replace(/[:.]/g, '-')}-${process.pid}`;
    // Merges first: the header counts papers, and a reader keeps only one of two lines with the same id.
    const lines = await runInSlices(encoding(await runInSlices(mergeByIdSteps(papers))));
    const content = await runInSlices(hashing(lines));
    return this.#imports.locked(async (lock) => {
      for (const [earlier, file] of await this.#imports.readAll(lock)) {
        // A damaged file was rewritten with fewer papers.
        if (file.kind !== 'papers' || file.papers.length !== lines.length) continue;
        if (file.about.content === content) return { name: earlier, importedBefore: file.about.at ?? '' };
      }
      const about = { from: from.slice(0, 300), at: at.toISOString(), content };
      await this.#imports.write(name, lines, lock, about);
      return { name };
    });
  }

  /** Newest first. */
  async imports(): Promise<readonly ImportedBatch[]> {
    const batches: ImportedBatch[] = [];
    for (const [name, file] of await this.#imports.readAll()) {
      if (file.kind !== 'papers') continue;
      const { from = name, at = '' } = file.about;
      batches.push({ name, from, at, count: file.papers.length, ids: file.papers.map(({ id }) => id) });
    }
    return batches.reverse();
  }

  /** Papers that are in no other import or month disappear. */
  async removeImports(names: readonly string[]): Promise<void> {
    await this.#imports.locked(async () => {
      for (const name of names) await this.#imports.remove(name);
    });
  }

  /** Returns the reason if the file must not be written. */
  async #mergeMonth(month: string, news: readonly Paper[], lock: Lock): Promise<string | undefined> {
    const why = await mergeIntoFile(this.#months, month, news, lock);
    if (why?.kind === 'newer') return this.#words.newer([month]);
    return why?.why;
  }
}

function* encoding(papers: readonly Paper[]): Generator<void, string[]> {
  const lines: string[] = [];
  for (const paper of papers) {
    lines.push(encodePaper(paper));
    yield;
  }
  return lines;
}

function* hashing(lines: readonly string[]): Generator<void, string> {
  const hash = createHash('sha256');
  for (const line of lines) {
    hash.update(`${line}\n`);
    yield;
  }
  return hash.digest('hex');
}

/** Returns the month of a paper's file, or `other`. Depends only on the id, so that a paper never changes its file. */
export function monthOf(id: string): string {
  const match = /^(\d{2})(0[1-9]|1[0-2])\.\d{4,5}$/.exec(id);
  return match ? `20${match[1] ?? ''}-${match[2] ?? ''}` : 'other';
}

/** An unreadable folder is a problem, without papers. */
async function filesOf(
  folder: PaperFolder,
): Promise<{ readonly papers: readonly Paper[]; readonly troubles: readonly FileProblem[] }> {
  let files: ReadonlyMap<string, FolderFile>;
  try {
    files = await folder.readAll();
  } catch (error) {
    return { papers: [], troubles: [{ kind: 'unreadable', file: folder.name, why: reasonOf(error) }] };
  }
  const papers: Paper[] = [];
  const troubles: FileProblem[] = [];
  for (const [name, file] of files) {
    if (file.kind === 'newer') troubles.push({ kind: 'newer', file: name });
    else if (file.kind === 'unreadable') troubles.push({ kind: 'unreadable', file: name, why: file.why });
    else for (const paper of file.papers) papers.push(paper);
  }
  return { papers, troubles };
}

/** `stored` papers come from the feed and take precedence over `imported` papers. */
export interface StoredPapers {
  readonly imported: readonly Paper[];
  readonly stored: readonly Paper[];
  readonly problems: readonly string[];
}
