import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NoteIndex } from '../../../src/library/notes/noteIndex';
import { listNotes, readNote } from '../../../src/library/notes/noteFiles';
import type * as OpenLinkedKey from '../../../src/notes/openLinkedKey';
import { madePaper } from '../../support/papers';
import { scratchFolder } from '../../support/scratch.mjs';
import { withVSCode } from '../../support/withVSCode';

describe('a link between notes', () => {
  const root = scratchFolder('vault');
  const done: string[] = [];
  const vscode = {
    l10n: { t: (text: string, ...values: unknown[]) => text.replace('{0}', String(values[0])) },
    Uri: { file: (fsPath: string) => ({ fsPath, scheme: 'file' }) },
    ViewColumn: { Beside: -2 },
    workspace: {
      workspaceFolders: [{ uri: { fsPath: root, scheme: 'file' }, name: 'vault', index: 0 }],
      getConfiguration: () => ({ get: () => 'papers' }),
      openTextDocument: ({ fsPath }: { fsPath: string }) =>
        Promise.resolve({ fsPath, lineCount: 1, lineAt: () => ({ range: { end: {} } }) }),
    },
    window: {
      showTextDocument: ({ fsPath }: { fsPath: string }) => void done.push(path.relative(root, fsPath)),
      showInformationMessage: (message: string) => Promise.resolve(void done.push(message)),
    },
    commands: {
      executeCommand: (command: string, id: string) => Promise.resolve(void done.push(`${command} ${id}`)),
    },
  };
  const paper = madePaper('2109.00859', { title: 'CodeT5', authors: ['Yue Wang'], published: '2021-09-02' });
  let open: typeof OpenLinkedKey.openLinkedKey;
  before(async () => {
    ({ openLinkedKey: open } = await withVSCode(vscode, () => import('../../../src/notes/openLinkedKey')));
    mkdirSync(path.join(root, 'papers/concepts'), { recursive: true });
    writeFileSync(path.join(root, 'papers/concepts/Attention.md'), '# Attention\n');
    writeFileSync(path.join(root, 'papers/wang2021codet5.md'), '# My note without front matter\n');
    writeFileSync(path.join(root, 'papers/about.md'), '---\nid: "1706.03762"\n---\n');
  });

  for (const [key, target] of [
    ['about', 'papers/about.md'],
    ['Attention', 'papers/concepts/Attention.md'],
    ['concepts/attention.md', 'papers/concepts/Attention.md'],
    ['wang2021codet5', 'papers/wang2021codet5.md'],
    ['2109.00859', 'papers.openPaper 2109.00859'],
    ['nothing', 'No note and no paper of the library has the key “nothing”.'],
  ] as const)
    it(`[[${key}]] opens ${target}`, async () => {
      const notes = new NoteIndex((id) => id);
      const { files } = await listNotes(path.join(root, 'papers'));
      for (const file of files) notes.update([[file, await readNote(file)]]);
      const catalogue = {
        ready: Promise.resolve(),
        papers: () => [paper],
        paper: (id: string) => (id === paper.id ? paper : undefined),
      };
      done.length = 0;
      await open(key, { catalogue, notes });
      assert.deepEqual(
        done.map((one) => one.replaceAll(path.sep, '/')),
        [target],
      );
    });
});
