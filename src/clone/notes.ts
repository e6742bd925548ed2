import path from 'node:path';
import { asCount, asList, asRecord, asText } from '../core/value';
import type { JsonFormat } from '../library/jsonFile';

/** A clone that is being made; what is left of it after its process ended was cut off. */
export interface RunningNote {
  readonly token: string;
  readonly pid: number;
  readonly paperId: string;
  /** The repository as `owner/name`. */
  readonly name: string;
  /** Address of the repository's page: tells which of the paper's repositories it is. */
  readonly url: string;
  readonly parent: string;
}

/** A clone whose folder was about to be opened, which may restart this extension before it can say more. */
export interface OpenedNote {
  readonly folder: string;
  readonly paperId: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What outlives the window. */
export interface CloneNotes {
  readonly running: readonly RunningNote[];
  readonly opened: readonly OpenedNote[];
}

/** Where notes are kept; `JsonFile` in the product. */
export interface NoteStore {
  read(): Promise<CloneNotes>;
  update(change: (notes: CloneNotes) => CloneNotes): Promise<CloneNotes>;
}

/** A note about an opened folder that is older than this is no news, in milliseconds. */
const NEWS = 3_600_000;
/** Longest text of a note, in UTF-16 code units; the longest paths are shorter. */
const LONGEST = 40_000;

/** The notes that this start should tell of, and what remains for others. */
export function takeNotes(
  notes: CloneNotes,
  now: number,
  isRunning: (pid: number) => boolean,
  isOpen: (folder: string) => boolean,
): {
  readonly cutOff: readonly RunningNote[];
  readonly opened: readonly OpenedNote[];
  readonly rest: CloneNotes;
} {
  const cutOff = notes.running.filter(({ pid }) => !isRunning(pid));
  const fresh = notes.opened.filter(({ at }) => Math.abs(now - at) < NEWS);
  const opened = fresh.filter(({ folder }) => isOpen(folder));
  if (cutOff.length === 0 && opened.length === 0 && fresh.length === notes.opened.length) {
    return { cutOff, opened, rest: notes };
  }
  return {
    cutOff,
    opened,
    rest: {
      running: notes.running.filter((note) => !cutOff.includes(note)),
      opened: fresh.filter((note) => !opened.includes(note)),
    },
  };
}

/** How notes are written; what is not whole is left out. */
export const NOTES_FORMAT: JsonFormat<CloneNotes> = {
  schema: 1,
  read(value) {
    const record = asRecord(value);
    return {
      running: (asList(record?.get('running')) ?? []).flatMap((entry) => readRunning(entry) ?? []),
      opened: (asList(record?.get('opened')) ?? []).flatMap((entry) => readOpened(entry) ?? []),
    };
  },
  write: (notes) => notes,
};

function readRunning(value: unknown): RunningNote | undefined {
  const record = asRecord(value);
  const text = (key: string): string => asText(record?.get(key), LONGEST) ?? '';
  const note = {
    token: text('token'),
    pid: asCount(record?.get('pid')) ?? 0,
    paperId: text('paperId'),
    name: text('name'),
    url: text('url'),
    parent: text('parent'),
  };
  return note.pid > 0 && path.isAbsolute(note.parent) ? note : undefined;
}

function readOpened(value: unknown): OpenedNote | undefined {
  const record = asRecord(value);
  const text = (key: string): string => asText(record?.get(key), LONGEST) ?? '';
  const at = asCount(record?.get('at')) ?? 0;
  const note = { folder: text('folder'), paperId: text('paperId'), name: text('name'), at };
  return path.isAbsolute(note.folder) ? note : undefined;
}
