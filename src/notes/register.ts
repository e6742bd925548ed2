import * as vscode from 'vscode';
import { Command, InternalCommand } from '../ids';
import { Lazy, lazyCommand, type Part } from '../lazy';
import type { NotesDeps, NotesLibrary, NotesPart } from './notesPart';

interface NotesContext extends Pick<NotesDeps, 'picker' | 'activePaper' | 'log'> {
  readonly library: Part<NotesLibrary>;
}

const NOTES: vscode.DocumentSelector = ['markdown', 'quarto', 'mdx'].map((language) => ({
  language,
  scheme: 'file',
}));

/**
 * Registers the notes. Their code is loaded, and reads the workspace's notes, with the first command or when the
 * library has its papers.
 */
export function registerNotes({ library, ...context }: NotesContext): vscode.Disposable {
  const part = new Lazy(context.log, async (): Promise<NotesPart> => {
    const [{ NotesPart }, loaded] = await Promise.all([import('./notesPart'), library.get()]);
    return new NotesPart({ ...context, library: loaded });
  });
  library.onLoad(({ catalogue, notes }) => {
    notes.readWith(() => part.use(({ ready }) => ready));
    void catalogue.ready.then(() => notes.ready);
  });
  const links: vscode.DocumentLinkProvider = {
    provideDocumentLinks: async (document) => {
      if (!document.getText().includes('[[')) return [];
      const { noteLinks } = await import('./noteLinkProvider');
      return noteLinks(document);
    },
  };
  return vscode.Disposable.from(
    part,
    lazyCommand(Command.openNote, part, (notes, argument) => notes.open(argument)),
    lazyCommand(InternalCommand.openNoteLink, part, (notes, key) => notes.openLink(key)),
    vscode.languages.registerDocumentLinkProvider(NOTES, links),
  );
}
