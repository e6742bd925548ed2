import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Uri } from 'vscode';
import type * as ExportFile from '../../../src/exportFile';
import type * as UpdateExport from '../../../src/reading/updateExport';
import { silentLog } from '../../support/log';
import { scratchFolder } from '../../support/scratch.mjs';
import { withVSCode } from '../../support/withVSCode';

/** VS Code that records its questions and closes them without an answer. */
const questions: string[] = [];
const vscode = {
  l10n: { t: (message: string) => message },
  window: {
    showWarningMessage: (message: string) => {
      questions.push(message);
      return Promise.resolve(undefined);
    },
  },
  workspace: {
    textDocuments: [],
    fs: {
      readFile: ({ fsPath }: Uri) => readFile(fsPath),
      writeFile: ({ fsPath }: Uri, bytes: Uint8Array) => writeFile(fsPath, bytes),
    },
  },
};

describe('update of an exported file', () => {
  let modules: typeof ExportFile & typeof UpdateExport;
  before(async () => {
    modules = await withVSCode(vscode, async () => ({
      ...(await import('../../../src/exportFile')),
      ...(await import('../../../src/reading/updateExport')),
    }));
  });

  const first = '@article{a,\n  title = {A}\n}\n';
  const after = `${first}\n@article{b,\n  title = {B}\n}\n`;
  const crlf = (text: string): string => text.replace(/\r?\n/g, '\r\n');
  const cases: readonly (readonly [
    what: string,
    exported: string,
    change: (text: string) => string,
    next: string,
    kind: string,
  ])[] = [
    ['with a new entry', first, (text) => text, after, 'written'],
    ['with a new entry, after git changed its line ends', first, crlf, after, 'written'],
    ['that git gave other line ends, if the list is the same', first, crlf, first, 'same'],
    ['in CRLF that git stored in LF', crlf(first), () => first, crlf(after), 'written'],
    ['that the user edited', first, (text) => `${text}% mine\n`, after, 'cancelled'],
    [
      'that the user edited, with other line ends',
      first,
      (text) => crlf(`${text}% mine\n`),
      after,
      'cancelled',
    ],
  ];
  for (const [what, exported, change, next, kind] of cases)
    it(`${kind === 'cancelled' ? 'asks first for' : 'asks nothing for'} a file ${what}`, async () => {
      const fsPath = path.join(scratchFolder('update'), 'reading-list.bib');
      const uri = { scheme: 'file', fsPath, path: fsPath } as unknown as Uri;
      const sum = await modules.writeText(uri, exported);
      const changed = change(exported);
      writeFileSync(fsPath, changed);
      questions.length = 0;
      const outcome = await modules.updateExport({ uri, sum }, next, silentLog);
      assert.equal(outcome?.kind, kind);
      assert.deepEqual(questions, kind === 'cancelled' ? ['“{0}” was edited after its last export.'] : []);
      assert.equal(readFileSync(fsPath, 'utf8'), kind === 'written' ? next : changed);
    });
});
