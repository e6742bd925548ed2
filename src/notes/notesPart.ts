import * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import { Disposable } from '../dispose';
import type { NoteIndex } from '../library/notes/noteIndex';
import type { Log } from '../log';
import { paperIdOr } from '../papers/paperArgument';
import type { PaperPicker } from '../papers/paperPicker';
import { showUnknownPaper } from '../papers/unknownPaper';
import { addNote, type AddedNote } from './addNote';
import { NoteReader } from './noteReader';
import { openLinkedKey, type LinkTargets } from './openLinkedKey';
import { showNote } from './showNote';

export interface NotesLibrary extends LinkTargets {
  readonly notes: NoteIndex;
  readonly live: { readonly marks: { isRead(id: string): boolean } };
}

export interface NotesDeps {
  readonly library: NotesLibrary;
  readonly picker: PaperPicker;
  readonly activePaper: () => string | undefined;
  readonly log: Log;
}

/** Reads, opens, creates and links the user's notes. Loaded after the library. */
export class NotesPart extends Disposable {
  readonly #deps: NotesDeps;
  readonly #reader: NoteReader;
  /** Running creations, by paper id. */
  readonly #creating = new Map<string, Promise<AddedNote | undefined>>();

  constructor(deps: NotesDeps) {
    super();
    this.#deps = deps;
    this.#reader = this._register(new NoteReader(deps.library.notes, deps.log));
  }

  /** Resolves when the notes were read. Never rejects. */
  get ready(): Promise<void> {
    return this.#reader.ready;
  }

  /** Opens the note about the given paper, the active page's or a picked one. Creates a missing note. */
  async open(argument: unknown): Promise<void> {
    const { library, activePaper } = this.#deps;
    // Before the first `await`, during which the user may switch tabs.
    const beside = activePaper() !== undefined;
    const paper = await this.#paperOf(argument);
    if (!paper) return;
    await this.#reader.ready;
    const known = library.notes.noteOf(paper.id);
    // The file may have changed since it was read.
    if (known) await this.#reader.read(known.file);
    const note = library.notes.noteOf(paper.id);
    if (note) return showNote(note.file, beside);
    const added = await this.#create(paper);
    if (added) await showNote(added.file, beside, added.isNew);
  }

  async openLink(key: unknown): Promise<void> {
    if (typeof key !== 'string') return;
    await this.#reader.ready;
    await openLinkedKey(key, this.#deps.library);
  }

  /** Joins a running creation: the key may be pressed again before the note is indexed. */
  #create(paper: Paper): Promise<AddedNote | undefined> {
    const running = this.#creating.get(paper.id);
    if (running) return running;
    const creating = this.#createIndexed(paper).finally(() => this.#creating.delete(paper.id));
    this.#creating.set(paper.id, creating);
    return creating;
  }

  async #createIndexed(paper: Paper): Promise<AddedNote | undefined> {
    const added = await addNote(paper, this.#deps.library.live.marks.isRead(paper.id));
    if (added) await this.#reader.read(added.file);
    return added;
  }

  async #paperOf(argument: unknown): Promise<Paper | undefined> {
    const { picker, activePaper, library } = this.#deps;
    const id = paperIdOr(argument, activePaper);
    if (id === undefined) return picker.pick({ title: vscode.l10n.t('Open Note') });
    const { catalogue } = library;
    await catalogue.ready;
    const paper = catalogue.paper(id);
    if (!paper) await showUnknownPaper(id);
    return paper;
  }
}
