import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { NoteIndex } from '../../../src/library/notes/noteIndex';
import type * as Notes from '../../../src/notes/notesPart';
import { silentLog } from '../../support/log';
import { madePaper } from '../../support/papers';
import { scratchFolder } from '../../support/scratch.mjs';
import { withVSCode } from '../../support/withVSCode';

const nothing = { dispose: () => undefined };

describe('a new note', () => {
  const root = scratchFolder('new-note');
  const shown: string[] = [];
  const vscode = {
    l10n: { t: (text: string) => text },
    env: {},
    Uri: { file: (fsPath: string) => ({ fsPath, scheme: 'file' }) },
    ViewColumn: { Beside: -2 },
    Disposable: { from: () => nothing },
    RelativePattern: Object,
    Range: Object,
    workspace: {
      workspaceFolders: [{ uri: { fsPath: root, scheme: 'file' }, name: 'w', index: 0 }],
      getConfiguration: () => ({ get: () => 'papers' }),
      getWorkspaceFolder: () => undefined,
      onDidChangeWorkspaceFolders: () => nothing,
      onDidChangeConfiguration: () => nothing,
      createFileSystemWatcher: () => ({
        ...nothing,
        onDidCreate: () => nothing,
        onDidChange: () => nothing,
        onDidDelete: () => nothing,
      }),
      openTextDocument: ({ fsPath }: { fsPath: string }) =>
        Promise.resolve({ fsPath, lineCount: 1, lineAt: () => ({ range: { end: {} } }) }),
    },
    window: {
      showTextDocument: ({ fsPath }: { fsPath: string }) => void shown.push(path.basename(fsPath)),
    },
  };
  const paper = madePaper('2109.00859', { title: 'CodeT5', authors: ['Yue Wang'], published: '2021-09-02' });

  it('is one file, also if its key is pressed twice', async () => {
    const { NotesPart } = await withVSCode(vscode, () => import('../../../src/notes/notesPart'));
    const notes = new NoteIndex((id) => id);
    const part: Notes.NotesPart = new NotesPart({
      library: {
        notes,
        catalogue: { ready: Promise.resolve(), papers: () => [paper], paper: () => paper },
        live: { marks: { isRead: () => false } },
      },
      picker: { pick: () => Promise.resolve(undefined), pickSeveral: () => Promise.resolve([]) },
      activePaper: () => paper.id,
      log: silentLog,
    });
    // The first press waits until the notes of the workspace are read.
    await Promise.all([part.open(paper.id), part.open(paper.id)]);
    part.dispose();
    assert.deepEqual(readdirSync(path.join(root, 'papers')), ['wang2021codet5.md']);
    assert.deepEqual(shown, ['wang2021codet5.md', 'wang2021codet5.md']);
  });
});
