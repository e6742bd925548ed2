import type { CloneNotes, NoteStore, OpenedNote, ProcessId, RunningNote } from './pendingNotes';

/** What a window knows that reads notes. */
export interface NoteReader {
  readonly self: ProcessId;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly isRunning: (pid: number) => boolean;
  /** Whether a folder is open in this window. */
  readonly isOpen: (folder: string) => boolean;
}

/** A note about an opened folder that is older than this is no news, in milliseconds. */
const NEWS = 3_600_000;

/**
 * The notes that a window should tell of now, and all notes with these marked as its own. They stay until they are
 * forgotten: a window that ends before anyone saw its message leaves the telling to the next.
 */
export function claimNotes(
  notes: CloneNotes,
  { self, now, isRunning, isOpen }: NoteReader,
): {
  readonly cutOff: readonly RunningNote[];
  readonly opened: readonly OpenedNote[];
  readonly claimed: CloneNotes;
} {
  const isSelf = (one: ProcessId): boolean => one.pid === self.pid && one.instance === self.instance;
  const lives = (one: ProcessId): boolean => (one.pid === self.pid ? isSelf(one) : isRunning(one.pid));
  const cutOff = notes.running.filter((note) => !lives(note.process));
  const fresh = notes.opened.filter(({ at }) => Math.abs(now - at) < NEWS);
  const mine = fresh.filter(
    ({ folder, from, teller }) => isOpen(folder) && !isSelf(from) && (teller === undefined || !lives(teller)),
  );
  // A folder that was opened twice in a row is told of once.
  const opened = mine.filter(
    (note, index) => mine.findLastIndex(({ folder }) => folder === note.folder) === index,
  );
  if (cutOff.length === 0 && mine.length === 0 && fresh.length === notes.opened.length) {
    return { cutOff, opened, claimed: notes };
  }
  return {
    cutOff,
    opened,
    claimed: {
      running: notes.running.map((note) => (cutOff.includes(note) ? { ...note, process: self } : note)),
      opened: fresh
        .filter((note) => !mine.includes(note) || opened.includes(note))
        .map((note) => (opened.includes(note) ? { ...note, teller: self } : note)),
    },
  };
}

/** The notes without one. */
export function withoutNote(notes: CloneNotes, token: string): CloneNotes {
  return {
    running: notes.running.filter((note) => note.token !== token),
    opened: notes.opened.filter((note) => note.token !== token),
  };
}

/** Shows a note's message; settles when a person has seen it. */
export interface NoteTeller {
  opened(note: OpenedNote): Promise<void>;
  cutOff(note: RunningNote): Promise<void>;
}

/**
 * Tells of clones that were cut off and of clones that this window was opened on. Of several windows that start
 * together, one tells. Settles when all was seen. @throws the store's error
 */
export async function tellNotes(store: NoteStore, reader: NoteReader, teller: NoteTeller): Promise<void> {
  const now = await store.read();
  const first = claimNotes(now, reader);
  if (first.claimed === now) return;
  let { cutOff, opened } = first;
  // Looked at again under the file's lock.
  await store.update((before) => {
    const found = claimNotes(before, reader);
    ({ cutOff, opened } = found);
    return found.claimed;
  });
  const forget = ({ token }: { readonly token: string }): Promise<unknown> =>
    store.update((notes) => withoutNote(notes, token));
  await Promise.all([
    ...opened.map((note) => teller.opened(note).then(() => forget(note))),
    ...cutOff.map((note) => teller.cutOff(note).then(() => forget(note))),
  ]);
}
