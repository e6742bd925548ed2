import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import { asCount, asList, asRecord, asText } from '../../core/lang/json';
import type { JsonFormat } from '../../library/store/jsonFile';

/** Identifies a process. `instance` distinguishes it from a later process with the same pid. */
export interface ProcessId {
  readonly pid: number;
  readonly instance: string;
  /**
   * Name of the process's machine. Machines may share a home folder, and a pid has a meaning on one of them only. Missing in
   * notes of earlier versions.
   */
  readonly host?: string;
}

export const THIS_PROCESS: ProcessId = {
  pid: process.pid,
  instance: randomBytes(8).toString('hex'),
  host: hostname(),
};

/** A running clone. If its process has ended, the clone was interrupted. */
export interface RunningNote {
  readonly token: string;
  /** The process that clones, or that shows the interruption. */
  readonly process: ProcessId;
  readonly paperId: string;
  readonly name: string;
  /** URL of the repository's page. Identifies the repository if the paper has several. */
  readonly url: string;
  readonly parent: string;
  /** Start of the clone, in milliseconds since 1970. Missing in notes of earlier versions. */
  readonly at?: number;
}

/** A clone whose folder is being opened. Opening it can restart the extension before it shows a message. */
export interface OpenedNote {
  readonly token: string;
  readonly folder: string;
  readonly paperId: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The process that opens the folder. It does not show the message, because it may be about to end. */
  readonly from: ProcessId;
  /** The process that shows the message. If it ends before the message was seen, another process may show it. */
  readonly teller?: ProcessId;
}

export interface CloneNotes {
  readonly running: readonly RunningNote[];
  readonly opened: readonly OpenedNote[];
}

export interface NoteStore {
  read(): Promise<CloneNotes>;
  update(change: (notes: CloneNotes) => CloneNotes): Promise<CloneNotes>;
}

/** Maximum length of a text in a note, in UTF-16 code units. The longest paths are shorter. */
const MAX_TEXT_LENGTH = 40_000;

/** File format of the notes. Incomplete notes are skipped when the file is read. */
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
  const text = (key: string): string => asText(record?.get(key), MAX_TEXT_LENGTH) ?? '';
  const process = readProcess(record?.get('process'));
  const at = asCount(record?.get('at'));
  const note = {
    ...(at !== undefined && { at }),
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
  const text = (key: string): string => asText(record?.get(key), MAX_TEXT_LENGTH) ?? '';
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
  if (pid <= 0) return undefined;
  const host = asText(record?.get('host'), MAX_TEXT_LENGTH);
  return {
    pid,
    instance: asText(record?.get('instance'), MAX_TEXT_LENGTH) ?? '',
    ...(host !== undefined && { host }),
  };
}
