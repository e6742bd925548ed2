import type { CloneNotes, NoteStore, OpenedNote, ProcessId, RunningNote } from './pendingNotes';

export interface NoteReader {
  readonly self: ProcessId;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Start of this process, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly isRunning: (pid: number) => boolean;
  readonly isOpen: (folder: string) => boolean;
}

/** Maximum age of a note about an opened folder. */
const MAX_NOTE_AGE_MS = 3_600_000;
/**
 * Milliseconds after its start for which a clone on another machine counts as running. Its pid cannot be checked from
 * here, and the machine may be gone: a rebuilt container gets a new name.
 */
const MAX_REMOTE_MS = 86_400_000;

/**
 * Returns the notes that this window should show, and all notes with these marked as claimed. A claimed note stays in
 * the store until its message was seen, so that another window can show it if this one closes.
 *
 * A note is for the next window, so a window that started earlier does not claim it. A VS Code server keeps the
 * extensions of a closed browser tab running for hours, where messages are not seen.
 */
export function claimNotes(
  notes: CloneNotes,
  { self, now, startedAt, isRunning, isOpen }: NoteReader,
): {
  readonly interrupted: readonly RunningNote[];
  readonly opened: readonly OpenedNote[];
  readonly claimed: CloneNotes;
} {
  const isSelf = (one: ProcessId): boolean => one.pid === self.pid && one.instance === self.instance;
  const lives = (one: ProcessId, since = 0): boolean => {
    if (one.host !== undefined && one.host !== self.host) return Math.abs(now - since) < MAX_REMOTE_MS;
    return one.pid === self.pid ? isSelf(one) : isRunning(one.pid);
  };
  // A time in the future is ignored: the clock was set back.
  const isForThis = ({ at = 0 }: { readonly at?: number }): boolean => at <= startedAt || at > now;
  const interrupted = notes.running.filter((note) => !lives(note.process, note.at) && isForThis(note));
  const fresh = notes.opened.filter(({ at }) => Math.abs(now - at) < MAX_NOTE_AGE_MS);
  const mine = fresh.filter(
    (note) =>
      isOpen(note.folder) &&
      !isSelf(note.from) &&
      isForThis(note) &&
      (note.teller === undefined || !lives(note.teller, note.at)),
  );
  // A folder that was opened twice is shown once.
  const opened = mine.filter(
    (note, index) => mine.findLastIndex(({ folder }) => folder === note.folder) === index,
  );
  if (interrupted.length === 0 && mine.length === 0 && fresh.length === notes.opened.length) {
    return { interrupted, opened, claimed: notes };
  }
  return {
    interrupted,
    opened,
    claimed: {
      running: notes.running.map((note) => (interrupted.includes(note) ? { ...note, process: self } : note)),
      opened: fresh
        .filter((note) => !mine.includes(note) || opened.includes(note))
        .map((note) => (opened.includes(note) ? { ...note, teller: self } : note)),
    },
  };
}

/** Removes the note with a token. */
export function withoutNote(notes: CloneNotes, token: string): CloneNotes {
  return {
    running: notes.running.filter((note) => note.token !== token),
    opened: notes.opened.filter((note) => note.token !== token),
  };
}

export interface NoteAnnouncer {
  opened(note: OpenedNote): Promise<void>;
  interrupted(note: RunningNote): Promise<void>;
}

/**
 * Shows messages about interrupted and newly opened clones. If several windows start together, one shows them. Resolves
 * when all were seen.
 * @throws the error of the store
 */
export async function announceNotes(
  store: NoteStore,
  reader: NoteReader,
  announcer: NoteAnnouncer,
): Promise<void> {
  const now = await store.read();
  const first = claimNotes(now, reader);
  if (first.claimed === now) return;
  let { interrupted, opened } = first;
  // Under the file's lock.
  await store.update((before) => {
    const found = claimNotes(before, reader);
    ({ interrupted, opened } = found);
    return found.claimed;
  });
  const remove = ({ token }: { readonly token: string }): Promise<unknown> =>
    store.update((notes) => withoutNote(notes, token));
  await Promise.all([
    ...opened.map((note) => announcer.opened(note).then(() => remove(note))),
    ...interrupted.map((note) => announcer.interrupted(note).then(() => remove(note))),
  ]);
}
