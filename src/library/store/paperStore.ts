import path from 'node:path';
import { joiningById, mergePaper, samePaper } from '../../core/merge/mergePaper';
import type { Paper } from '../../core/paper/paper';
import type { Log } from '../../log';
import type { Lock } from './fileLock';
import { encodePaper } from './paperFile';
import { PaperFolder, type FolderFile } from './paperFolder';
import { sliced } from '../../timeSlice';
import { reasonOf, troubleSentences, type Trouble, type TroubleWords } from './fileProblem';

/** Sentences that the store says; the caller words them in the user's language. */
export interface StoreWords extends TroubleWords {
  notSaved(why: string): string;
}

/** One import that can be taken back. */
export interface ImportedBatch {
  /** Name within the store. */
  readonly name: string;
  /** What was imported, as the user knows it. */
  readonly from: string;
  /** When, in ISO 8601; '' when a damaged file lost it. */
  readonly at: string;
  readonly count: number;
}

/** Papers on disk: what the feed brought, a file for each month, and each import in a file of its own. */
export class PaperStore {
  readonly #months: PaperFolder;
  readonly #imports: PaperFolder;
  readonly #words: StoreWords;
  /** What could not be written: shown in this session, and tried again with the next write. */
  #unsaved = new Map<string, Paper>();
  #whyUnsaved = '';

  constructor(folder: string, words: StoreWords, log: Log) {
    const opened = (name: string): PaperFolder =>
      new PaperFolder(path.join(folder, name), path.join(folder, 'summaries', `${name}.summary`), log);
    this.#months = opened('papers');
    this.#imports = opened('imported');
    this.#words = words;
  }

  /** Months of the files that turned out damaged since the store was opened. */
  get damagedMonths(): readonly string[] {
    return this.#months.damaged.map((file) => file.replace(/\.jsonl$/, ''));
  }

  /**
   * Everything that is kept, with what is wrong with it in whole sentences.
   * @param beside what is wrong with other files of the extension, told in the same sentences
   */
  async read(beside: Promise<readonly Trouble[]> = Promise.resolve([])): Promise<KeptPapers> {
    const [months, imports, others] = await Promise.all([
      filesOf(this.#months),
      filesOf(this.#imports),
      beside,
    ]);
    const damaged = [...this.#months.setAside, ...this.#imports.setAside];
    const troubles: Trouble[] = [
      ...damaged.map((file) => ({ kind: 'damaged' as const, file })),
      ...months.troubles,
      ...imports.troubles,
      ...others,
    ];
    return {
      imported: imports.papers,
      stored: [...months.papers, ...this.#unsaved.values()],
      problems: [
        ...troubleSentences(troubles, this.#words),
        ...(this.#unsaved.size > 0 ? [this.#words.notSaved(this.#whyUnsaved)] : []),
      ],
    };
  }

  /**
   * Reads and verifies what `read` took from summaries. @returns whether `read` gives something else now. Never rejects.
   */
  async settle(): Promise<boolean> {
    const changed = [await this.#months.settle(), await this.#imports.settle()];
    return changed.includes(true);
  }

  /**
   * Merges papers into their months. What cannot be written is kept for the session, and `read` says so.
   * @returns the papers that are not on disk, for whoever notes what need not be asked for again
   */
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
   * Keeps an import as one batch that can be taken back; a paper that it names twice is one with both accounts.
   * @param at the moment of the import
   * @returns the batch's name, for `removeImports`
   * @throws the file system's error when it cannot be written
   */
  async addImport(papers: readonly Paper[], from: string, at: Date): Promise<string> {
    const name = `${at.toISOString().replace(/[:.]/g, '-')}-${process.pid}`;
    // A file holds a line for each paper: its count is that of the papers, and of two lines a reader keeps one.
    const lines = await sliced(encoding(await sliced(joiningById(papers))));
    await this.#imports.locked((lock) =>
      this.#imports.write(name, lines, lock, { from: from.slice(0, 300), at: at.toISOString() }),
    );
    return name;
  }

  /** The imports that can be taken back, newest first. */
  async imports(): Promise<readonly ImportedBatch[]> {
    const batches: ImportedBatch[] = [];
    for (const [name, file] of await this.#imports.readAll()) {
      if (file.kind !== 'papers') continue;
      const { from = name, at = '' } = file.about;
      batches.push({ name, from, at, count: file.papers.length });
    }
    return batches.reverse();
  }

  /** Takes imports back; the papers that nothing else knows are gone then. */
  async removeImports(names: readonly string[]): Promise<void> {
    await this.#imports.locked(async () => {
      for (const name of names) await this.#imports.remove(name);
    });
  }

  /** Merges news into one month's file; gives why the file must not be written, if so. */
  async #mergeMonth(month: string, news: readonly Paper[], lock: Lock): Promise<string | undefined> {
    const file = await this.#months.current(month, lock);
    if (file.kind === 'newer') return this.#words.newer([month]);
    if (file.kind === 'unreadable') return file.why;
    const lines = new Map([...file.records].map(([id, record]) => [id, record.line]));
    const merged = new Map([...file.records].map(([id, record]) => [id, record.paper]));
    let changed = false;
    for (const paper of news) {
      const old = merged.get(paper.id);
      const whole = old ? mergePaper(old, paper) : paper;
      if (old && samePaper(old, whole)) continue;
      merged.set(paper.id, whole);
      lines.set(paper.id, encodePaper(whole, lines.get(paper.id)));
      changed = true;
    }
    if (changed) await this.#months.write(month, [...lines.values()], lock);
    return undefined;
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

/** The month of a paper's file. It follows from the id alone, so that a paper never moves between files. */
export function monthOf(id: string): string {
  const match = /^(\d{2})(0[1-9]|1[0-2])\.\d{4,5}$/.exec(id);
  return match ? `20${match[1] ?? ''}-${match[2] ?? ''}` : 'other';
}

/** The papers of a folder, and what is wrong with it; one that cannot be read has none. */
async function filesOf(
  folder: PaperFolder,
): Promise<{ readonly papers: readonly Paper[]; readonly troubles: readonly Trouble[] }> {
  let files: ReadonlyMap<string, FolderFile>;
  try {
    files = await folder.readAll();
  } catch (error) {
    return { papers: [], troubles: [{ kind: 'unreadable', file: folder.name, why: reasonOf(error) }] };
  }
  const papers: Paper[] = [];
  const troubles: Trouble[] = [];
  for (const [name, file] of files) {
    if (file.kind === 'newer') troubles.push({ kind: 'newer', file: name });
    else if (file.kind === 'unreadable') troubles.push({ kind: 'unreadable', file: name, why: file.why });
    else for (const paper of file.papers) papers.push(paper);
  }
  return { papers, troubles };
}

/** Papers kept on disk: what the user imported, and over it what the feed brought. */
export interface KeptPapers {
  readonly imported: readonly Paper[];
  readonly stored: readonly Paper[];
  readonly problems: readonly string[];
}
