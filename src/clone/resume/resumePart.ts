import { Disposable } from '../../dispose';
import { JsonFile } from '../../library/store/jsonFile';
import type { Log } from '../../log';
import { NOTES_FORMAT, type NoteStore } from './pendingNotes';
import { PendingNoteAnnouncer } from './pendingNoteAnnouncer';

/** Loaded at the start if there may be messages, otherwise with cloning. */
export class ResumePart extends Disposable {
  readonly notes: NoteStore;
  readonly announcer: PendingNoteAnnouncer;

  constructor(file: string, log: Log) {
    super();
    this.notes = new JsonFile(file, NOTES_FORMAT, log);
    this.announcer = this._register(new PendingNoteAnnouncer(this.notes, log));
    this.announcer.start();
  }
}
