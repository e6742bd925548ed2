import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { asCount, asList, asRecord, asText } from '../../core/lang/json';
import type { JsonFormat } from '../../library/store/jsonFile';

/** A process; the second half tells it from a later one that was given the same number. */
export interface ProcessId {
  readonly pid: number;
  readonly instance: string;
}

/** This run of the extension. */
export const SELF: ProcessId = { pid: process.pid, instance: randomBytes(8).toString('hex') };

/** A clone that is being made; what is left of it after its process ended was cut off. */
export interface RunningNote {
  readonly token: string;
  /** Who clones, or tells that the clone was cut off. */
  readonly process: ProcessId;
  readonly paperId: string;
  /** The repository as `owner/name`. */
  readonly name: string;
  /** Address of the repository's page: tells which of the paper's repositories it is. */
  readonly url: string;
  readonly parent: string;
}

/** A clone whose folder was about to be opened, which may restart this extension before it can say more. */
export interface OpenedNote {
  readonly token: string;
  readonly folder: string;
  readonly paperId: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Who was about to open it: not the one to tell, as it may be about to end. */
  readonly from: ProcessId;
  /** Who tells of it; when that one ended before it was seen, another may. */
  readonly teller?: ProcessId;
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

/** Longest text of a note, in UTF-16 code units; the longest paths are shorter. */
const LONGEST = 40_000;

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
  const process = readProcess(record?.get('process'));
  const note = {
    token: text('token'),
    paperId: text('paperId'),
    name: text('name'),
    url: text('url'),
    parent: text('parent'),
  };
  return process !== undefined && path.isAbsolute(note.parent) ? { ...note, process } : undefined;
}

function readOpened(value: unknown): OpenedNote | undefined {
  const record = asRecord(value);
  const text = (key: string): string => asText(record?.get(key), LONGEST) ?? '';
  const [from, teller] = [readProcess(record?.get('from')), readProcess(record?.get('teller'))];
  const at = asCount(record?.get('at')) ?? 0;
  const note = {
    ...{ token: text('token'), folder: text('folder'), paperId: text('paperId'), name: text('name') },
    at,
  };
  if (from === undefined || !path.isAbsolute(note.folder)) return undefined;
  return { ...note, from, ...(teller === undefined ? {} : { teller }) };
}

function readProcess(value: unknown): ProcessId | undefined {
  const record = asRecord(value);
  const pid = asCount(record?.get('pid')) ?? 0;
  return pid > 0 ? { pid, instance: asText(record?.get('instance'), LONGEST) ?? '' } : undefined;
}
