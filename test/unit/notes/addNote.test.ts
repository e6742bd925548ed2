import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type * as AddNote from '../../../src/notes/addNote';
import { madePaper } from '../../support/papers';
import { scratchFolder } from '../../support/scratch.mjs';
import { withVSCode } from '../../support/withVSCode';

describe('a new note in a container, if the user’s setting names a folder of the user’s own machine', () => {
  const workspace = scratchFolder('workspace');
  const notes = path.join(scratchFolder('container'), 'home', 'ada', 'notes');
  const asked: string[] = [];
  let answer: string | undefined;
  let add: typeof AddNote.addNote;
  before(async () => {
    const vscode = {
      l10n: {
        t: (message: string, ...values: unknown[]) =>
          message.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)])),
      },
      env: { remoteName: 'dev-container' },
      Uri: { file: (fsPath: string) => ({ scheme: 'file', fsPath }) },
      workspace: {
        workspaceFolders: [{ index: 0, name: 'w', uri: { scheme: 'file', fsPath: workspace } }],
        getConfiguration: () => ({ get: () => notes }),
      },
      window: {
        showWarningMessage: (question: string) => Promise.resolve((asked.push(question), answer)),
        showErrorMessage: (text: string) => Promise.resolve(void asked.push(text)),
      },
    };
    ({ addNote: add } = await withVSCode<typeof AddNote>(vscode, () => import('../../../src/notes/addNote')));
  });

  it('does not create the folder there without consent', async () => {
    assert.equal(await add(madePaper('2401.00001'), false), undefined);
    assert.deepEqual([asked.length, existsSync(notes)], [1, false]);
  });

  it('creates it if the user agrees, and shows no further question', async () => {
    answer = 'Create Folder';
    assert.equal((await add(madePaper('2401.00001'), false))?.isNew, true);
    mkdirSync(notes, { recursive: true });
    asked.length = 0;
    assert.ok(await add(madePaper('2401.00002'), false));
    assert.deepEqual(asked, []);
  });
});
