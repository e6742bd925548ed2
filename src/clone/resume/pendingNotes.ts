import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { MACHINE_NAME } from '../../library/machineName';
import { asCount, asList, asRecord, asText } from '../../core/lang/json';
import type { JsonFormat } from '../../library/store/jsonFile';

/** `instance` distinguishes processes that had the same pid. */
export interface ProcessId {
  readonly pid: number;
  readonly instance: string;
  /** Name of the machine: machines may share a home folder, but not pids. Missing in earlier versions. */
  readonly host?: string;
}

export const THIS_PROCESS: ProcessId = {
  pid: process.pid,
  instance: randomBytes(8).toString('hex'),
  host: MACHINE_NAME,
};

/** If its process has ended, the clone was interrupted. */
export interface RunningNote {
  readonly token: string;
  /** The process that clones, or that shows the interruption. */
  readonly process: ProcessId;
  readonly paperId: string;
  readonly name: string;
  /** Identifies the repository if the paper has several. */
  readonly url: string;
  readonly parent: string;
  /** Start of the clone in milliseconds since 1970. Missing in earlier versions. */
  readonly at?: number;
}

/** A clone that is being opened, which can restart the extension before it shows a message. */
export interface OpenedNote {
  readonly token: string;
  readonly folder: string;
  readonly paperId: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Opens the folder. May end soon, so another process shows the message. */
  readonly from: ProcessId;
  /** Shows the message. If it ends before the message was seen, another process may. */
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

/** In UTF-16 code units. The longest paths are shorter. */
const MAX_TEXT_LENGTH = 40_000;

/** Skips incomplete notes. */
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
