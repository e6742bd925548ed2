import { Disposable } from '../../dispose';
import { JsonFile } from '../../library/store/jsonFile';
import type { Log } from '../../log';
import { NOTES_FORMAT, type NoteStore } from './pendingNotes';
import { Resume } from './resume';

/** The notes on clones and their messages. Loaded at the start if there may be messages, otherwise with cloning. */
export class ResumePart extends Disposable {
  readonly notes: NoteStore;
  readonly resume: Resume;

  /** @param file path of the notes */
  constructor(file: string, log: Log) {
    super();
    this.notes = new JsonFile(file, NOTES_FORMAT, log);
    this.resume = this._register(new Resume(this.notes, log));
    this.resume.start();
  }
}
