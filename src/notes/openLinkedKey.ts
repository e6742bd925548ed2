import * as vscode from 'vscode';
import { citationKey } from '../core/citation/citationKey';
import { parseArxivId } from '../core/links/arxiv';
import type { Paper } from '../core/paper/paper';
import { Command } from '../ids';
import { linkedFile } from '../library/notes/noteFiles';
import type { NoteIndex } from '../library/notes/noteIndex';
import { notify } from '../notify';
import { showUnknownPaper } from '../papers/unknownPaper';
import { noteFolders } from './noteFolders';
import { showNote } from './showNote';

export interface LinkTargets {
  readonly catalogue: {
    readonly ready: Promise<void>;
    paper(id: string): Paper | undefined;
    papers(): readonly Paper[];
  };
  readonly notes: Pick<NoteIndex, 'named'>;
}

/** Opens the target of a `[[key]]` link: a note, else the page of the paper with this id or citation key. */
export async function openLinkedKey(key: string, { catalogue, notes }: LinkTargets): Promise<void> {
  // A vault also has notes that are about no paper.
  const file =
    notes.named(key)?.file ??
    (await linkedFile(
      key,
      noteFolders().map(({ path }) => path),
    ));
  if (file !== undefined) return showNote(file, false);
  await catalogue.ready;
  const wanted = key.toLowerCase();
  const arxivId = parseArxivId(key);
  const paper =
    catalogue.paper(arxivId ?? key) ?? catalogue.papers().find((one) => citationKey(one) === wanted);
  if (paper) await vscode.commands.executeCommand(Command.openPaper, paper.id);
  else if (arxivId !== undefined) await showUnknownPaper(arxivId);
  else await notify('info', vscode.l10n.t('No note and no paper of the library has the key “{0}”.', key));
}
