import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { exportItems, exportReadingList } from '../../src/reading/exportPapers';
import { LastExports } from '../../src/reading/lastExports';
import { madePaper } from '../support/papers';
import { silentLog } from '../support/log';

/** Papers whose citation keys are equal. */
const [FIRST, SECOND, THIRD] = ['2401.00001', '2401.00002', '2401.00003'].map((id) =>
  madePaper(id, { title: `Scaling laws ${id}`, authors: ['Yue Wang'], published: '2024-01-01' }),
);

type Asking = 'showQuickPick' | 'showSaveDialog' | 'showWarningMessage';

describe('an export of the reading list', () => {
  let folder: string;
  const originals = new Map<Asking, PropertyDescriptor | undefined>();
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'daily-papers-export-'))));
  afterEach(async () => {
    for (const [name, original] of originals) Object.defineProperty(vscode.window, name, original ?? {});
    originals.clear();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });

  function answer(name: Asking, value: (rows: unknown) => unknown): void {
    if (!originals.has(name)) originals.set(name, Object.getOwnPropertyDescriptor(vscode.window, name));
    const reply = (rows: unknown): Promise<unknown> => Promise.resolve(value(rows));
    Object.defineProperty(vscode.window, name, { value: reply, configurable: true });
  }

  /** Returns how a workspace without earlier exports exports papers: the keys in the file, by paper id. */
  function workspace() {
    const stored = new Map<string, unknown>();
    const memory = {
      keys: () => [...stored.keys()],
      get: (key: string) => structuredClone(stored.get(key)),
      update: (key: string, value: unknown) => Promise.resolve(void stored.set(key, value)),
    } as vscode.Memento;
    const deps = { topicLabel: (id: string) => id, last: new LastExports(memory), log: silentLog };
    return async (
      file: string,
      papers: readonly (typeof FIRST)[],
      run = exportReadingList,
    ): Promise<Readonly<Record<string, string>>> => {
      answer('showSaveDialog', () => vscode.Uri.file(path.join(folder, file)));
      answer('showQuickPick', (rows) =>
        (rows as readonly vscode.QuickPickItem[]).find(
          ({ label }) => label === `Update ${file}` || label === 'BibTeX',
        ),
      );
      const items = papers.flatMap((paper) => (paper ? [{ paper, read: false }] : []));
      await run(items, deps);
      const text = readFileSync(path.join(folder, file), 'utf8');
      const entries = text.matchAll(/@misc\{(\w+),[^@]*eprint +=\s\{([\d.]+)\}/g);
      return Object.fromEntries(Array.from(entries, ([, key = '', id = '']) => [id, key]));
    };
  }

  const key = 'wang2024scaling';

  it('keeps the keys of papers when papers with equal keys come and go', async () => {
    const exported = workspace();
    assert.deepEqual(await exported('list.bib', [FIRST]), { '2401.00001': key });
    // The paper that was saved last is the first of the list.
    assert.deepEqual(await exported('list.bib', [SECOND, FIRST]), {
      '2401.00001': key,
      '2401.00002': `${key}b`,
    });
    // A document may still cite the removed paper, so no other paper gets its key.
    assert.deepEqual(await exported('list.bib', [THIRD, SECOND]), {
      '2401.00002': `${key}b`,
      '2401.00003': `${key}c`,
    });
    assert.deepEqual(await exported('list.bib', [FIRST, THIRD]), {
      '2401.00001': key,
      '2401.00003': `${key}c`,
    });
  });

  it('keeps the keys in the file that it replaces, as of another machine', async () => {
    const keys = { '2401.00001': key, '2401.00002': `${key}b` };
    assert.deepEqual(await workspace()('list.bib', [FIRST, SECOND]), keys);
    assert.deepEqual(await workspace()('list.bib', [SECOND, FIRST]), keys);
    assert.deepEqual(await workspace()('list.bib', [SECOND], exportItems), { '2401.00002': `${key}b` });
  });

  it('keeps a key that another program changed in the file, also in later exports', async () => {
    const exported = workspace();
    await exported('list.bib', [FIRST, SECOND]);
    // VS Code keeps a document of the file, and does not notice changes of it while it is hidden.
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: 'other' }));
    const file = path.join(folder, 'list.bib');
    writeFileSync(file, readFileSync(file, 'utf8').replace(`{${key},`, '{coauthor24,'));
    const questions: unknown[] = [];
    answer('showWarningMessage', (text) => void questions.push(text));
    const keys = { '2401.00001': 'coauthor24', '2401.00002': `${key}b` };
    assert.deepEqual(await exported('list.bib', [FIRST, SECOND]), keys);
    assert.deepEqual(questions, []);
    assert.deepEqual(await exported('copy.bib', [FIRST, SECOND]), keys);
  });

  it('gives a key that the file has for another paper to no two papers', async () => {
    const exported = workspace();
    await exported('list.bib', [FIRST]);
    // A coauthor's export, with another paper of the same authors and year only.
    writeFileSync(path.join(folder, 'coauthor.bib'), `@misc{${key}, eprint = {2401.00002}}\n`);
    assert.deepEqual(await exported('coauthor.bib', [SECOND]), { '2401.00002': key });
    const keys = { '2401.00001': `${key}b`, '2401.00002': key };
    assert.deepEqual(await exported('copy.bib', [FIRST, SECOND]), keys);
  });

  it('keeps the key of an entry that was added to the file', async () => {
    const exported = workspace();
    await exported('list.bib', [FIRST]);
    const file = path.join(folder, 'list.bib');
    appendFileSync(file, `\n@misc{${key}b, title = {Scaling}, eprint = {2401.00002}}\n`);
    // Another name than that of the export, so that no question is asked.
    renameSync(file, path.join(folder, 'other.bib'));
    assert.deepEqual(await exported('other.bib', [THIRD, SECOND, FIRST]), {
      '2401.00001': key,
      '2401.00002': `${key}b`,
      '2401.00003': `${key}c`,
    });
  });
});
