import type { NoteFile } from '../../core/notes/note';
import { linkedName, noteName } from '../../core/notes/noteLinks';
import { Disposable } from '../../dispose';
import { Emitter, type Event } from '../../emitter';

/** Empty until the files are read; see `ready`. */
export class NoteIndex extends Disposable {
  readonly #idOf: (id: string) => string;
  readonly #changed = this._register(new Emitter<void>());
  readonly #files = new Map<string, NoteFile>();
  #byId: ReadonlyMap<string, NoteFile> | undefined;
  #tags: readonly string[] | undefined;
  #read: (() => Promise<void>) | undefined;

  readonly onDidChange: Event<void> = this.#changed.event;

  /** @param idOf returns the current id of a paper */
  constructor(idOf: (id: string) => string) {
    super();
    this.#idOf = idOf;
  }

  /** The first access starts reading. Never rejects. */
  get ready(): Promise<void> {
    return this.#read?.() ?? Promise.resolve();
  }

  readWith(read: () => Promise<void>): void {
    this.#read = read;
  }

  /** Of several notes, returns the one with the first path. */
  noteOf(paperId: string): NoteFile | undefined {
    if (this.#files.size === 0) return undefined;
    return (this.#byId ??= this.#group()).get(paperId);
  }

  notes(): readonly NoteFile[] {
    return [...this.#files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  }

  /** Returns the note that links refer to by this name, such as `wang2021codet5`. */
  named(name: string): NoteFile | undefined {
    const wanted = linkedName(name);
    return this.notes().find(({ file }) => noteName(file) === wanted);
  }

  /** Most frequent first. */
  tags(): readonly string[] {
    return (this.#tags ??= countTags(this.#files.values()));
  }

  /** `undefined` removes a note. */
  update(changes: Iterable<readonly [file: string, note: NoteFile | undefined]>): void {
    let isChanged = false;
    for (const [file, note] of changes) {
      if (!note) isChanged = this.#files.delete(file) || isChanged;
      else if (JSON.stringify(this.#files.get(file)) !== JSON.stringify(note)) {
        this.#files.set(file, note);
        isChanged = true;
      }
    }
    if (isChanged) this.#fire();
  }

  replace(notes: readonly NoteFile[]): void {
    const kept = new Set(notes.map(({ file }) => file));
    const gone = [...this.#files.keys()].filter((file) => !kept.has(file));
    this.update([
      ...gone.map((file) => [file, undefined] as const),
      ...notes.map((note) => [note.file, note] as const),
    ]);
  }

  idsChanged(): void {
    this.#byId = undefined;
  }

  #fire(): void {
    this.#byId = undefined;
    this.#tags = undefined;
    this.#changed.fire();
  }

  #group(): ReadonlyMap<string, NoteFile> {
    const byId = new Map<string, NoteFile>();
    for (const note of this.notes())
      for (const id of note.ids) {
        const current = this.#idOf(id);
        if (!byId.has(current)) byId.set(current, note);
      }
    return byId;
  }
}

function countTags(notes: Iterable<NoteFile>): readonly string[] {
  const counts = new Map<string, { readonly tag: string; count: number }>();
  for (const { tags } of notes)
    for (const tag of tags) {
      const counted = counts.get(tag.toLowerCase()) ?? { tag, count: 0 };
      counted.count += 1;
      counts.set(tag.toLowerCase(), counted);
    }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1))
    .map(({ tag }) => tag);
}
