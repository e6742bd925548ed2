import { Disposing } from '../../dispose';
import { JsonFile } from '../../library/store/jsonFile';
import type { Log } from '../../log';
import { NOTES_FORMAT, type NoteStore } from './pendingNotes';
import { Resume } from './resume';

/** The notes on clones and what tells of them. Loaded at a start that may have something to tell, else with cloning. */
export class ResumePart extends Disposing {
  readonly notes: NoteStore;
  readonly resume: Resume;

  /** @param file of the notes */
  constructor(file: string, log: Log) {
    super();
    this.notes = new JsonFile(file, NOTES_FORMAT, log);
    this.resume = this.register(new Resume(this.notes, log));
    this.resume.start();
  }
}
