import * as vscode from 'vscode';
import type { Paper, Repository } from '../core/paper/paper';
import type { Event } from '../emitter';

export interface PaperState {
  readonly cloned: boolean;
  readonly saved: boolean;
  readonly unread: boolean;
  readonly read?: boolean;
  readonly added?: boolean;
  readonly noted?: boolean;
  /** Code arrived, and the user has not seen it. */
  readonly codeArrived?: boolean;
  /** Day on which code arrived, `YYYY-MM-DD`, even after the user saw it. */
  readonly codeDay?: string;
  /** Added by a refresh, and new to the user; see `newPapersBadge.ts`. */
  readonly isNew?: boolean;
}

export interface StateSources {
  readonly marks: {
    isSaved(id: string): boolean;
    isRead(id: string): boolean;
    readonly onDidChange: Event<void>;
  };
  readonly notes: {
    noteOf(id: string): unknown;
    readonly onDidChange: Event<void>;
  };
  readonly code: {
    arrivalOf(id: string): { readonly day: string; readonly seen: boolean } | undefined;
    readonly onDidChange: Event<void>;
  };
  /** The kept texts, in which `text:` searches. */
  readonly texts: { readonly onDidChange: Event<void> };
  readonly added: { has(id: string): boolean; readonly onDidChange: Event<void> };
  readonly cloned: {
    foldersOf(repository: Repository): readonly string[];
    readonly onDidChange: Event<void>;
  };
}

export interface PaperStates {
  of(paper: Paper): PaperState;
  readonly onDidChange: Event<void>;
}

/** Returns `undefined` while the library is loading. */
export type StateOf = (paper: Paper) => PaperState | undefined;

/** Combines marks, clones and notes into the states that rows show. */
export function paperStates({ marks, cloned, added, notes, texts, code }: StateSources): PaperStates {
  return {
    of: ({ id, repositories }) => {
      const saved = marks.isSaved(id);
      // Only saved papers are marked as unread; otherwise nearly every row would be.
      const read = marks.isRead(id);
      const arrival = code.arrivalOf(id);
      return {
        cloned: repositories.some((one) => cloned.foldersOf(one).length > 0),
        saved,
        unread: saved && !read,
        read,
        added: added.has(id),
        noted: notes.noteOf(id) !== undefined,
        ...(arrival && { codeArrived: !arrival.seen, codeDay: arrival.day }),
      };
    },
    onDidChange: (listener) =>
      vscode.Disposable.from(
        marks.onDidChange(listener),
        cloned.onDidChange(listener),
        added.onDidChange(listener),
        notes.onDidChange(listener),
        texts.onDidChange(listener),
        code.onDidChange(listener),
      ),
  };
}
